import json
from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.__main__ import main
from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, instruments, rule_queries
from hearth.outcomes.codes import RULES, Compared
from hearth.outcomes.models import RuleCheck
from hearth.outcomes.terms import Comparison
from hearth.outcomes.tests.sheets import DIALOG, MIDDLE, REQOL, act, filled, load, with_total
from hearth.outcomes.tests.test_counted import a_group, somebody

pytestmark = pytest.mark.django_db


def compare(world, rule="", outcome=Compared.AGREES, *, by=None, of=REQOL, **changed):
    told = {"compared_with": "the licence pack, page 3", "compared_by": "Mo Farrow", "compared_on": day_of(world.at)}
    comparison = Comparison(rule, outcome, **{**told, **changed})
    return act(world, actions.compare_rules, of=of, comparison=comparison, by=by or worker_actor(world.manager))


def not_checked(world, of=REQOL):
    with acting_as(SYSTEM, at=world.at):
        return [rule.code for rule in rule_queries.unchecked(of)]


class TestRules:
    def test_have_words_for_what_they_are_about_whatever_measure_they_are_of(self):
        assert {name for of in instruments.versions() for name in of.sources} <= RULES.keys()

    def test_are_not_checked_before_somebody_has(self, world):
        assert set(not_checked(world)) == {"extra", "reversed", "missing", "change", "boundary", "worrying"}
        assert not_checked(world, instruments.instrument("everyday", 1)) == []


class TestCompareRules:
    def test_keeps_who_when_and_where_and_the_newest_stands(self, world):
        compare(world, "missing")
        assert "missing" not in not_checked(world)
        assert "change" in not_checked(world)

        compare(world, "missing", Compared.DIFFERS)

        assert "missing" in not_checked(world)
        _, row = sorted(worlds.all_of(RuleCheck), key=lambda one: one.id)
        assert (row.rule, row.compared_by, row.recorded_by_id) == ("missing", "Mo Farrow", world.manager.pk)
        assert len(worlds.all_of(AuditEvent, event="outcomes.rules_compared")) == 2

    def test_compares_all_of_one_measure_at_once_and_no_other(self, world):
        compare(world)

        assert not_checked(world) == []
        assert not_checked(world, DIALOG) != []

    def test_is_kept_with_words_that_came_with_a_guide(self, world):
        load(world, checked="the scoring guide, page 3")

        (row,) = worlds.all_of(RuleCheck)
        assert (row.rule, row.compared_with) == ("", "the scoring guide, page 3")
        assert not_checked(world) == []

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"compared_with": " "}, "With what"),
            ({"compared_by": ""}, "Who compared"),
            ({"rule": "colour"}, "no such rule"),
            ({"later": 1}, "has not come yet"),
        ],
    )
    def test_refuses_what_says_too_little(self, world, changed, says):
        later = changed.pop("later", 0)
        told = {"compared_on": day_of(world.at) + timedelta(days=later), **changed}

        with pytest.raises(NotPossible, match=says):
            compare(world, **told)

        assert worlds.all_of(RuleCheck) == []

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_is_for_those_who_keep_measures(self, world, role):
        actor = worker_actor(worlds.worker("Rae", "Lund", role, world.trust, hub=world.hub))

        if actor.may("instrument.keep"):
            assert compare(world, by=actor).recorded_by_id == actor.membership_id
        else:
            with pytest.raises(NotPermitted):
                compare(world, by=actor)

    def test_holds_to_its_rules(self, world):
        def write(**changed):
            told = {"instrument": "reqol-10", "version": 1, "outcome": "agrees", "compared_with": "x"}
            told |= {"compared_by": "y", "compared_on": day_of(world.at), "recorded_at": world.at}
            return lambda: RuleCheck(**{**told, **changed}).save(force_insert=True)

        for changed in ({"compared_with": ""}, {"compared_by": ""}):
            assert broken_rule(write(**changed), at=world.at) == "rulecheck_says_who_and_with_what"
        assert broken_rule(write(outcome="maybe"), at=world.at) == "rulecheck_known_outcome"


class TestOnTheScreen:
    def test_every_rule_says_whether_it_is_checked_by_whom_when_and_where(self, world):
        manager = worlds.client_of(world.manager)
        assert worlds.words(manager.get("/instruments/reqol-10")).count("<b>Not checked.</b>") == 6
        on = day_of(world.at)
        typed = {"compared_on_0": on.day, "compared_on_1": on.month, "compared_on_2": on.year}

        worlds.send(
            manager,
            "/instruments/reqol-10/rule-checks",
            rule="missing",
            outcome="agrees",
            compared_with="the licence pack, page 3",
            compared_by="Mo Farrow",
            **typed,
        )

        told = worlds.words(manager.get("/instruments/reqol-10"))
        assert told.count("<b>Not checked.</b>") == 5
        assert "Compared with the licence pack, page 3, by Mo Farrow" in told
        assert f"noted by {world.manager.worker.name}" in told

    def test_a_form_that_says_too_little_says_what_is_missing(self, world):
        manager = worlds.client_of(world.manager)

        answer = worlds.send(manager, "/instruments/reqol-10/rule-checks", rule="missing", compared_with="x")

        assert "Choose what it says there." in worlds.words(answer)
        assert worlds.send(manager, "/instruments/nothing/rule-checks").status_code == 404
        assert worlds.send(worlds.client_of(world.peer), "/instruments/reqol-10/rule-checks").status_code == 403
        assert worlds.all_of(RuleCheck) == []

    def test_a_day_to_come_is_said_beside_the_form(self, world):
        manager = worlds.client_of(world.manager)
        typed = {"compared_on_0": 1, "compared_on_1": 1, "compared_on_2": 2090}
        told = {"outcome": "agrees", "compared_with": "x", "compared_by": "y", **typed}

        assert "has not come yet" in worlds.words(worlds.send(manager, "/instruments/reqol-10/rule-checks", **told))

    def test_results_say_so_until_then(self, world):
        keeley = worlds.known(world)
        done, peer = filled(world, keeley, MIDDLE), worlds.client_of(world.peer)
        place = f"/people/{keeley.pk}/measures/sittings/{done.fill.pk}"
        assert "Not everything in the scoring has been checked" in worlds.words(peer.get(place))

        compare(world)

        assert "Not everything in the scoring has been checked" not in worlds.words(peer.get(place))


class TestFigures:
    @pytest.fixture
    def group(self, world):
        people = [somebody(world, n) for n in range(10)]
        for total, days in ((10, 30), (20, 2)):
            filled(world, people[0], with_total(total), answered_on=day_of(world.at) - timedelta(days=days))
        return a_group(world, people)

    def told(self, capsys):
        assert main(["outcomes", "--cohort", "spring", "--json"]) == 0
        return json.loads(capsys.readouterr().out)["figures"][0]["rules_not_checked"]

    def test_say_which_rules_nobody_checked_until_somebody_has(self, world, group, capsys):
        assert "change" in self.told(capsys)
        assert main(["outcomes", "--cohort", "spring"]) == 0
        assert "Not checked: " in capsys.readouterr().out
        reader = worlds.client_of(worlds.worker("Rae", "Lund", "commissioner", world.trust))
        page = "/outcomes/groups/spring"
        assert "Not everything in the scoring has been checked" in worlds.words(reader.get(page))

        compare(world, "change")
        assert "change" not in self.told(capsys)
        compare(world)

        assert self.told(capsys) == {}
        assert "Not everything in the scoring has been checked" not in worlds.words(reader.get(page))


class TestCommand:
    CHECK = ("instruments", "check", "reqol-10", "--with", "page 3", "--by", "Mo Farrow", "--on", "2026-01-02")

    def test_notes_a_comparison_and_lists_what_is_open(self, world, capsys):
        assert main([*self.CHECK, "--rule", "missing"]) == 0
        assert main([*self.CHECK, "--rule", "change", "--differs"]) == 0
        capsys.readouterr()

        assert main(["instruments", "list"]) == 0

        (line,) = [one for one in capsys.readouterr().out.splitlines() if one.startswith("reqol-10\t")]
        assert "missing" not in line
        assert "not checked: " in line
        assert "change" in line

    def test_refuses_no_measure_and_no_rule(self, world, capsys):
        assert main([word if word != "reqol-10" else "nothing" for word in self.CHECK]) == 1
        assert main([*self.CHECK, "--rule", "colour"]) == 1
        assert worlds.all_of(RuleCheck) == []
