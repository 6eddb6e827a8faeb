"""Before a hub closes, whoever has just come or is not safe has somebody for the night, by name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.clocks import LONDON
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding import actions, closing_queries, closing_rules
from hearth.holding.codes import AbsenceKind
from hearth.holding.models import EveningPlan, Holding, ShiftClosing
from hearth.holding.tests.evenings import CLOSES, LATE, OPENS, plan
from hearth.messaging.models import Message
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = worlds.build(at=LATE)
    world.hub.opens, world.hub.closes = OPENS, CLOSES
    world.hub.save()
    return world


@pytest.fixture
def person(world):
    return worlds.known(world)


def close(world, by=None, at=LATE):
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=at):
        return actions.close_shift(actor, hub=world.hub, at=at)


def waiting(world, at=LATE):
    with acting_as(SYSTEM, at=at):
        evening = closing_rules.closing(OPENS, CLOSES, at)
        return [one.known_as for one in closing_queries.need_a_plan(SYSTEM, hub=world.hub, evening=evening)]


class TestNeedAPlan:
    def test_is_whoever_came_in_the_last_hour(self, world, person):
        assert waiting(world) == ["Keeley"]

    def test_is_nobody_who_came_earlier(self, world, person):
        with acting_as(SYSTEM, at=LATE):
            Holding.objects.update(opened_at=LATE - timedelta(hours=3))

        assert waiting(world) == []

    def test_is_whoever_does_not_feel_safe_however_long_they_are_here(self, world):
        worlds.asked(world, at=LATE - timedelta(hours=9), known_as="Evan", feels_unsafe=True)

        assert waiting(world) == ["Evan"]

    def test_is_nobody_who_has_a_plan(self, world, person):
        plan(world, person)

        assert waiting(world) == []


class TestPlanEvening:
    def test_names_three_people_and_promises_the_morning(self, world, person):
        made = plan(world, person)

        (clock,) = worlds.all_of(Clock, subject_id=made.pk)
        assert (clock.definition, clock.owner_id) == ("morning-contact", world.lead.pk)
        (told,) = worlds.all_of(Entry, person=person, title="Tonight and tomorrow")
        assert "Sam Okafor is there for you this evening. Foss Surgery knows of you" in told.body

    def test_lets_whoever_is_there_this_evening_open_the_record_until_tomorrow(self, world, person):
        plan(world, person, evening_holder=world.partner)
        partner = worker_actor(world.partner)

        for later, sees in ((LATE + timedelta(hours=1), True), (LATE + timedelta(days=2), False)):
            with acting_as(partner, at=later):
                assert Person.objects.visible_to(partner).filter(pk=person.pk).exists() is sees

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"spoken_to": "01904 555 030"}, "A phone number alone"),
            ({"morning_at": LATE - timedelta(hours=1)}, "lies in the past"),
            ({"morning_at": LATE + timedelta(days=3)}, "later than tomorrow"),
        ],
    )
    def test_says_what_is_not_enough_and_keeps_nothing(self, world, person, changed, says):
        with pytest.raises(NotPossible, match=says):
            plan(world, person, **changed)

        assert worlds.all_of(EveningPlan) == []

    def test_names_nobody_who_is_away(self, world, person):
        with acting_as(SYSTEM, at=LATE):
            away = {"membership": world.peer, "kind": AbsenceKind.ILL, "cover": world.manager}
            actions.note_absence(SYSTEM, **away, from_at=LATE, at=LATE)

        with pytest.raises(NotPossible, match="is away"):
            plan(world, person)

    def test_is_made_once_a_night(self, world, person):
        plan(world, person)

        with pytest.raises(NotPossible, match="already"):
            plan(world, person)

    def test_is_not_asked_for_at_a_hub_that_never_closes(self, world, person):
        world.hub.opens = world.hub.closes = None
        world.hub.save()

        with pytest.raises(NotPossible, match="never closes"):
            plan(world, person)

    def test_is_for_those_who_hold_people(self, world, person):
        welcomer = worlds.worker("Wren", "Low", "welcomer", world.trust, hub=world.hub)
        actor = worker_actor(welcomer)
        with acting_as(actor, at=LATE), pytest.raises(NotPermitted):
            actions.plan_evening(
                actor,
                holding=Holding(pk=person.pk, hub=world.hub),
                evening_holder=world.peer,
                night_service=world.surgery,
                spoken_to="Pol",
                morning_at=LATE + timedelta(hours=13),
                morning_with=world.lead,
                at=LATE,
            )

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [({"spoken_to": ""}, "eveningplan_accepted_by_name"), ({"morning_at": LATE}, "eveningplan_morning_is_later")],
    )
    def test_is_held_to_it_by_the_database(self, world, person, changed, rule):
        row = {
            "person": Holding(pk=person.pk),
            "hub": world.hub,
            "on": LATE.date(),
            "evening_holder": world.peer,
            "night_service": world.surgery,
            "spoken_to": "Pol",
            "morning_at": LATE + timedelta(hours=9),
            "morning_with": world.lead,
            "made_at": LATE,
            **changed,
        }
        with acting_as(SYSTEM, at=LATE), pytest.raises(IntegrityError, match=rule), transaction.atomic():
            EveningPlan.objects.bulk_create([EveningPlan(**row)])


class TestInTouchInTheMorning:
    def test_keeps_the_promise_once(self, world, person):
        made, later = plan(world, person), LATE + timedelta(hours=13)
        lead = worker_actor(world.lead)
        with acting_as(lead, at=later):
            actions.in_touch_in_the_morning(lead, plan=made, at=later)
            with pytest.raises(NotPossible, match="already"):
                actions.in_touch_in_the_morning(lead, plan=made, at=later)

        assert worlds.all_of(Clock, subject_id=made.pk)[0].stopped_at == later


class TestCloseShift:
    def test_is_refused_until_everyone_has_somebody_for_the_night(self, world, person):
        with pytest.raises(NotPossible, match="One person still needs"):
            close(world)
        assert worlds.all_of(ShiftClosing) == []
        plan(world, person)

        assert close(world).closed_by_id == world.lead.pk
        with pytest.raises(NotPossible, match="closed already"):
            close(world)

    def test_says_how_many(self, world, person):
        worlds.known(world, known_as="Robin", nhs_number=None)

        with pytest.raises(NotPossible, match="2 people still need"):
            close(world)

    def test_is_not_done_hours_before(self, world):
        with pytest.raises(NotPossible, match="too early"):
            close(world, at=LATE - timedelta(hours=2))

    @pytest.mark.parametrize("by", ["peer", "partner", "administrator"])
    def test_is_for_whoever_leads_there(self, world, by):
        with pytest.raises(NotPermitted):
            close(world, by=getattr(world, by))


class TestTellWhoDidNotClose:
    def look(self, at):
        with acting_as(SYSTEM, at=at):
            return actions.tell_who_did_not_close(SYSTEM, at=at)

    def test_tells_the_manager_once_and_names_nobody(self, world, person):
        assert self.look(LATE) == 0
        assert self.look(LATE + timedelta(minutes=31)) == 1
        self.look(LATE + timedelta(minutes=36))

        (message,) = worlds.all_of(Message, subject_type="Hub")
        assert message.membership_id == world.manager.pk
        assert "somebody for the night: 1" in message.body
        assert "Keeley" not in message.body

    def test_says_nothing_of_a_shift_that_was_closed(self, world):
        close(world)

        assert self.look(LATE + timedelta(minutes=31)) == 0


class TestPages:
    def test_lead_from_who_waits_to_a_closed_door(self, world, person):
        now = worlds.now().astimezone(LONDON)
        with acting_as(SYSTEM, at=now):
            Holding.objects.update(opened_at=now)
        world.hub.opens = (now - timedelta(hours=2)).time().replace(microsecond=0)
        world.hub.closes = (now + timedelta(minutes=30)).time().replace(microsecond=0)
        world.hub.save()
        page, client = f"/hub/{world.hub.slug}/closing", worlds.client_of(world.lead)
        assert "Keeley" in worlds.words(client.get(page))
        assert "One person still needs" in worlds.words(worlds.send(client, page))

        told = {
            "evening_holder": str(world.peer.id),
            "night_service": str(world.surgery.id),
            "spoken_to": "Pol Reed",
            "morning_at": f"{now + timedelta(hours=12):%Y-%m-%dT%H:%M}",
            "morning_with": str(world.lead.id),
        }
        missing = worlds.send(client, f"/people/{person.id}/evening", **{**told, "spoken_to": "0113 496"})
        assert "A phone number alone is not enough" in worlds.words(missing)
        worlds.send(client, f"/people/{person.id}/evening", **told)
        worlds.send(client, page)

        shown = worlds.words(client.get(page))
        assert "Closed for the night." in shown
        assert "Pol Reed" in shown
        (made,) = worlds.all_of(EveningPlan)
        worlds.send(client, f"/evenings/{made.id}/morning")
        assert "We have been in touch" not in worlds.words(client.get(page))
        assert worlds.send(client, f"/evenings/{made.id}/morning").status_code == 302

    def test_say_so_at_a_hub_that_never_closes(self, world):
        world.hub.opens = world.hub.closes = None
        world.hub.save()

        shown = worlds.client_of(world.lead).get(f"/hub/{world.hub.slug}/closing")

        assert "This hub never closes." in worlds.words(shown)

    def test_are_for_those_who_work_there(self, world):
        assert worlds.client_of(world.partner).get(f"/hub/{world.hub.slug}/closing").status_code == 403
