from datetime import date, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, counting, figure_queries, queries
from hearth.outcomes.codes import Mode
from hearth.outcomes.counting import Goals
from hearth.outcomes.figures import Period
from hearth.outcomes.models import Fill
from hearth.outcomes.tests.sheets import CAME_FOR, REQOL, begin, filled
from hearth.plans import actions as plans
from hearth.plans.codes import How
from hearth.plans.rules import Pen
from hearth.plans.tests.plans import GOAL, goal, sign

pytestmark = pytest.mark.django_db
PERIOD = Period(date(2026, 6, 1), date(2026, 8, 31))
DAY = timedelta(days=1)


@pytest.fixture
def keeley(world):
    return worlds.known(world)


def came_for(world, person, state, *before, how=How.WITH, **more):
    """What somebody hopes for, as why they came, in this state."""
    told = {"words": f"To be {state}.", "state": state, "reason": ("Person", person.pk), **more}
    root = {"root_id": before[-1].root_id} if before else {}
    if how == How.FOR:
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            a_goal = type(GOAL)(next_step="Ring.", **told)
            return plans.write_goal(lead, person=person, goal=a_goal, pen=Pen(How.FOR), at=world.at)
    return goal(world, person, *before, **root, **told)


@pytest.fixture
def group(world):
    """Ten people: it goes well for one, one is stuck, one only hopes, for one somebody wrote; six wrote nothing."""
    people = [
        worlds.known(world, known_as=f"Somebody {n}", given="Wyn", family=f"Invented{n}", nhs_number=None)
        for n in range(10)
    ]
    came_for(world, people[0], "going-well", came_for(world, people[0], "hoping"))
    came_for(world, people[1], "stuck")
    came_for(world, people[2], "hoping")
    came_for(world, people[3], "done", how=How.FOR)
    goal(world, people[4], state="done", reason=None)
    return people


def told(world, people, *, first=90, last=0):
    """The figures of these people as a group, of those days."""
    today = day_of(world.at)
    period = Period(today - first * DAY, today - last * DAY)
    with acting_as(SYSTEM, at=world.at):
        cohort = actions.form_cohort(SYSTEM, code="autumn", name="Autumn", hub=world.hub, period=period, at=world.at)
        for person in people:
            actions.add_to_cohort(SYSTEM, cohort=cohort, person=person, at=world.at)
        return figure_queries.outcomes(SYSTEM, whose=figure_queries.of_cohort(cohort)).figures


class TestHoped:
    def test_counts_everybody_once_and_says_why_the_others_are_missing(self):
        goals = [
            Goals(True, frozenset({"going-well", "stuck"})),
            Goals(True, frozenset({"done"})),
            Goals(True, frozenset({"trying"})),
            Goals(True, frozenset()),
            Goals(False, frozenset()),
        ]

        figure = counting.hoped(goals, people=8, period=PERIOD)

        assert (figure.eligible, figure.offered, figure.completed, figure.known) == (8, 5, 4, 3)
        assert [part.people for part in figure.parts] == [2, 1]
        assert {part.code: part.people for part in figure.missing} == {"not-written": 3, "for-them": 1, "not-said": 1}
        assert "8 eligible, 5 wrote it down, 4 did so themselves or with somebody" in str(figure)


class TestOutcomes:
    def test_say_how_it_goes_with_what_real_people_hope_for(self, world, group):
        (figure,) = told(world, group)

        assert (figure.eligible, figure.offered, figure.completed, figure.known) == (10, 4, 3, 2)
        assert [part.people for part in figure.parts] == [1, 1]
        assert {part.code: part.people for part in figure.missing if part.people} == {
            "not-written": 6,
            "for-them": 1,
            "not-said": 1,
        }

    def test_count_what_was_written_for_somebody_once_they_signed_it(self, world, group):
        written = came_for(world, group[5], "done", how=How.FOR)
        sign(world, group[5], written, later=timedelta())

        (figure,) = told(world, group)

        assert figure.lead.people == 2

    def test_do_not_count_what_was_said_before_these_days_or_after(self, world, group):
        (figure,) = told(world, group, first=-1, last=-30)

        assert (figure.offered, figure.completed, figure.known) == (4, 3, 0)

    def test_keep_answers_and_goals_apart(self, world, group):
        filled(world, group[1], {1: 4, 2: 4}, CAME_FOR, mode=Mode.TOGETHER, language="en-GB")

        hopes, answers = told(world, group)

        assert (hopes.title, hopes.lead.people) == ("What they hope for, as why they came", 1)
        assert (answers.title, answers.lead.people) == ("What they came for", 1)

    def test_say_nothing_of_hopes_where_nobody_wrote_any(self, world, group):
        assert told(world, [*group[5:], *(worlds.known(world, nhs_number=None) for _ in range(5))]) == []


class TestBeginFill:
    def test_looks_back_on_the_goal_it_was_begun_from(self, world, keeley):
        hope = came_for(world, keeley, "trying")
        came_for(world, keeley, "going-well", hope)

        fill = begin(world, keeley, CAME_FOR, mode=Mode.TOGETHER, language="en-GB", about=("Goal", hope.root_id))

        assert (fill.about_type, fill.about_id) == ("Goal", hope.root_id)
        with acting_as(worker_actor(world.peer), at=world.at):
            assert queries.reason_of(worker_actor(world.peer), fill=fill) == "To be going-well."

    def test_refuses_a_goal_of_nobody_or_of_somebody_else(self, world, keeley):
        theirs = came_for(world, worlds.known(world, known_as="Evan", nhs_number=None), "trying")

        for root_id in (theirs.root_id, new_id()):
            with pytest.raises(NotPossible, match="look back"):
                begin(world, keeley, CAME_FOR, mode=Mode.TOGETHER, language="en-GB", about=("Goal", root_id))

        assert worlds.all_of(Fill) == []

    def test_refuses_a_measure_that_asks_about_no_reason(self, world, keeley):
        hope = came_for(world, keeley, "trying")

        with pytest.raises(NotPossible, match="look back"):
            begin(world, keeley, REQOL, about=("Goal", hope.root_id))


class TestOneTap:
    def test_begins_at_the_desk_from_a_goal(self, world, keeley):
        hope, lead = came_for(world, keeley, "trying"), worlds.client_of(world.peer)
        shown = worlds.words(lead.get(f"/people/{keeley.pk}/plan"))
        assert "How far has it come?" in shown
        assert f'name="goal" value="{hope.root_id}"' in shown

        answer = worlds.send(
            lead,
            f"/people/{keeley.pk}/measures/what-i-came-for/sittings",
            goal=str(hope.root_id),
            mode="together",
            filled_by="themselves",
        )

        (fill,) = worlds.all_of(Fill)
        assert answer.url.endswith(f"/sittings/{fill.pk}/items")
        assert fill.about_id == hope.root_id
        assert "To be trying." in worlds.words(lead.get(answer.url))

    def test_begins_after_looking_at_the_plan_again(self, world, keeley):
        came_for(world, keeley, "trying")

        shown = worlds.words(worlds.client_of(world.peer).get(f"/people/{keeley.pk}/plan/signature"))

        assert "How is it with what they came for?" in shown

    def test_begins_on_a_page_of_their_own(self, world, keeley):
        hope, own = came_for(world, keeley, "trying"), worlds.client_of_person(world, keeley)
        assert "How far has it come?" in worlds.words(own.get("/me/plan"))

        worlds.send(own, "/me/measures/what-i-came-for/sittings", goal=str(hope.root_id))

        (fill,) = worlds.all_of(Fill)
        assert (fill.mode, fill.about_id) == (Mode.OWN, hope.root_id)

    def test_is_not_at_a_goal_that_is_no_reason(self, world, keeley):
        goal(world, keeley)

        page = worlds.client_of(world.peer).get(f"/people/{keeley.pk}/plan")

        assert "How far has it come?" not in worlds.words(page)

    def test_stays_on_a_screen_turned_round(self, world, keeley):
        hope = came_for(world, keeley, "trying")
        peer = worlds.client_of(world.peer)
        tap = f"/people/{keeley.pk}/together/measures/what-i-came-for/sittings"
        assert f'action="{tap}"' in worlds.words(peer.get(f"/people/{keeley.pk}/together"))

        answer = worlds.send(peer, tap, goal=str(hope.root_id), mode="together", filled_by="themselves")

        [fill] = worlds.all_of(Fill)
        assert (fill.mode, fill.about_id) == (Mode.TOGETHER, hope.root_id)
        assert answer["Location"] == f"/people/{keeley.pk}/together/measures/sittings/{fill.pk}/items"

    def test_refuses_in_words_what_is_no_goal(self, world, keeley):
        peer = worlds.client_of(world.peer)

        answer = worlds.send(
            peer,
            f"/people/{keeley.pk}/measures/what-i-came-for/sittings",
            goal=str(new_id()),
            mode="together",
            filled_by="themselves",
        )

        assert "look back" in worlds.words(answer)
        assert worlds.all_of(Fill) == []
