import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.__main__ import main
from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, figure_queries
from hearth.outcomes.codes import Offered, SupportKind
from hearth.outcomes.figures import Period
from hearth.outcomes.models import Cohort, CohortMember, Support
from hearth.outcomes.tests.sheets import REQOL, act, filled, with_total

pytestmark = pytest.mark.django_db


def somebody(world, n):
    return worlds.known(world, known_as=f"Somebody {n}", given="Wyn", family=f"Invented{n}", nhs_number=None)


def a_group(world, people, hub=True):
    today = day_of(world.at)
    with acting_as(SYSTEM, at=world.at):
        period = Period(today - timedelta(days=90), today)
        cohort = actions.form_cohort(
            SYSTEM, code="spring", name="The spring", hub=world.hub if hub else None, period=period, at=world.at
        )
        for person in people:
            actions.add_to_cohort(SYSTEM, cohort=cohort, person=person, at=world.at)
    return cohort


@pytest.fixture
def group(world):
    """Twelve people: one better, one said no, the others nothing; two had several kinds of support."""
    people = [somebody(world, n) for n in range(12)]
    for total, days in ((10, 30), (20, 2)):
        on = day_of(world.at) - timedelta(days=days)
        filled(world, people[0], with_total(total), answered_on=on)
    act(world, actions.note_offer, person=people[1], of=REQOL, outcome=Offered.DECLINED)
    for person in people[:2]:
        for kind in (SupportKind.PEER_SUPPORT, SupportKind.SKILLS):
            act(world, actions.note_support, person=person, kind=kind, since=date(2026, 1, 1))
    return a_group(world, people)


def told(actor, whose, at):
    with acting_as(actor, at=at):
        return figure_queries.outcomes(actor, whose=whose)


class TestOutcomes:
    def test_are_of_everybody_in_the_group(self, world, group):
        found = told(SYSTEM, figure_queries.of_cohort(group), world.at)

        (figure,) = found.figures
        assert (figure.eligible, figure.offered, figure.completed, figure.known) == (12, 2, 1, 1)
        assert [part.people for part in figure.parts] == [1, 0, 0]
        assert "%" not in str(figure)
        assert {part.code: part.people for part in found.support if part.people} == {"peer-support": 2, "skills": 2}

    def test_say_nothing_of_a_measure_that_nobody_met(self, world):
        cohort = a_group(world, [somebody(world, n) for n in range(10)])

        found = told(SYSTEM, figure_queries.of_cohort(cohort), world.at)

        assert (found.people, found.figures) == (10, [])
        commissioner = worlds.client_of(worlds.worker("Rae", "Lund", "commissioner", world.trust))
        assert "Nobody was offered a measure" in worlds.words(commissioner.get("/outcomes/groups/spring"))

    def test_are_of_everybody_a_hub_has_welcomed(self, world, group):
        whose = figure_queries.of_hub(world.hub, today=day_of(world.at))

        assert whose.period.last < day_of(world.at) or whose.period.last.day == 1
        assert (whose.period.first.day, (whose.period.last + timedelta(days=1)).day) == (1, 1)
        assert told(SYSTEM, whose, world.at).people in (0, 12)

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_are_for_those_who_may_count(self, world, group, role):
        actor = worker_actor(worlds.worker("Rae", "Lund", role, world.trust, hub=world.hub))
        may = role in {"commissioner", "finance", "documenter", "lived-experience-lead", "shift-lead", "hub-manager"}

        with acting_as(actor, at=world.at):
            told = [group.pk, group.first_on, group.last_on]
            with connection.cursor() as cursor:
                cursor.execute("SELECT outcomes_people(%s, NULL, %s, %s)", told)
                assert cursor.fetchone()[0] == (12 if may else 0)
                cursor.execute("SELECT count(*) FROM outcomes_measured(%s, NULL, %s, %s)", told)
                assert cursor.fetchone()[0] == (2 if may else 0)
                cursor.execute("SELECT count(*) FROM outcomes_supported(%s, NULL, %s, %s)", told)
                assert cursor.fetchone()[0] == (2 if may else 0)
            if may:
                assert figure_queries.outcomes(actor, whose=figure_queries.of_cohort(group)).people == 12
            else:
                with pytest.raises(NotPermitted):
                    figure_queries.outcomes(actor, whose=figure_queries.of_cohort(group))

    def test_of_another_hub_are_not_for_whoever_leads_one(self, world, group):
        elsewhere = worker_actor(worlds.worker("Rae", "Lund", "hub-manager", world.trust))

        with acting_as(elsewhere, at=world.at):
            assert list(figure_queries.cohorts(elsewhere)) == []
            assert list(figure_queries.hubs(elsewhere)) == []
            assert figure_queries.outcomes(elsewhere, whose=figure_queries.of_cohort(group)).people == 0

    def test_of_fewer_than_ten_people_are_not_said(self, world):
        cohort = a_group(world, [somebody(world, n) for n in range(9)])
        lead = worker_actor(worlds.worker("Rae", "Lund", "commissioner", world.trust))

        found = told(lead, figure_queries.of_cohort(cohort), world.at)

        assert (found.people, found.figures, found.support) == (0, [], None)
        assert "fewer than 10" in found.why_none

    def test_are_on_a_page_as_pictures_and_as_a_table(self, world, group):
        client = worlds.client_of(worlds.worker("Rae", "Lund", "commissioner", world.trust))

        told = worlds.words(client.get("/outcomes/groups/spring"))

        assert "11 of 12 we do not know about" in told
        assert "The same as a table" in told
        assert "Somebody 1" not in told

    def test_ask_as_often_however_many_there_are(self, world, group):
        with (
            acting_as(SYSTEM, at=world.at),
            CaptureQueriesContext(
                connection,
            ) as asked,
        ):
            figure_queries.outcomes(SYSTEM, whose=figure_queries.of_cohort(group))
        assert len(asked) == 5


class TestNoteSupport:
    def test_keeps_the_first_day(self, world):
        person = somebody(world, 1)
        for day in (date(2026, 3, 1), date(2026, 5, 1)):
            act(world, actions.note_support, person=person, kind=SupportKind.PEER_SUPPORT, since=day)

        assert [row.since_on for row in worlds.all_of(Support)] == [date(2026, 3, 1)]

    def test_is_for_whoever_works_with_measures(self, world):
        person = somebody(world, 1)
        told = {"person": person, "kind": SupportKind.SKILLS, "since": date(2026, 3, 1)}

        with pytest.raises(NotPermitted):
            act(world, actions.note_support, by=worker_actor(world.lead), **told)
        assert worlds.all_of(Support) == []


class TestCohorts:
    def test_are_formed_by_hearth_alone(self, world):
        manager, period = worker_actor(world.manager), Period(date(2026, 1, 1), date(2026, 2, 1))
        with acting_as(manager, at=world.at), pytest.raises(NotPermitted):
            actions.form_cohort(manager, code="mine", name="Mine", hub=None, period=period, at=world.at)

        assert worlds.all_of(Cohort) == []

    def test_hold_to_their_rules(self, world, group):
        def write(**changed):
            row = {"code": "x", "name": "X", "first_on": date(2026, 1, 2), "last_on": date(2026, 1, 3)}
            return lambda: Cohort(**{**row, "formed_at": world.at, **changed}).save(force_insert=True)

        (member, *_) = worlds.all_of(CohortMember)
        again = CohortMember(cohort=group, person_id=member.person_id, added_at=world.at)
        twice = Support(person_id=member.person_id, kind="skills", since_on=date(2026, 1, 1), noted_at=world.at)

        assert broken_rule(write(last_on=date(2026, 1, 1)), at=world.at) == "cohort_ends_after_it_begins"
        assert broken_rule(write(name=""), at=world.at) == "cohort_has_a_name"
        assert broken_rule(lambda: again.save(force_insert=True), at=world.at) == "cohortmember_once"
        broken_rule(lambda: twice.save(force_insert=True), at=world.at)
        twice.pk = None
        other = Support(person_id=member.person_id, kind="skills", since_on=date(2026, 1, 1), noted_at=world.at)
        assert broken_rule(lambda: other.save(force_insert=True), at=world.at) == "support_once_a_kind"


class TestCommand:
    def said(self, capsys, *words):
        code = main(list(words))
        printed = capsys.readouterr()
        return code, printed.out.strip(), printed.err.strip()

    def test_tells_each_figure_whole(self, world, group, capsys):
        code, out, _ = self.said(capsys, "outcomes", "--cohort", "spring")

        assert code == 0
        assert "1 of 1 reliably better (counts only: fewer than 10 known)" in out
        assert "11 of 12 missing" in out
        assert "do not add up" in out

    def test_tells_a_machine_the_same(self, world, group, capsys):
        _, out, _ = self.said(capsys, "outcomes", "--cohort", "spring", "--json")

        data = json.loads(out)
        assert (data["group"], data["people"], data["support"]["total"]) == ("The spring", 12, None)
        assert data["figures"][0]["percent"] is None

    def test_refuses_to_add_up_and_knows_no_other_group(self, world, group, capsys):
        assert self.said(capsys, "outcomes", "--cohort", "spring", "--add-up-support")[0] == 1
        code, _, problem = self.said(capsys, "outcomes", "--cohort", "autumn")
        assert (code, problem.splitlines()[-1]) == (1, "No group is called autumn.")
