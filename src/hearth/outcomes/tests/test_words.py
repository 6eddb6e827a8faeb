from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, queries
from hearth.outcomes.models import BoundaryChoice, Wording, WordingEnd
from hearth.outcomes.terms import Licence
from hearth.outcomes.tests.sheets import CAME_FOR, DIALOG, REQOL, TOTAL, act, as_bytes, file_for, load

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def try_to_load(world, of=REQOL, *, told=None, by=None, until=365, words="Licence 7"):
    today = day_of(world.at)
    licence = Licence(world.trust, words, today, today + until * DAY)
    content = as_bytes(told or file_for(of))
    return act(
        world, actions.load_wording, of=of, content=content, licence=licence, by=by or worker_actor(world.manager)
    )


class TestLoadWording:
    def test_keeps_the_words_with_whose_licence_until_when(self, world):
        try_to_load(world)

        (row,) = worlds.all_of(Wording)
        assert (row.held_by_id, row.licence, row.loaded_by_id) == (world.trust.pk, "Licence 7", world.manager.pk)
        (used,) = queries.words_in_use(REQOL, on=day_of(world.at))
        assert used.words.item(3).words == "Invented question 3?"
        assert used.credit.startswith("Licence 7. Licensed to Ouse Valley Trust until ")
        assert len(worlds.all_of(AuditEvent, event="outcomes.wording_loaded")) == 1

    def test_uses_the_newest_of_a_language_while_its_licence_runs(self, world):
        load(world, days=400)
        newer = load(world, days=30)

        def used(days):
            return [one.wording.pk for one in queries.words_in_use(REQOL, on=day_of(world.at) + days * DAY)]

        assert used(30) == [newer.pk]
        assert newer.pk not in used(31)
        assert used(401) == []

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"of": CAME_FOR, "told": file_for(REQOL)}, "are our own"),
            ({"told": file_for(DIALOG)}, "The file is not for ReQoL-10"),
            ({"until": -1}, "This licence is over"),
            ({"until": 0}, "This licence is over"),
            ({"words": " "}, "name or number of the licence"),
        ],
    )
    def test_refuses_what_is_not_licensed_and_keeps_nothing(self, world, changed, says):
        with pytest.raises(NotPossible, match=says):
            try_to_load(world, **changed)

        assert worlds.all_of(Wording) == []

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_is_for_those_who_keep_the_place(self, world, role):
        actor = worker_actor(worlds.worker("Rae", "Lund", role, world.trust, hub=world.hub))
        may = role in {"shift-lead", "hub-manager", "administrator"}

        try:
            try_to_load(world, by=actor)
        except NotPermitted:
            assert not may
        else:
            assert may


class TestEndWording:
    def test_shows_them_no_more(self, world):
        wording = load(world)

        act(
            world,
            actions.end_wording,
            wording=wording,
            reason="The licence was given back.",
            by=worker_actor(world.manager),
        )

        assert queries.words_in_use(REQOL, on=day_of(world.at)) == []
        for reason in ("Again", " "):
            with pytest.raises(NotPossible):
                act(world, actions.end_wording, wording=wording, reason=reason, by=worker_actor(world.manager))
        assert len(worlds.all_of(WordingEnd)) == 1


class TestChooseBoundary:
    def test_draws_the_line_with_its_source(self, world):
        told = {"of": REQOL, "scale": "total", "by": worker_actor(world.manager)}
        assert queries.boundary_of(REQOL, TOTAL)[0] == 25

        act(world, actions.choose_boundary, value=24, source="The licensed guide, page 3", **told)

        assert queries.boundary_of(REQOL, TOTAL) == (24, "The licensed guide, page 3")
        for value, source in ((23, "Mine"), (25, " ")):
            with pytest.raises(NotPossible):
                act(world, actions.choose_boundary, value=value, source=source, **told)
        assert len(worlds.all_of(BoundaryChoice)) == 1

    def test_is_done_by_somebody_by_name(self, world):
        with acting_as(SYSTEM, at=world.at), pytest.raises(NotPermitted):
            actions.choose_boundary(SYSTEM, of=REQOL, scale="total", value=24, source="Guide", at=world.at)


class TestTables:
    def test_hold_words_to_a_licence_that_runs(self, world):
        today = day_of(world.at)
        told = {"instrument": "dialog", "version": 1, "held_by": world.trust, "words": {}, "loaded_at": world.at}

        def write(**more):
            return broken_rule(lambda: Wording(**told, **more).save(force_insert=True), at=world.at)

        assert write(language="en", licence="7", from_on=today, until_on=today) == "wording_licence_runs"
        assert write(language="en", licence="", from_on=today, until_on=today + DAY) == "wording_names_its_licence"

    def test_hold_an_end_and_a_line_to_their_reasons(self, world):
        wording = load(world)
        end = WordingEnd(wording=wording, reason="", ended_at=world.at)
        line = BoundaryChoice(instrument="reqol-10", version=1, scale="total", value=24, source="", chosen_at=world.at)
        line.chosen_by = world.manager

        assert broken_rule(lambda: end.save(force_insert=True), at=world.at) == "wordingend_says_why"
        assert broken_rule(lambda: line.save(force_insert=True), at=world.at) == "boundarychoice_names_source"
