"""How a welcome ends, and that it never closes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock, ClockEvent
from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door.models import Referral
from hearth.front_door.tests.welcoming import again, booked, does, ended, thought, tried
from hearth.front_door.welcome_codes import Channel
from hearth.front_door.welcome_models import WelcomeOutcome
from hearth.holding.models import Holding
from hearth.organisations.tests.factories import NOON
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def world():
    return worlds.build(NOON)


@pytest.fixture
def referral(world):
    return worlds.asked(world)[0]


def ends(world, referral, act, *, by=None, after=20 * DAY, words="We walk on Thursdays.", **more):
    return does(world, by or world.lead, act, referral=referral, words=words, after=after, **more)


def stands(referral):
    holding = worlds.all_of(Holding, pk=referral.person_id)[0]
    return holding.status, again(referral).status, holding.holder_id


def climbed(world, referral):
    """Every rung of the ladder, in more than one way and at different times of day."""
    for n, days in enumerate((0, 1, 3, 7, 14)):
        channel = Channel.VISIT if n % 2 else Channel.CALL
        tried(world, referral, channel=channel, after=days * DAY + timedelta(hours=1 + 7 * (n % 2)))


class TestAgreeOffer:
    def test_means_that_the_holder_goes_on(self, world, referral):
        ended(world, booked(world, referral))

        ends(world, referral, actions.agree_offer)

        assert stands(referral) == ("supported", "welcomed", world.lead.id)
        assert worlds.all_of(Entry, title="We go on together")[0].body == "We walk on Thursdays."

    def test_is_refused_before_there_was_a_real_talk(self, world, referral):
        with pytest.raises(NotPossible, match="no first real talk"):
            ends(world, referral, actions.agree_offer)
        assert stands(referral)[:2] == ("welcoming", "received")

    def test_is_only_for_the_holder(self, world, referral):
        with pytest.raises(NotPermitted):
            ends(world, referral, actions.agree_offer, by=world.peer)
        assert worlds.all_of(WelcomeOutcome) == []

    def test_needs_words(self, world, referral):
        with pytest.raises(NotPossible, match="in their words"):
            ends(world, referral, actions.agree_offer, words=" ")


class TestSayNotNow:
    def test_lets_it_rest_in_the_same_hands(self, world, referral):
        ends(world, referral, actions.say_not_now, words="After the summer.")

        assert stands(referral) == ("resting", "resting", world.lead.id)

    def test_lets_the_promises_wait_with_their_own_words(self, world, referral):
        ends(world, referral, actions.say_not_now, words="After the summer.")

        pauses = worlds.all_of(ClockEvent, kind="pause")
        assert {pause.reason for pause in pauses} == {"They said not now: After the summer."}
        assert len(pauses) == 2

    def test_needs_their_words(self, world, referral):
        with pytest.raises(NotPossible, match="What did they say"):
            ends(world, referral, actions.say_not_now, words="")
        assert worlds.all_of(ClockEvent, kind="pause") == []


class TestConnectElsewhere:
    YES = {"accepted_by": "Moira Grant", "accepted_where": "The allotment"}

    def test_names_who_said_yes_and_keeps_the_door_open(self, world, referral):
        ended(world, booked(world, referral))

        ends(world, referral, actions.connect_elsewhere, **self.YES)

        assert stands(referral) == ("resting", "connected", world.lead.id)
        (kept,) = worlds.all_of(WelcomeOutcome)
        assert (kept.accepted_by, kept.accepted_where) == ("Moira Grant", "The allotment")

    @pytest.mark.parametrize("missing", ["accepted_by", "accepted_where"])
    def test_is_refused_without_a_name(self, world, referral, missing):
        ended(world, booked(world, referral))

        with pytest.raises(NotPossible, match="by name"):
            ends(world, referral, actions.connect_elsewhere, **{**self.YES, missing: " "})
        assert stands(referral)[:2] == ("welcoming", "received")


class TestLetRestUnreached:
    def rest(self, world, referral, by=None, **more):
        return ends(world, referral, actions.let_rest_unreached, by=by or world.manager, words="So do I.", **more)

    def test_takes_the_whole_ladder_and_two_workers(self, world, referral):
        climbed(world, referral)
        thought(world, referral)

        self.rest(world, referral)

        assert stands(referral) == ("resting", "unreached", world.lead.id)
        (kept,) = worlds.all_of(WelcomeOutcome)
        assert (kept.first_worker_id, kept.worker_id) == (world.lead.worker_id, world.manager.worker_id)

    def test_goes_on_owing_what_was_promised(self, world, referral):
        climbed(world, referral)
        thought(world, referral)

        self.rest(world, referral)

        assert {clock.stopped_at for clock in worlds.all_of(Clock)} == {None}
        assert worlds.all_of(ClockEvent, kind="pause") == []

    def test_is_refused_to_whoever_said_so_first(self, world, referral):
        climbed(world, referral)
        thought(world, referral)

        with pytest.raises(NotPossible, match="second worker"):
            self.rest(world, referral, by=world.lead)
        assert stands(referral)[0] == "welcoming"

    def test_is_refused_before_they_thought_about_it(self, world, referral):
        climbed(world, referral)

        with pytest.raises(NotPossible, match="First think"):
            self.rest(world, referral)

    def test_is_refused_before_the_ladder_was_climbed(self, world, referral):
        tried(world, referral)
        thought(world, referral)

        with pytest.raises(NotPossible, match="too early"):
            self.rest(world, referral)
        assert stands(referral)[0] == "welcoming"

    def test_is_refused_to_a_role_that_does_not_decide(self, world, referral):
        with pytest.raises(NotPermitted):
            self.rest(world, referral, by=world.peer)


class TestComeBack:
    def test_needs_no_new_referral(self, world, referral):
        ends(world, referral, actions.say_not_now, after=2 * DAY)

        ends(world, referral, actions.come_back, after=9 * DAY, words="Now I can.")

        assert stands(referral) == ("welcoming", "received", world.lead.id)
        assert len(worlds.all_of(Referral)) == 1

    def test_makes_the_promises_later_by_as_long_as_they_chose(self, world, referral):
        before = {c.definition: c.due_at for c in worlds.all_of(Clock)}
        ends(world, referral, actions.say_not_now, after=2 * DAY)
        ends(world, referral, actions.come_back, after=9 * DAY)

        after = {c.definition: c.due_at for c in worlds.all_of(Clock)}
        assert after == {code: due + 7 * DAY for code, due in before.items()}

    def test_can_be_said_by_the_person(self, world, referral):
        ends(world, referral, actions.say_not_now, after=2 * DAY)
        person = worlds.themselves(world, referral.person.person)

        with acting_as(person, at=world.at + 9 * DAY):
            mine = Referral.objects.visible_to(person).get(pk=referral.pk)
            actions.come_back(person, referral=mine, words="I am here.", at=world.at + 9 * DAY)

        assert stands(referral)[:2] == ("welcoming", "received")

    def test_is_refused_while_they_are_being_welcomed(self, world, referral):
        with pytest.raises(NotPossible, match="already"):
            ends(world, referral, actions.come_back)


class TestConstraints:
    @pytest.mark.parametrize(
        ("rule", "changed"),
        [
            ("has_words", {"words": ""}),
            ("has_a_name", {"worker": None, "by": None}),
            ("somebody_there_said_yes", {"step": "connected"}),
            ("rest_takes_two", {"step": "not-reached"}),
        ],
    )
    def test_keep_an_outcome_true(self, world, referral, rule, changed):
        told = {"step": "not-now", "words": "So.", "by": world.lead, "worker": world.lead.worker, "at": world.at}
        row = WelcomeOutcome(person_id=referral.person_id, referral=referral, **{**told, **changed})
        with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match=rule), transaction.atomic():
            row.save(force_insert=True)

    def test_let_no_rest_be_decided_by_one_human_twice(self, world, referral):
        one = world.lead.worker
        said = thought(world, referral)
        told = {"step": "not-reached", "words": "So.", "by": world.lead, "worker": one, "at": world.at}
        row = WelcomeOutcome(person_id=referral.person_id, referral=referral, thought=said, first_worker=one, **told)
        with acting_as(SYSTEM, at=world.at), pytest.raises(IntegrityError, match="takes_two"), transaction.atomic():
            row.save(force_insert=True)
