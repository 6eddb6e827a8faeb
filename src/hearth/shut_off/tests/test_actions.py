"""One action ends everything that somebody let in might still see, use or hear."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from tests import world as worlds
from tests.world import all_of

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.front_door import actions as front_door
from hearth.front_door.codes import MayHear
from hearth.front_door.models import Agreement
from hearth.messaging import actions as messaging
from hearth.messaging.codes import AddresseeKind, ChoiceKind
from hearth.messaging.models import Message, MessageChoice
from hearth.messaging.rules import Wording, by_email
from hearth.messaging.thread_models import Thread, ThreadGuest
from hearth.organisations import actions as organisations
from hearth.organisations.models import Account, Session, SignInCode
from hearth.organisations.queries import worker_actor
from hearth.people.models import Contact, Person, Relation
from hearth.people.rules import AtRest
from hearth.sharing import actions as sharing
from hearth.sharing import queries
from hearth.sharing.codes import OverrideReason, ProxyKind
from hearth.sharing.models import BreakGlass, CircleChoice
from hearth.sharing.supporter_models import SupporterInvitation
from hearth.shut_off.models import ShutOff
from hearth.shut_off.tests.closing import shut_out

pytestmark = pytest.mark.django_db


def sees(actor, person, at):
    with acting_as(actor, at=at):
        return Person.objects.visible_to(actor).filter(pk=person.pk).exists()


def ended(done):
    (line,) = all_of(AuditEvent, event="shut_off.done")
    assert line.subject_id == str(done.pk)
    return line.detail["ended"]


class TestSight:
    def test_of_everyone_let_in_ends_in_the_same_second(self, world, keeley, ash):
        actor = worlds.themselves(world, ash)
        assert sees(actor, keeley, world.at)

        done = shut_out(world, keeley)

        assert not sees(actor, keeley, world.at)
        assert len(ended(done)["choices"]) == 1

    def test_of_the_team_goes_on(self, world, keeley, ash):
        shut_out(world, keeley)

        assert sees(worker_actor(world.lead), keeley, world.at)

    def test_ends_for_an_organisation_that_is_named_and_for_those_of_it_who_were(self, world, keeley):
        for whom in (world.council, world.partner):
            worlds.let_in(world, keeley, whom)
        assert sees(worker_actor(world.partner), keeley, world.at)

        shut_out(world, keeley, named=[world.council.pk])

        assert not sees(worker_actor(world.partner), keeley, world.at)
        live = [c for c in all_of(CircleChoice, person=keeley) if c.until_at is None]
        assert [(c.whom_id, c.level, c.whom_kind) for c in live] == [(world.council.pk, 0, "organisation")]

    def test_ends_for_a_worker_who_is_named_and_for_nobody_else(self, world, keeley):
        shut_out(world, keeley, named=[world.peer.pk])

        assert not sees(worker_actor(world.peer), keeley, world.at)
        assert sees(worker_actor(world.lead), keeley, world.at)
        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at), pytest.raises(NotPermitted):
            sharing.break_glass(peer, person_id=keeley.pk, reason=OverrideReason.LIFE, why="Let me", at=world.at)

    def test_by_an_open_emergency_of_theirs_ends_too(self, world, keeley):
        nell = worker_actor(worlds.worker("Nell", "Frost", "clinician", world.surgery))
        with acting_as(nell, at=world.at):
            sharing.break_glass(nell, person_id=keeley.pk, reason=OverrideReason.LIFE, why="She rang", at=world.at)
        later = world.at + timedelta(minutes=5)

        shut_out(world, keeley, at=later, named=[world.surgery.pk])

        assert not sees(nell, keeley, later)
        assert [one.until_at for one in all_of(BreakGlass)] == [later]

    def test_can_be_given_again_to_one_of_them(self, world, keeley, ash):
        shut_out(world, keeley)

        worlds.let_in(world, keeley, ash, Level.PLAN)

        assert sees(worlds.themselves(world, ash), keeley, world.at)


class TestComingIn:
    def test_by_an_offer_that_stands_ends(self, world, keeley):
        with acting_as(SYSTEM, at=world.at):
            relation = Relation.objects.create(person=keeley, name="Cam", relation="a friend")
            sharing.invite_supporter(SYSTEM, relation=relation, level=Level.FULL, explained_how="Alone", at=world.at)

        done = shut_out(world, keeley)

        assert [one.ended_at for one in all_of(SupporterInvitation)] == [world.at]
        assert len(ended(done)["invitations"]) == 1

    def test_as_the_person_ends_for_every_other_session_code_password_and_passkey(self, world, keeley):
        account = worlds.own_sign_in(world, keeley)
        with acting_as(SYSTEM, at=world.at):
            organisations.give_sign_in_code(SYSTEM, account=account, at=world.at)
            Account.objects.filter(pk=account.pk).update(password=make_password("a wet dog in the rain"))
        Authenticator.objects.create(user=account, type=Authenticator.Type.WEBAUTHN, data={})
        mine, theirs = (worlds.session(account, person_id=keeley.pk) for _ in range(2))

        shut_out(world, keeley, keep_session=mine)

        kept = set(Session.objects.values_list("session_key", flat=True))
        assert mine in kept
        assert theirs not in kept
        assert [code.expires_at for code in all_of(SignInCode)] == [world.at]
        assert not Authenticator.objects.filter(user=account).exists()
        assert not Account.objects.get(pk=account.pk).has_usable_password()

    def test_for_them_as_their_proxy_ends(self, world, keeley, ash, relation):
        nell = worker_actor(worlds.in_the_team(world, "Nell", "Frost", "clinician"))
        told = {"level": Level.PLAN, "looked": "Both records: nothing against it"}
        with acting_as(nell, at=world.at):
            sharing.name_proxy(nell, relation=relation, kind=ProxyKind.GRANTED, at=world.at, **told)
            assert len(queries.proxies(nell, person=keeley, at=world.at)) == 1
        later = world.at + timedelta(minutes=1)

        shut_out(world, keeley, at=later)

        with acting_as(nell, at=later):
            assert queries.proxies(nell, person=keeley, at=later) == []
        assert not sees(worlds.themselves(world, ash), keeley, later)

    def test_as_a_worker_is_nothing_it_ends(self, world, keeley):
        key = worlds.session_of(world.lead)

        shut_out(world, keeley)

        assert Session.objects.filter(session_key=key).exists()


class TestHearing:
    def test_of_messages_ends_for_somebody_let_in_to_them(self, world, keeley, ash):
        with acting_as(SYSTEM, at=world.at):
            thread = Thread.objects.create(
                person=keeley, about="The cat", begun_by="Keeley", begun_at=world.at, last_at=world.at
            )
            ThreadGuest.objects.create(thread=thread, person=keeley, guest=ash, let_in_at=world.at)

        done = shut_out(world, keeley)

        assert [guest.ended_at for guest in all_of(ThreadGuest)] == [world.at]
        assert len(ended(done)["guests"]) == 1

    def test_of_the_person_ends_for_whoever_asked_for_them(self, world):
        referral, _ = worlds.spoken_for(world)
        person = Person(pk=referral.person_id)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            front_door.agree_what_they_hear(
                lead, referral=referral, may_hear=MayHear.OUTCOME, said_how="On the phone", at=world.at
            )
        with acting_as(SYSTEM, at=world.at):
            messaging.queue_message(
                SYSTEM,
                to=by_email(AddresseeKind.REFERRER, "amara@foss-surgery.example"),
                about=person.pk,
                wording=Wording("News", "We have met."),
                key="news",
                subject=("Referral", referral.pk),
                at=world.at,
            )
        later = world.at + timedelta(minutes=1)

        with acting_as(SYSTEM, at=later):
            person = Person.objects.get(pk=person.pk)
        shut_out(world, person, at=later)

        newest = max(all_of(Agreement), key=lambda one: one.recorded_at)
        assert newest.may_hear == MayHear.NOTHING
        assert [m.state for m in all_of(Message, key="news")] == ["not-sent"]

    def test_plain_words_end_where_they_were_allowed(self, world, keeley):
        with acting_as(SYSTEM, at=world.at):
            messaging.choose_messages(SYSTEM, person=keeley, channel="all", choice=ChoiceKind.PLAIN, at=world.at)
        later = world.at + timedelta(minutes=1)

        for _ in range(2):
            shut_out(world, keeley, at=later)

        assert sorted(one.choice for one in all_of(MessageChoice, person=keeley)) == ["neutral", "plain"]

    def test_ways_that_are_not_safe_are_not_used_again(self, world):
        person = worlds.known(world, known_as="Robin")
        with acting_as(SYSTEM, at=world.at):
            phone, mail = (
                Contact.objects.create(person=person, kind=kind, value=value, safe_to_leave_message=True)
                for kind, value in (("phone", "07700 900 101"), ("email", "robin@example.org"))
            )

        shut_out(world, person, unsafe=[phone.pk])

        found = {c.pk: (c.safe_to_use, c.safe_to_leave_message) for c in all_of(Contact, person=person)}
        assert found == {phone.pk: (False, False), mail.pk: (True, True)}

    def test_nobody_rings_whom_nobody_must(self, world, keeley, ash, relation):
        shut_out(world, keeley, never_ring=[relation.pk])

        (now,) = all_of(Relation, pk=relation.pk)
        assert (now.emergency, now.do_not_contact) == (False, True)


class TestShutOut:
    def test_keeps_who_said_so_and_tells_the_holder_without_a_name(self, world, keeley, ash):
        own = worlds.themselves(world, keeley)

        done = shut_out(world, keeley, by=own, words=" He was outside. ")

        assert (done.recorded_by_id, done.words) == (None, "He was outside.")
        (message,) = all_of(Message, to_kind="worker")
        assert (message.membership_id, message.person_id) == (world.lead.pk, None)
        assert "Keeley" not in message.subject_line + message.body

    def test_tells_no_holder_who_was_there_or_is_named(self, world, keeley):
        shut_out(world, keeley, by=worker_actor(world.lead))
        shut_out(world, keeley, named=[world.lead.pk])

        assert all_of(Message, to_kind="worker") == []

    def test_touches_nobody_elses(self, world, keeley, ash):
        other = worlds.known(world, known_as="Bea", given="Bea", family="Stone", nhs_number=None)
        worlds.let_in(world, other, ash)

        shut_out(world, keeley)

        assert sees(worlds.themselves(world, ash), other, world.at)

    def test_is_nobody_elses_to_do(self, world, keeley, ash):
        strangers = [worlds.themselves(world, ash), worker_actor(world.partner), worker_actor(world.outsider), PUBLIC]
        for actor in strangers:
            with pytest.raises(NotPermitted):
                shut_out(world, keeley, by=actor)

        assert all_of(ShutOff) == []
        assert [c.until_at for c in all_of(CircleChoice)] == [None]

    def test_is_refused_for_somebody_who_died(self, world, keeley):
        with acting_as(SYSTEM, at=world.at):
            Person.objects.filter(pk=keeley.pk).update(status="died")
            keeley.refresh_from_db()
        with pytest.raises(AtRest):
            shut_out(world, keeley)

    def test_is_read_by_the_person_and_those_who_know_everything_alone(self, world, keeley, ash):
        done = shut_out(world, keeley)
        worlds.let_in(world, keeley, ash)

        may = {
            "person": worlds.themselves(world, keeley),
            "lead": worker_actor(world.lead),
            "let in again": worlds.themselves(world, ash),
            "partner": worker_actor(world.partner),
            "public": Actor(ActorKind.PUBLIC),
        }
        seen = {}
        for name, actor in may.items():
            with acting_as(actor, at=world.at):
                seen[name] = ShutOff.objects.visible_to(actor).filter(pk=done.pk).exists()
        assert seen == {"person": True, "lead": True, "let in again": False, "partner": False, "public": False}
