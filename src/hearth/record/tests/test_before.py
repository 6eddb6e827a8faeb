"""What somebody tells of the time before the hub."""

from datetime import date

import pytest
from django.utils.timezone import localdate
from tests import world as worlds
from tests.refusals import refusal

from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record import actions
from hearth.record.before_forms import ENDS_BEFORE, NOT_UNDERSTOOD, BeforeForm, ToldToUsForm
from hearth.record.before_queries import told_before
from hearth.record.codes import EntryKind, Source
from hearth.record.journey.facts import Shape, When
from hearth.record.journey.rough import Rough
from hearth.record.models import Entry, Withholding
from hearth.record.picture_queries import happenings

pytestmark = pytest.mark.django_db

SPRING = Rough(date(2019, 3, 1), date(2019, 5, 31), "spring 2019")
SUMMER = Rough(date(2019, 6, 1), date(2019, 8, 31), "summer 2019")
STAY = actions.Told(
    "I was in hospital.",
    what=Shape.STAY,
    who="Bootham",
    rough=SPRING,
    until=SUMMER,
    helped="The garden",
    not_helped="Being moved at night",
)


def tell(actor, world, person, told=STAY):
    with acting_as(actor, at=world.at):
        return actions.tell_before(actor, person=person, told=told, at=world.at)


def drawn(actor, world, person):
    with acting_as(actor, at=world.at):
        return happenings(actor, person_id=person.pk)


class TestTellBefore:
    def test_keeps_every_word_and_no_more_of_when_than_was_told(self, world, keeley, lead):
        entry = tell(lead, world, keeley)

        assert entry.body == "I was in hospital.\nWhat helped: The garden.\nWhat did not: Being moved at night."
        assert (entry.kind, entry.source, entry.lane) == (EntryKind.LIFE_EVENT, Source.TOLD_BY_PERSON, "Bootham")
        assert entry.occurred_at.date() == date(2019, 4, 15)
        assert (entry.rough_when, entry.how_known) == ("spring 2019", "Told by the person")

    def test_is_drawn_between_the_days_it_may_have_been(self, world, keeley, lead):
        tell(lead, world, keeley)

        (one,) = [one for one in drawn(lead, world, keeley) if one.shape is Shape.STAY]
        assert (one.when, one.said, one.until_said) == (When.ABOUT, "spring 2019", "summer 2019")
        assert one.lies_between == (SPRING.from_on, SPRING.last_on)

    def test_lets_the_person_tell_it_themselves(self, world, keeley):
        person = worlds.themselves(world, keeley)

        entry = tell(person, world, keeley, actions.Told("I left home."))

        assert (entry.acting_as, entry.source) == ("my own words", Source.TOLD_BY_PERSON)
        assert (entry.lane, entry.rough_when) == ("Before the hub", "not known when")

    def test_puts_what_nobody_knows_the_time_of_where_the_record_begins(self, world, keeley, lead):
        tell(lead, world, keeley)

        entry = tell(lead, world, keeley, actions.Told("He drank."))

        assert entry.occurred_at.date() == date(2019, 4, 15)

    def test_names_whoever_else_told_it_and_holds_back_what_was_in_confidence(self, world, keeley, lead):
        told = actions.Told("She was passed on.", rough=SPRING).as_told_by("Rosa, a sister", in_confidence=True)

        entry = tell(lead, world, keeley, told)

        assert entry.how_known == "Told by Rosa, a sister"
        assert len(worlds.all_of(Withholding, root_id=entry.root_id)) == 1

    def test_keeps_where_somebody_was_sent_and_whether_anybody_said_yes(self, world, keeley, lead):
        sent = actions.Told(
            "Sent away.", Shape.PASSED, "GP", SPRING, passed_to="Access team", yes=False, told_again=True
        )

        tell(lead, world, keeley, sent)

        (one,) = [one for one in drawn(lead, world, keeley) if one.shape is Shape.PASSED]
        assert (one.passed_to, one.yes, one.told_again) == ("Access team", False, True)

    @pytest.mark.parametrize("told", [actions.Told(" "), actions.Told("Sent.", passed_to="Access team")])
    def test_refuses_what_says_nothing_or_contradicts_itself(self, world, keeley, lead, told):
        before = len(worlds.all_of(Entry))

        assert refusal(lambda: tell(lead, world, keeley, told))
        assert len(worlds.all_of(Entry)) == before

    def test_is_for_the_person_and_whoever_is_alongside(self, world, keeley):
        other = worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)
        before = len(worlds.all_of(Entry))

        for actor in (worlds.themselves(world, other), worker_actor(world.outsider), worker_actor(world.administrator)):
            with pytest.raises(NotPermitted):
                tell(actor, world, keeley)

        assert len(worlds.all_of(Entry)) == before


class TestToldBefore:
    def test_is_what_was_told_and_nothing_else(self, world, keeley, lead):
        worlds.written(world, keeley, "We talked.")
        entry = tell(lead, world, keeley)
        with acting_as(lead, at=world.at):
            wrong = actions.tell_before(lead, person=keeley, told=actions.Told("Wrong."), at=world.at)
            actions.mark_entered_in_error(lead, entry=wrong, reason="Somebody else.", at=world.at)

            assert list(told_before(lead, person_id=keeley.pk)) == [entry]


class TestBeforeForm:
    def form(self, **typed):
        return BeforeForm({"words": "I left.", "what": "noted", **typed}, today=date(2026, 11, 22), born=None)

    def test_needs_nothing_but_what_happened(self):
        form = self.form(when="I don’t know")

        assert form.is_valid()
        assert form.told() == actions.Told("I left.")

    @pytest.mark.parametrize(
        ("typed", "field", "says"),
        [
            ({"words": ""}, "words", "Say in a few words what happened."),
            ({"when": "long ago"}, "when", NOT_UNDERSTOOD),
            ({"when": "2019", "until": "2017"}, "until", ENDS_BEFORE),
            ({"until": "2017"}, "when", "Say roughly when it began, too."),
        ],
    )
    def test_says_what_cannot_be(self, typed, field, says):
        form = self.form(**typed)

        assert form.errors[field] == [says]

    def test_asks_a_worker_who_told_them(self):
        form = ToldToUsForm(
            {"words": "She left.", "what": "noted", "source": "told-by-other"}, today=localdate(), born=None
        )

        assert form.errors["told_by"] == ["Say who told you."]
