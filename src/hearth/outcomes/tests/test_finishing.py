from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.clocks import LONDON, day_of
from hearth.core.errors import NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Shift
from hearth.outcomes import actions
from hearth.outcomes.codes import Mode
from hearth.outcomes.models import Fill
from hearth.outcomes.tests.sheets import LOWEST, REQOL, act, begin, filled, load, with_total
from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


def own(world, person, herself, answers, of=REQOL, **how):
    return filled(world, person, answers, of, by=herself, mode=Mode.OWN, language="en-GB", **how)


def close_the_hub(world):
    with acting_as(SYSTEM, at=world.at):
        Shift.objects.all().update(ends_at=world.at - timedelta(minutes=1))


class TestFinishFill:
    def test_scores_and_stands_in_the_journey_without_what_was_answered(self, world, keeley):
        done = filled(world, keeley, with_total(23), helped_by="Jess")

        assert [score.words for score in done.scores] == ["23"]
        (entry,) = worlds.all_of(Entry, kind="outcome")
        assert (entry.title, entry.subject_type, entry.subject_id) == ("ReQoL-10", "Fill", done.fill.pk)
        assert "Helped by Jess." in entry.body
        assert "23" not in entry.body.replace(str(day_of(world.at).year), "").replace("23 ", "")
        assert worlds.all_of(Fill)[0].entry_id == entry.pk

    def test_takes_a_half_filled_one_with_the_reason_why_there_is_no_result(self, world, keeley):
        done = filled(world, keeley, {1: 2, 2: 2})

        assert done.scores[0].value is None
        assert "Items 3, 4, 5, 6, 7, 8, 9 and 10 have no answer" in done.scores[0].reason

    def test_refuses_an_empty_one_and_a_second_time(self, world, keeley):
        fill = begin(world, keeley)
        with pytest.raises(NotPossible, match="no answer yet"):
            act(world, actions.finish_fill, fill=fill)
        act(world, actions.answer_items, fill=fill, answers={1: 2})
        act(world, actions.finish_fill, fill=fill)

        with pytest.raises(NotPossible, match="finished already"):
            act(world, actions.finish_fill, fill=fill)

        assert len(worlds.all_of(Entry, kind="outcome")) == 1


class TestWorry:
    def test_is_for_whoever_sits_beside_them(self, world, keeley):
        load(world)

        done = filled(world, keeley, LOWEST, mode=Mode.TOGETHER, language="en-GB")

        assert (done.worry.beside_id, done.worry.desk_told_id, done.worry.holder_told_id) == (world.peer.pk, None, None)
        assert worlds.all_of(Clock, definition="feeling-unsafe") == []

    def test_is_told_to_the_desk_at_once_where_somebody_is_there(self, world, keeley, herself):
        load(world)

        done = own(world, keeley, herself, LOWEST)

        (clock,) = worlds.all_of(Clock, subject_type="Worry")
        assert (clock.definition, clock.owner_id) == ("feeling-unsafe", world.lead.pk)
        assert (done.worry.desk_told_id, done.worry.holder_told_id) == (world.lead.pk, None)

    def test_tells_no_desk_where_nobody_is_but_whoever_holds_them_owes_a_word(self, world, keeley, herself):
        load(world)
        close_the_hub(world)

        done = own(world, keeley, herself, LOWEST)

        (clock,) = worlds.all_of(Clock, subject_type="Worry")
        assert (clock.definition, clock.owner_id) == ("worrying-answer", world.lead.pk)
        assert (done.worry.desk_told_id, done.worry.holder_told_id) == (None, world.lead.pk)

    def test_tells_nobody_where_nobody_holds_them(self, world, keeley, herself):
        load(world)
        with acting_as(SYSTEM, at=world.at):
            Holding.objects.visible_to(SYSTEM).filter(person=keeley).update(
                status="died", holder=None, holder_is_active=None
            )

        done = own(world, keeley, herself, LOWEST)

        assert (done.worry.desk_told_id, done.worry.holder_told_id) == (None, None)
        assert worlds.all_of(Clock, subject_type="Worry") == []

    def test_tells_no_desk_of_a_hub_that_is_closed(self, world, keeley, herself):
        load(world)
        with acting_as(SYSTEM, at=world.at):
            local = world.at.astimezone(LONDON)
            opens, closes = (local + timedelta(hours=1)).time(), (local + timedelta(hours=2)).time()
            Hub.objects.filter(pk=world.hub.pk).update(opens=opens, closes=closes)

        assert own(world, keeley, herself, LOWEST).worry.holder_told_id == world.lead.pk

    def test_stands_first_on_the_desk_with_why(self, world, keeley, herself):
        load(world)
        own(world, keeley, herself, LOWEST)

        told = worlds.words(worlds.client_of(world.lead).get("/desk"))

        assert "an answer in a measure asks us to be in touch" in told

    def test_is_told_too_where_paper_is_entered_later(self, world, keeley):
        assert filled(world, keeley, LOWEST).worry.desk_told_id == world.lead.pk

    def test_comes_of_one_answer_even_where_there_is_no_result(self, world, keeley, herself):
        load(world)

        done = own(world, keeley, herself, {6: 4})

        assert done.scores[0].value is None
        assert done.worry is not None

    def test_does_not_come_of_a_low_result(self, world, keeley):
        assert filled(world, keeley, {**LOWEST, 6: 2}).worry is None

    def test_is_kept_by_talking_with_them(self, world, keeley, herself):
        load(world)
        own(world, keeley, herself, LOWEST)

        worlds.write_down(world, keeley, at=world.at + timedelta(minutes=20))

        (clock,) = worlds.all_of(Clock, subject_type="Worry")
        assert clock.stopped_at is not None
