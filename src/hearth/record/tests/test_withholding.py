from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions, queries
from hearth.record import withholding_queries as held
from hearth.record.actions import Marks
from hearth.record.codes import EntryKind, Source, WithholdReason
from hearth.record.models import Entry, Withholding, WithholdingReview

pytestmark = pytest.mark.django_db
REASONS = WithholdReason


@pytest.fixture
def world():
    made = worlds.build()
    made.clinician = worlds.worker("Noor", "Aziz", "clinician", made.trust)
    worlds.SeatHolder.objects.create(seat=worlds.Seat.objects.get(organisation=made.trust), membership=made.clinician)
    return made


@pytest.fixture
def keeley(world):
    return worlds.known(world)


@pytest.fixture
def herself(world, keeley):
    return worlds.themselves(world, keeley)


@pytest.fixture
def entry(world, keeley):
    return worlds.written(world, keeley, "Her sister rang.", by=world.peer)


def hold(world, who, entry, *, at=None, **changed):
    at = at or world.at
    told = {
        "reason": REASONS.THIRD_PARTY,
        "why": "Her sister would like to tell her first.",
        "until_at": at + timedelta(days=30),
        "reviewer": world.clinician,
        **changed,
    }
    actor = worker_actor(who)
    with acting_as(actor, at=at):
        return actions.hold_back(actor, entry=entry, at=at, **told)


def look(world, who, withholding, *, opens, words="We thought about it.", at=None):
    actor, at = worker_actor(who), at or world.at
    with acting_as(actor, at=at):
        seen = Withholding.objects.visible_to(actor).get(pk=withholding.pk)
        return actions.review_withholding(actor, withholding=seen, opens=opens, words=words, at=at)


def read(actor, person, at):
    with acting_as(actor, at=at):
        return [line.entry.body for line in queries.journey(actor, person_id=person.id).lines]


class TestHoldBack:
    def test_keeps_it_from_the_person_until_its_day_and_from_nobody_else(self, world, keeley, entry, herself):
        hold(world, world.peer, entry)

        later = world.at + timedelta(days=31)
        assert read(herself, keeley, world.at) == []
        assert read(worker_actor(world.lead), keeley, world.at) == ["Her sister rang."]
        assert read(herself, keeley, later) == ["Her sister rang."]

    def test_keeps_every_version_of_it(self, world, keeley, entry, herself):
        hold(world, world.peer, entry)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            actions.amend_entry(lead, entry=entry, title="", body="Her aunt rang.", reason="Aunt.", at=world.at)

        with acting_as(herself, at=world.at):
            assert list(Entry.objects.all()) == []

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"until_at": None}, "Say until when"),
            ({"until_at": timedelta()}, "Say until when"),
            ({"until_at": timedelta(days=184)}, "Half a year at most"),
            ({"why": " "}, "few words why"),
            ({"reviewer": "peer"}, "somebody else"),
        ],
    )
    def test_refuses_what_has_no_end_no_reason_or_no_second_worker(self, world, entry, changed, sentence):
        if isinstance(changed.get("until_at"), timedelta):
            changed = {"until_at": world.at + changed["until_at"]}
        if changed.get("reviewer"):
            changed = {"reviewer": world.peer}

        assert sentence in refusal(lambda: hold(world, world.peer, entry, **changed))
        assert worlds.all_of(Withholding) == []

    @pytest.mark.parametrize(
        ("who", "reason", "may"),
        [
            ("peer", REASONS.THIRD_PARTY, True),
            ("peer", REASONS.SERIOUS_HARM, False),
            ("clinician", REASONS.SERIOUS_HARM, True),
            ("lead", REASONS.SAFEGUARDING, True),
            ("partner", REASONS.THIRD_PARTY, False),
            ("outsider", REASONS.THIRD_PARTY, False),
            ("administrator", REASONS.THIRD_PARTY, False),
        ],
    )
    def test_is_for_the_author_and_for_professionals(self, world, entry, who, reason, may):
        reviewer = world.manager
        if may:
            hold(world, getattr(world, who), entry, reason=reason, reviewer=reviewer)
        else:
            with pytest.raises(NotPermitted):
                hold(world, getattr(world, who), entry, reason=reason, reviewer=reviewer)

        assert len(worlds.all_of(Withholding)) == may


class TestToldInConfidence:
    def write(self, world, keeley, **told):
        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            return actions.write_entry(
                peer,
                person=keeley,
                kind=EntryKind.CALL,
                body="Her mother rang.",
                occurred_at=world.at,
                at=world.at,
                told_in_confidence=True,
                **told,
            )

    def test_is_not_read_by_the_person_until_somebody_else_says_so(self, world, keeley, herself):
        self.write(world, keeley, source=Source.TOLD_BY_OTHER)
        later = world.at + timedelta(days=400)
        (row,) = worlds.all_of(Withholding)

        before = read(herself, keeley, later)
        look(world, world.clinician, row, opens=True, at=later)

        assert before == []
        assert read(herself, keeley, later + timedelta(seconds=1)) == ["Her mother rang."]

    def test_by_the_person_is_theirs_to_read(self, world, keeley, herself):
        self.write(world, keeley, source=Source.TOLD_BY_PERSON)

        assert read(herself, keeley, world.at) == ["Her mother rang."]

    def test_can_be_said_later(self, world, keeley, entry, herself):
        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            marks = Marks(about_others=True, told_in_confidence=True)
            told = {"title": "", "body": entry.body, "reason": "She asked us not to say."}
            version = actions.amend_entry(peer, entry=entry, marks=marks, at=world.at, **told)

        assert (version.about_others, version.told_in_confidence) == (True, True)
        assert read(herself, keeley, world.at) == []
        with acting_as(herself, at=world.at):
            assert list(Entry.objects.all()) == []


class TestReviewWithholding:
    def test_lets_the_person_read_it_or_leaves_it_until_its_day(self, world, keeley, entry, herself):
        row = hold(world, world.peer, entry)

        look(world, world.clinician, row, opens=False)
        kept = read(herself, keeley, world.at)
        look(world, world.manager, row, opens=True)

        assert kept == []
        assert read(herself, keeley, world.at) == ["Her sister rang."]

    def test_goes_on_only_by_somebody_else(self, world, entry):
        row = hold(world, world.peer, entry)

        assert "Somebody else looks" in refusal(lambda: look(world, world.peer, row, opens=False))
        assert worlds.all_of(WithholdingReview) == []
        look(world, world.peer, row, opens=True)
        assert "read this already" in refusal(lambda: look(world, world.clinician, row, opens=False))

    def test_says_what_was_thought_about(self, world, entry):
        row = hold(world, world.peer, entry)

        assert "few words" in refusal(lambda: look(world, world.clinician, row, opens=True, words=" "))


class TestHeldBack:
    def test_shows_the_guardian_all_of_it_the_overdue_first(self, world, keeley, entry):
        guardian = worker_actor(worlds.worker("Gail", "Hart", "guardian", world.trust))
        late = worlds.written(world, keeley, "Older.", by=world.peer)
        hold(world, world.peer, late)
        long_after = world.at + timedelta(days=20)
        hold(world, world.peer, entry, at=long_after)

        with acting_as(guardian, at=long_after):
            found = held.held_back(guardian, at=long_after)

        assert [(one.known_as, one.withholding.root_id, one.is_late) for one in found] == [
            ("Keeley", late.root_id, True),
            ("Keeley", entry.root_id, False),
        ]

    @pytest.mark.parametrize(("who", "count"), [("peer", 1), ("clinician", 1), ("lead", 0), ("outsider", 0)])
    def test_shows_a_worker_what_they_hold_back_or_are_asked_about(self, world, entry, who, count):
        hold(world, world.peer, entry)
        actor = worker_actor(getattr(world, who))

        with acting_as(actor, at=world.at):
            assert len(held.held_back(actor, at=world.at)) == count

    def test_is_never_known_to_the_person_or_to_anybody_they_let_in(self, world, keeley, entry, herself):
        jess = worlds.known(world, known_as="Jess", nhs_number=None)
        worlds.let_in(world, keeley, jess)
        look(world, world.clinician, hold(world, world.peer, entry), opens=False)

        for actor in (herself, worlds.themselves(world, jess)):
            with acting_as(actor, at=world.at):
                assert not Withholding.objects.exists()
                assert not Withholding.objects.visible_to(actor).exists()
                assert not WithholdingReview.objects.exists()
                assert read_entries() == []

    def test_is_empty_again_when_its_day_has_come(self, world, entry):
        hold(world, world.peer, entry)
        guardian = worker_actor(worlds.worker("Gail", "Hart", "guardian", world.trust))
        later = world.at + timedelta(days=31)

        with acting_as(guardian, at=later):
            assert held.held_back(guardian, at=later) == []


class TestRules:
    def test_are_kept_by_the_database(self, world, keeley, entry):
        told = {"person": keeley, "root_id": entry.root_id, "held_by": world.peer, "held_at": world.at}
        row = hold(world, world.peer, entry)
        seen = {
            "person": keeley,
            "withholding": row,
            "held_by": world.peer,
            "reviewed_by": world.peer,
            "reviewed_at": world.at,
        }

        for rule, made in {
            "withholding_ends_unless_told_in_confidence": Withholding(**told, reason="third-party"),
            "withholding_reviewed_by_another": Withholding(**told, reason="in-confidence", reviewer=world.peer),
            "withholdingreview_goes_on_by_another": WithholdingReview(**seen, opens=False, words="So."),
            "withholdingreview_says_why": WithholdingReview(**seen, opens=True, words=""),
        }.items():
            assert broken_rule(lambda made=made: made.save(force_insert=True), at=world.at) == rule


def read_entries():
    return list(Entry.objects.all())
