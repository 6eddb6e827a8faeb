"""Somebody close is invited, comes in with a record of their own, and sees what was chosen: also if that is nothing."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from hearth.core import doors
from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.tests.factories import NOON, AccountFactory
from hearth.people.models import Person, PortalAccess, Relation
from hearth.sharing import actions, queries, supporter_rules
from hearth.sharing.models import CircleChoice
from hearth.sharing.supporter_models import SupporterInvitation, Supporting
from hearth.sharing.tests.factories import life, signed_in
from hearth.sharing.tests.supporters import LATER, come_in, invite, opened, relation

pytestmark = pytest.mark.django_db


def rows(model, **where):
    with acting_as(SYSTEM, at=LATER):
        return list(model.objects.filter(**where))


def sees(actor, person, at=LATER):
    with acting_as(actor, at=at):
        return Person.objects.visible_to(actor).filter(pk=person.pk).exists()


class TestInviteSupporter:
    def test_keeps_only_what_is_made_of_its_secrets(self, me, sister):
        invited = invite(me, sister)

        (kept,) = rows(SupporterInvitation)
        assert (kept.level, kept.expires_at, kept.invited_by_id) == (Level.NOTHING, NOON + timedelta(days=7), None)
        assert invited.link not in str(kept.__dict__)
        assert invited.code not in str(kept.__dict__)
        assert [one.event for one in rows(AuditEvent)][-1] == "sharing.supporter_invited"

    def test_ends_an_earlier_one_to_the_same(self, me, sister):
        earlier = invite(me, sister)

        invite(me, sister, at=LATER)

        with acting_as(PUBLIC, at=LATER):
            assert opened(earlier.link, LATER) is None

    def test_by_a_worker_bears_their_name(self, theirs, sister):
        clinician = theirs.worker("clinician")

        assert invite(clinician, sister).invitation.invited_by_id == clinician.membership_id

    @pytest.mark.parametrize("role", ["welcomer", "administrator", "partner-professional"])
    def test_is_for_whoever_may_record_the_circle(self, theirs, sister, role):
        with pytest.raises(NotPermitted):
            invite(theirs.worker(role), sister)

        assert rows(SupporterInvitation) == []

    def test_is_not_for_somebody_they_let_in(self, theirs, sister):
        with pytest.raises(NotPermitted):
            invite(theirs.supporter(Level.FULL), sister)

    @pytest.mark.parametrize(
        ("marks", "words"),
        [
            ({"do_not_contact": True}, supporter_rules.NEVER_CONTACT),
            ({"until_on": NOON.date()}, supporter_rules.GONE),
        ],
    )
    def test_refuses_whoever_cannot_be_asked(self, theirs, me, marks, words):
        with pytest.raises(NotPossible, match=words):
            invite(me, relation(theirs.person, "Kit", "ex-partner", **marks))

        assert rows(SupporterInvitation) == []

    def test_refuses_an_end_that_has_passed(self, me, sister):
        with pytest.raises(NotPossible, match=supporter_rules.DAY_PASSED):
            invite(me, sister, level_until_at=NOON)

    def test_is_unseen_by_those_they_let_in(self, theirs, me, sister):
        invite(me, sister)
        close = theirs.supporter(Level.FULL)

        with acting_as(close, at=NOON):
            assert queries.open_invitations(close, person=theirs.person, at=NOON) == []


class TestEndSupporterInvitation:
    def test_closes_link_and_words_at_once(self, me, sister):
        invited = invite(me, sister)

        with acting_as(me, at=LATER):
            actions.end_supporter_invitation(me, invitation=invited.invitation, at=LATER)

        with acting_as(PUBLIC, at=LATER):
            assert [opened(one, LATER) for one in (invited.link, invited.code)] == [None, None]

    def test_refuses_what_is_taken_up(self, me, sister):
        invited = invite(me, sister)
        come_in(invited.link)

        with acting_as(me, at=LATER), pytest.raises(NotPossible):
            actions.end_supporter_invitation(me, invitation=invited.invitation, at=LATER)

    def test_is_for_whoever_may_record_the_circle(self, theirs, me, sister):
        invited, welcomer = invite(me, sister), theirs.worker("welcomer")

        with acting_as(welcomer, at=LATER), pytest.raises(NotPermitted):
            actions.end_supporter_invitation(welcomer, invitation=invited.invitation, at=LATER)

        assert rows(SupporterInvitation, ended_at=None) != []


class TestTakeUp:
    def test_with_nothing_shared_opens_a_record_of_their_own_and_nothing_else(self, theirs, me, sister):
        amina = come_in(invite(me, sister).link)

        assert sees(amina, Person(pk=amina.person_id))
        assert not sees(amina, theirs.person)
        with acting_as(amina, at=LATER):
            assert [(one.called, one.relation) for one in queries.supported(amina)] == [("Wilfred", "sister")]

    def test_by_the_words_of_the_code_shows_what_was_chosen(self, theirs, me, sister):
        amina = come_in(invite(me, sister, Level.PLAN).code.upper().replace("-", " "))

        assert sees(amina, theirs.person)
        assert [one.level for one in rows(CircleChoice, whom_id=amina.person_id)] == [Level.PLAN]
        assert rows(Relation, pk=sister.pk)[0].related_person_id == amina.person_id

    def test_lasts_as_long_as_was_chosen(self, theirs, me, sister):
        until = LATER + timedelta(days=1)

        amina = come_in(invite(me, sister, Level.MINIMUM, level_until_at=until).link)

        assert sees(amina, theirs.person)
        assert not sees(amina, theirs.person, at=until)

    def test_works_once(self, me, sister):
        invited = invite(me, sister)
        come_in(invited.link)

        with acting_as(PUBLIC, at=LATER):
            assert opened(invited.code, LATER) is None

    @pytest.mark.parametrize("late", [timedelta(days=7), timedelta(days=30)])
    def test_runs_out(self, me, sister, late):
        invited = invite(me, sister)

        with acting_as(PUBLIC, at=NOON + late):
            assert opened(invited.link, NOON + late) is None

    def test_refuses_what_ended_meanwhile(self, me, sister):
        invited = invite(me, sister)
        with acting_as(PUBLIC, at=NOON):
            offered = opened(invited.link, NOON)
        with acting_as(me, at=LATER):
            actions.end_supporter_invitation(me, invitation=invited.invitation, at=LATER)

        with acting_as(PUBLIC, at=LATER), pytest.raises(NotPossible, match="has ended"):
            actions.take_up_supporter_invitation(
                PUBLIC, offered=offered, account=AccountFactory(), name="Amina", at=LATER
            )

        assert rows(Supporting) == []

    def test_refuses_whoever_gave_it(self, me, sister):
        with pytest.raises(NotPossible, match="somebody else"):
            come_in(invite(me, sister).link, actor=me, account=AccountFactory._meta.model.objects.get(pk=me.account_id))

        assert rows(Supporting) == []

    def test_is_not_for_a_worker(self, theirs, me, sister):
        with pytest.raises(NotPermitted):
            come_in(invite(me, sister).link, actor=theirs.worker("clinician"))

        assert rows(Supporting) == []

    def test_keeps_own_care_apart(self, theirs, me, sister):
        own = life().person
        amina = signed_in(own)
        account = AccountFactory._meta.model.objects.get(pk=amina.account_id)

        beside = come_in(invite(me, sister).link, actor=amina, account=account)

        assert beside.person_id != own.pk
        faces = queries.own_faces(account_id=account.pk)
        assert [(face.person_id, face.is_beside) for face in faces] == [(own.pk, False), (beside.person_id, True)]

    def test_by_somebody_here_already_goes_on_with_their_record(self, me, sister):
        amina = come_in(invite(me, sister).link)
        account = AccountFactory._meta.model.objects.get(pk=amina.account_id)
        other = life()

        again = come_in(
            invite(other.as_themselves(), relation(other.person, "Amina", "friend")).link, actor=amina, account=account
        )

        assert again.person_id == amina.person_id
        assert len(rows(PortalAccess, account=account)) == 1

    def test_cannot_be_done_for_somebody_by_the_row_alone(self, me, sister):
        with acting_as(me, at=NOON), pytest.raises(ProgrammingError), transaction.atomic():
            Supporting(person_id=me.person_id, about_id=sister.person_id, called="Wilfred", since_at=NOON).save(
                force_insert=True
            )


class TestSupporting:
    def test_is_unseen_by_workers_and_by_the_other(self, theirs, me, sister):
        come_in(invite(me, sister).link)
        clinician = theirs.worker("clinician")

        for actor in (me, clinician):
            with acting_as(actor, at=LATER):
                assert list(Supporting.objects.visible_to(actor)) == []
                assert list(Supporting.objects.all()) == []

    def test_lets_nobody_open_the_offer_with_another_secret(self, me, sister):
        invitation = invite(me, sister).invitation

        with acting_as(PUBLIC, at=LATER):
            taken = (invitation.pk, "not it", AccountFactory().pk, me.person_id, LATER)
            assert doors.answer("SELECT sharing_take_up_invitation(%s, %s, %s, %s, %s)", *taken) is None
