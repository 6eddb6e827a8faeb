"""What each action writes and records, and what it refuses without changing anything."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.codes import Safe
from hearth.organisations.models import Membership, Seat, SeatHolder, SignInCode, Team
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import NOON, MembershipFactory
from hearth.people.models import PortalAccess
from hearth.sharing import actions, queries
from hearth.sharing.codes import BlockKind, RelationshipKind
from hearth.sharing.models import Block, CircleChoice, Look, Relationship, Sealing
from hearth.sharing.tests.doing import LATER, as_actor, recorded, rows, sees
from hearth.sharing.tests.factories import life, signed_in, someone_elsewhere

pytestmark = pytest.mark.django_db

EXPLAINED = "over a cup of tea"


class TestChooseCircle:
    def test_ends_the_earlier_choice_and_keeps_it(self, theirs):
        me = theirs.as_themselves()
        for at, level in ((NOON, Level.FULL), (LATER, Level.PLAN)):
            as_actor(
                me,
                actions.choose_circle,
                at,
                person=theirs.person,
                whom=theirs.partner,
                level=level,
                explained_how=EXPLAINED,
            )

        first, second = sorted(rows(CircleChoice), key=lambda choice: choice.from_at)
        assert (first.until_at, second.until_at) == (LATER, None)
        assert recorded().count("sharing.circle_chosen") == 2

    def test_is_refused_to_whoever_may_not_know_everything(self, theirs):
        partner = theirs.worker("peer-supporter", organisation=theirs.partner)

        with pytest.raises(NotPermitted):
            as_actor(
                partner,
                actions.choose_circle,
                person=theirs.person,
                whom=theirs.partner,
                level=Level.FULL,
                explained_how=EXPLAINED,
            )
        assert rows(CircleChoice) == []

    @pytest.mark.parametrize("wrong", [{"until_at": NOON}, {"said_by": "best-interests", "capacity_note": " "}])
    def test_refuses_what_cannot_be_honoured(self, theirs, wrong):
        with pytest.raises(NotPossible):
            as_actor(
                theirs.as_themselves(),
                actions.choose_circle,
                person=theirs.person,
                whom=theirs.partner,
                level=Level.FULL,
                explained_how=EXPLAINED,
                **wrong,
            )
        assert rows(CircleChoice) == []

    def test_never_holds_two_open_choices_for_one(self, theirs):
        as_actor(
            theirs.as_themselves(),
            actions.choose_circle,
            person=theirs.person,
            whom=theirs.partner,
            level=Level.FULL,
            explained_how=EXPLAINED,
        )
        (choice,) = rows(CircleChoice)
        choice.pk = None

        with acting_as(SYSTEM, at=NOON), pytest.raises(IntegrityError), transaction.atomic():
            CircleChoice.objects.bulk_create([CircleChoice(**{**vars_of(choice), "level": Level.PLAN})])


class TestBlocks:
    def test_keep_a_worker_out_in_every_role_and_are_lifted(self, theirs, clinician):
        worker = Membership.objects.get(pk=clinician.membership_id).worker
        me = theirs.as_themselves()

        block = as_actor(me, actions.block_worker, person=theirs.person, worker=worker, kind=BlockKind.PERSON_ASKED)
        assert not sees(clinician, theirs.person)

        as_actor(me, actions.lift_block, LATER, block=block)
        assert sees(clinician, theirs.person, LATER)
        assert {"sharing.worker_blocked", "sharing.block_lifted"} <= set(recorded())

    def test_of_ones_own_record_are_never_lifted(self, theirs, clinician):
        worker = Membership.objects.get(pk=clinician.membership_id).worker
        me = theirs.as_themselves()
        block = as_actor(me, actions.block_worker, person=theirs.person, worker=worker, kind=BlockKind.OWN)

        with pytest.raises(NotPossible):
            as_actor(me, actions.lift_block, LATER, block=block)
        assert [found.until_at for found in rows(Block)] == [None]


class TestOpenRecord:
    def test_leaves_a_look_that_the_person_reads(self, theirs, clinician):
        as_actor(clinician, actions.open_record, person=theirs.person, what="journey", reason="to ring")

        (look,) = rows(Look)
        assert (look.membership_id, look.role_words, look.reason) == (clinician.membership_id, "Clinician", "to ring")

    def test_leaves_only_an_audit_line_of_my_own_look(self, theirs):
        as_actor(theirs.as_themselves(), actions.open_record, person=theirs.person, what="journey", reason="mine")

        assert rows(Look) == []
        assert recorded()[-1] == "sharing.record_opened"

    def test_is_refused_to_roles_that_never_read(self, theirs):
        with pytest.raises(NotPermitted):
            as_actor(
                theirs.worker("finance"), actions.open_record, person=theirs.person, what="journey", reason="a bill"
            )
        assert rows(Look) == []


class TestRelationships:
    def test_bring_a_team_in_and_end(self, theirs, clinician):
        team = Team.objects.create(organisation=theirs.own, name="Night team")
        night = MembershipFactory(role="peer-supporter", organisation=theirs.own)
        seat = Seat.objects.create(team=team, organisation=theirs.own)
        SeatHolder.objects.create(seat=seat, membership=night)
        night = worker_actor(night)
        assert not sees(night, theirs.person)

        opened = as_actor(
            clinician, actions.open_relationship, person=theirs.person, kind=RelationshipKind.INVOLVED, team=team
        )
        assert sees(night, theirs.person)

        as_actor(clinician, actions.end_relationship, LATER, relationship=opened)
        assert not sees(night, theirs.person, LATER)

    def test_that_pass_by_say_until_when(self, theirs, clinician):
        membership = Membership.objects.get(pk=someone_elsewhere().membership_id)

        with pytest.raises(NotPossible):
            as_actor(
                clinician,
                actions.open_relationship,
                person=theirs.person,
                kind=RelationshipKind.ON_CALL,
                membership=membership,
            )
        assert len(rows(Relationship)) == 1

    def test_are_never_opened_by_somebody_for_themselves(self, theirs):
        stranger = someone_elsewhere()
        membership = Membership.objects.get(pk=stranger.membership_id)

        with pytest.raises(NotPermitted):
            as_actor(
                stranger,
                actions.open_relationship,
                person=theirs.person,
                kind=RelationshipKind.INVOLVED,
                membership=membership,
            )
        assert not sees(stranger, theirs.person)

    def test_of_the_holder_do_not_just_end(self, clinician):
        held = life(holder=Membership.objects.get(pk=clinician.membership_id))
        holding = next(one for one in rows(Relationship) if one.kind == RelationshipKind.HOLDER)

        with pytest.raises(NotPossible):
            as_actor(held.worker("clinician"), actions.end_relationship, LATER, relationship=holding)

    @pytest.mark.parametrize("wrong", [{"membership": None}, {"kind": "panel"}, {"until_at": NOON - timedelta(days=1)}])
    def test_cannot_be_stored_otherwise(self, theirs, wrong):
        membership = Membership.objects.get(pk=someone_elsewhere().membership_id)
        given = {"person": theirs.person, "kind": "involved", "membership": membership, "from_at": NOON, **wrong}

        with acting_as(SYSTEM, at=NOON), pytest.raises(IntegrityError), transaction.atomic():
            Relationship(**given).save(force_insert=True)


class TestSeal:
    def test_waits_for_the_consequence(self, theirs):
        with pytest.raises(NotPossible):
            as_actor(theirs.as_themselves(), actions.seal, person=theirs.person, consequence_explained=" ")
        assert rows(Sealing) == []

    def test_is_lifted_once(self, theirs):
        me = theirs.as_themselves()
        sealing = as_actor(me, actions.seal, person=theirs.person, consequence_explained="I know", section="card")

        as_actor(me, actions.lift_sealing, LATER, sealing=sealing)
        with pytest.raises(NotPossible):
            as_actor(me, actions.lift_sealing, LATER, sealing=sealing)

        assert [one.lifted_at for one in rows(Sealing)] == [LATER]
        assert {"sharing.sealed", "sharing.sealing_lifted"} <= set(recorded())

    @pytest.mark.parametrize("wrong", [{"consequence_explained": ""}, {"section": "card"}])
    def test_cannot_be_stored_otherwise(self, theirs, wrong):
        given = {"consequence_explained": "Known", "entry_id": theirs.entries[0].id, **wrong}

        with acting_as(SYSTEM, at=NOON), pytest.raises(IntegrityError), transaction.atomic():
            Sealing(person=theirs.person, said_by="person", from_at=NOON, **given).save(force_insert=True)


class TestOwnKey:
    def test_is_given_by_whoever_knows_them_and_replaces_the_one_before(self, theirs, clinician):
        safe = {"person": theirs.person, "safe": Safe.ALONE}
        codes = [as_actor(clinician, actions.give_own_code, at, **safe) for at in (NOON, LATER)]

        assert codes[0] != codes[1]
        (access,) = rows(PortalAccess)
        assert queries.own_records(account_id=access.account_id) == [theirs.person.id]
        assert SignInCode.objects.filter(expires_at__gt=LATER).count() == 1
        assert recorded()[-1] == "sharing.own_code_given"

    def test_is_not_given_by_a_stranger_nor_by_a_role_without_the_permission(self, theirs):
        for actor in (someone_elsewhere(), theirs.worker("carer-supporter")):
            with pytest.raises(NotPermitted):
                as_actor(actor, actions.give_own_code, person=theirs.person, safe=Safe.ALONE)
        assert rows(PortalAccess) == []

    def test_is_seen_by_the_person_and_by_whoever_knows_them_but_by_no_supporter(self, theirs, clinician):
        me = theirs.as_themselves()
        supporter, stranger = theirs.supporter(Level.FULL), someone_elsewhere()

        seen = {}
        for name, actor in {"me": me, "knows": clinician, "supporter": supporter, "stranger": stranger}.items():
            with acting_as(actor, at=NOON):
                seen[name] = PortalAccess.objects.filter(person=theirs.person).count()

        assert seen == {"me": 1, "knows": 1, "supporter": 0, "stranger": 0}

    @pytest.mark.parametrize("who", ["me", "stranger", "welcomer"])
    def test_is_cut_by_nobody_for_themselves(self, theirs, who):
        actor = {"me": theirs.as_themselves, "stranger": someone_elsewhere, "welcomer": self.welcomer(theirs)}[who]()
        account = signed_in(life().person).account_id

        with acting_as(actor, at=NOON), pytest.raises(Exception, match="row-level security"), transaction.atomic():
            PortalAccess(account_id=account, person=theirs.person, given_at=NOON).save(force_insert=True)

    def welcomer(self, theirs):
        return lambda: theirs.worker("welcomer")


def vars_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.attname != "id"}
