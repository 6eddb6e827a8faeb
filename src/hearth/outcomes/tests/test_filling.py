from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.core.actor import SYSTEM
from hearth.core.clocks import LONDON, day_of
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent, Clock
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.front_door.models import Referral
from hearth.holding.models import Holding
from hearth.organisations.models import Hub, Shift
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, queries
from hearth.outcomes.codes import FilledBy, FillStatus, Mode, Offered, Step
from hearth.outcomes.models import Answer, Area, Fill, Offer, Retraction, Worry
from hearth.outcomes.terms import Sitting
from hearth.outcomes.tests.sheets import (
    CAME_FOR,
    DIALOG,
    LOWEST,
    MIDDLE,
    REQOL,
    act,
    begin,
    filled,
    known,
    load,
    with_total,
)
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def keeley(world):
    return known(world)


@pytest.fixture
def herself(world, keeley):
    return worlds.themselves(world, keeley)


def own(world, person, herself, answers, of=REQOL, **how):
    return filled(world, person, answers, of, by=herself, mode=Mode.OWN, language="en-GB", **how)


def close_the_hub(world):
    with acting_as(SYSTEM, at=world.at):
        Shift.objects.all().update(ends_at=world.at - timedelta(minutes=1))


class TestBeginFill:
    def test_keeps_who_fills_it_in_how_and_when(self, world, keeley):
        earlier = day_of(world.at) - 3 * DAY

        fill = begin(world, keeley, filled_by=FilledBy.SAID, helped_by=" Jess ", answered_on=earlier)

        (row,) = worlds.all_of(Fill)
        assert (row.pk, row.instrument, row.version, row.mode) == (fill.pk, "reqol-10", 1, "paper")
        assert (row.filled_by, row.helped_by, row.answered_on) == ("said", "Jess", earlier)
        assert (row.recorded_by_id, row.wording_id, row.language) == (world.peer.pk, None, "")
        assert len(worlds.all_of(AuditEvent, event="outcomes.fill_begun")) == 1

    def test_keeps_the_words_that_were_used(self, world, keeley):
        wording = load(world)

        fill = begin(world, keeley, mode=Mode.TOGETHER, language="en-GB")

        assert (fill.wording_id, fill.language) == (wording.pk, "en-GB")

    def test_goes_on_with_what_somebody_began_on_their_own(self, world, keeley, herself):
        load(world)
        first = begin(world, keeley, by=herself, mode=Mode.OWN, language="en-GB")

        assert begin(world, keeley, by=herself, mode=Mode.OWN, language="en-GB").pk == first.pk
        assert len(worlds.all_of(Fill)) == 1

    def test_is_about_the_reason_for_coming_where_it_asks_about_that(self, world):
        referral, _ = worlds.asked(world)
        with acting_as(SYSTEM, at=world.at):
            evan = Person.objects.visible_to(SYSTEM).get(pk=referral.person_id)
            sharing.rewrite_sight(person_id=evan.pk, at=world.at)

        fill = begin(world, evan, CAME_FOR, mode=Mode.TOGETHER, language="en-GB")

        assert (fill.about_type, fill.about_id) == ("Referral", referral.pk)
        assert begin(world, evan, REQOL).about_id is None
        assert len(worlds.all_of(Referral)) == 1

    def test_refuses_a_worker_who_may_not_know_everything(self, world, keeley):
        worlds.let_in(world, keeley, world.council, Level.APPOINTMENTS)

        with pytest.raises(NotPermitted):
            begin(world, keeley, by=worker_actor(world.partner))

        assert worlds.all_of(Fill) == []

    def test_refuses_without_words_or_for_a_day_to_come(self, world, keeley):
        with pytest.raises(NotPossible, match="not here yet"):
            begin(world, keeley, mode=Mode.TOGETHER, language="en-GB")
        with pytest.raises(NotPossible, match="has not come yet"):
            begin(world, keeley, answered_on=day_of(world.at) + DAY)

        assert worlds.all_of(Fill) == []

    def test_refuses_words_whose_licence_has_run_out(self, world, keeley):
        load(world, days=10)
        later = world.at + 11 * DAY

        with pytest.raises(NotPossible, match="not here yet"):
            begin(world, keeley, mode=Mode.TOGETHER, language="en-GB", at=later)

    def test_refuses_on_the_page_of_somebody_else(self, world, keeley):
        load(world)
        jess = worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)
        worlds.let_in(world, keeley, jess)
        herself = worlds.themselves(world, jess)

        with pytest.raises(NotPermitted):
            begin(world, keeley, by=herself, mode=Mode.OWN, language="en-GB")

        assert worlds.all_of(Fill) == []


class TestRoles:
    MAY = {
        "peer-supporter",
        "recovery-worker",
        "carer-supporter",
        "link-worker",
        "clinician",
        "social-worker",
        "partner-professional",
    }

    @pytest.mark.parametrize("role", sorted(ROLES))
    def test_work_with_measures_or_do_not(self, world, keeley, role):
        actor = worker_actor(worlds.in_the_team(world, "Rae", "Lund", role))
        with acting_as(SYSTEM, at=world.at):
            sharing.rewrite_sight(person_id=keeley.pk, at=world.at)
        filled(world, keeley, MIDDLE)

        with acting_as(actor, at=world.at):
            assert Fill.objects.visible_to(actor).exists() == (role in self.MAY)
            assert Fill.objects.all().exists() == (role in self.MAY)
            assert Answer.objects.all().exists() == (role in self.MAY)
            try:
                sitting = Sitting(Mode.PAPER)
                actions.begin_fill(actor, person=keeley, of=REQOL, sitting=sitting, at=world.at)
            except NotPermitted:
                assert role not in self.MAY
            else:
                assert role in self.MAY


class TestAnswerItems:
    def test_keeps_changes_and_takes_back(self, world, keeley):
        fill = begin(world, keeley)

        act(world, actions.answer_items, fill=fill, answers={1: 2, 2: 3, 3: None})
        act(world, actions.answer_items, fill=fill, answers={1: 4, 2: None})

        assert [(one.item, one.value) for one in worlds.all_of(Answer)] == [(1, 4)]

    def test_refuses_what_the_measure_does_not_have_and_keeps_nothing(self, world, keeley):
        fill = begin(world, keeley)

        with pytest.raises(NotPossible, match="answers from 0 to 4"):
            act(world, actions.answer_items, fill=fill, answers={1: 2, 2: 5})

        assert worlds.all_of(Answer) == []

    def test_refuses_once_it_is_finished(self, world, keeley):
        done = filled(world, keeley, MIDDLE)

        with pytest.raises(NotPossible, match="finished already"):
            act(world, actions.answer_items, fill=done.fill, answers={1: 0})

        assert {one.value for one in worlds.all_of(Answer)} == {2}

    def test_refuses_a_worker_on_somebodys_own_page_before_it_is_sent(self, world, keeley, herself):
        load(world)
        fill = begin(world, keeley, by=herself, mode=Mode.OWN, language="en-GB")
        act(world, actions.answer_items, fill=fill, answers={1: 2}, by=herself)

        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            assert not Fill.objects.visible_to(peer).exists()
            assert not Answer.objects.visible_to(peer).exists()
            assert not Fill.objects.all().exists()
            with pytest.raises(NotPermitted):
                actions.answer_items(peer, fill=fill, answers={1: 0}, at=world.at)


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


class TestLetGo:
    def test_counts_for_nothing(self, world, keeley):
        fill = begin(world, keeley)

        act(world, actions.let_go, fill=fill)

        assert worlds.all_of(Fill)[0].status == FillStatus.LET_GO
        assert worlds.all_of(Entry, kind="outcome") == []
        with pytest.raises(NotPossible):
            act(world, actions.let_go, fill=fill)


class TestRetract:
    def test_marks_it_with_why_and_it_counts_for_nothing(self, world, keeley):
        done = filled(world, keeley, MIDDLE)

        act(world, actions.retract, fill=done.fill, reason="It was Jess’s sheet.")

        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            found = queries.measure(peer, person_id=keeley.pk, code="reqol-10", on=day_of(world.at))
        assert (found.results[0].retracted, found.latest) == ("It was Jess’s sheet.", None)
        with pytest.raises(NotPossible, match="taken back already"):
            act(world, actions.retract, fill=done.fill, reason="Again.")
        assert len(worlds.all_of(Retraction)) == 1

    def test_refuses_without_a_reason_or_before_it_is_finished(self, world, keeley):
        done, begun = filled(world, keeley, MIDDLE), begin(world, keeley)

        with pytest.raises(NotPossible, match="what was wrong"):
            act(world, actions.retract, fill=done.fill, reason=" ")
        with pytest.raises(NotPossible, match="not finished"):
            act(world, actions.retract, fill=begun, reason="Wrong.")

        assert worlds.all_of(Retraction) == []


class TestNoteOffer:
    def test_keeps_a_no_from_either_side(self, world, keeley, herself):
        act(world, actions.note_offer, person=keeley, of=REQOL, outcome=Offered.NOT_NOW, words="Tired.")
        act(world, actions.note_offer, person=keeley, of=REQOL, outcome=Offered.DECLINED, by=herself)

        assert [(one.outcome, one.noted_by_id) for one in worlds.all_of(Offer)] == [
            ("not-now", world.peer.pk),
            ("declined", None),
        ]

    def test_refuses_not_offering_without_a_reason(self, world, keeley):
        with pytest.raises(NotPossible, match="why it was not offered"):
            act(world, actions.note_offer, person=keeley, of=REQOL, outcome=Offered.NOT_OFFERED)

        assert worlds.all_of(Offer) == []


class TestAreas:
    @pytest.fixture
    def rated(self, world, keeley):
        return filled(world, keeley, dict.fromkeys(DIALOG.numbers, 4), DIALOG).fill

    def choose(self, world, rated, item):
        return act(world, actions.choose_area, fill=rated, item=item)

    def test_are_chosen_up_to_three_and_talked_through_in_four_steps(self, world, rated):
        for item in (4, 9, 2):
            self.choose(world, rated, item)
        with pytest.raises(NotPossible, match="Up to 3"):
            self.choose(world, rated, 5)
        with pytest.raises(NotPossible, match="chosen already"):
            self.choose(world, rated, 2)

        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            area = queries.areas_of(peer, fill=rated)[0]
            actions.talk_through(peer, area=area, words={Step.ACTIONS: "Ring the landlord.\x00"}, at=world.at)
            with pytest.raises(NotPossible, match="at least one"):
                actions.talk_through(peer, area=area, words={Step.ACTIONS: " "}, at=world.at)

        rows = worlds.all_of(Area)
        assert sorted((row.place, row.item) for row in rows) == [(1, 4), (2, 9), (3, 2)]
        assert {row.actions for row in rows} == {"Ring the landlord.", ""}

    def test_begin_with_what_was_agreed_the_last_time(self, world, keeley):
        fills = [
            filled(world, keeley, {4: 4}, DIALOG, answered_on=day_of(world.at) - days * DAY).fill
            for days in (60, 30, 1)
        ]
        peer = worker_actor(world.peer)
        for number, fill in enumerate(fills[:2]):
            self.choose(world, fill, 4)
            with acting_as(peer, at=world.at):
                (area,) = queries.areas_of(peer, fill=fill)
                actions.talk_through(peer, area=area, words={Step.ACTIONS: f"Agreed {number}."}, at=world.at)

        with acting_as(peer, at=world.at):
            assert [one.actions for one in queries.agreed_before(peer, fill=fills[2])] == ["Agreed 1."]
            assert queries.agreed_before(peer, fill=fills[0]) == []

    def test_wait_until_everything_is_rated(self, world, keeley):
        with pytest.raises(NotPossible, match="Finish rating first"):
            act(world, actions.choose_area, fill=begin(world, keeley, DIALOG), item=1)


class TestSealing:
    def test_of_the_entry_closes_the_answers_too(self, world, keeley, herself):
        done = filled(world, keeley, MIDDLE)
        (entry,) = worlds.all_of(Entry, kind="outcome")
        with acting_as(SYSTEM, at=world.at):
            sharing.seal(
                SYSTEM, person=keeley, entry_id=entry.root_id, consequence_explained="Fewer know.", at=world.at
            )
            sharing.rewrite_sight(person_id=keeley.pk, at=world.at)

        peer = worker_actor(world.peer)
        with acting_as(peer, at=world.at):
            assert not Fill.objects.visible_to(peer).exists()
            assert not Fill.objects.all().exists()
            assert not Answer.objects.all().exists()
        with acting_as(herself, at=world.at):
            assert Fill.objects.visible_to(herself).get().pk == done.fill.pk
            assert Answer.objects.visible_to(herself).count() == 10


class TestTables:
    def write(self, model, keeley, **told):
        return model(person=keeley, **told).save(force_insert=True)

    def a_fill(self, world, keeley, **changed):
        told = {"instrument": "reqol-10", "version": 1, "mode": "own", "filled_by": "themselves"}
        told |= {"answered_on": day_of(world.at), "begun_at": world.at}
        return lambda: self.write(Fill, keeley, **{**told, **changed})

    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"mode": "paper"}, "fill_recorded_by_name_unless_own"),
            ({"status": "done"}, "fill_done_stands_in_the_journey"),
            ({"about_type": "Goal"}, "fill_about_type_and_id_together"),
        ],
    )
    def test_hold_a_sitting_to_its_rules(self, world, keeley, changed, rule):
        assert broken_rule(self.a_fill(world, keeley, **changed), at=world.at) == rule

    def test_hold_one_own_sitting_at_a_time(self, world, keeley):
        assert broken_rule(self.a_fill(world, keeley), at=world.at) == ""
        assert broken_rule(self.a_fill(world, keeley), at=world.at) == "fill_one_own_at_a_time"

    def test_hold_one_answer_an_item_within_reason(self, world, keeley):
        fill = begin(world, keeley)
        told = {"fill": fill, "item": 1, "answered_at": world.at}

        assert broken_rule(lambda: self.write(Answer, keeley, value=11, **told), at=world.at) == "answer_in_any_range"
        assert broken_rule(lambda: self.write(Answer, keeley, value=1, **told), at=world.at) == ""
        assert broken_rule(lambda: self.write(Answer, keeley, value=1, **told), at=world.at) == "answer_one_an_item"

    def test_hold_three_areas_at_most_each_once(self, world, keeley):
        told = {"fill": begin(world, keeley, DIALOG), "chosen_at": world.at, "talked_at": world.at}
        told["talked_with"] = world.peer

        def area(item, place):
            return broken_rule(lambda: self.write(Area, keeley, item=item, place=place, **told), at=world.at)

        assert area(1, 4) == "area_three_at_most"
        assert area(1, 1) == ""
        assert area(1, 2) == "area_chosen_once"
        assert area(2, 1) == "area_one_a_place"

    def test_hold_a_worry_to_whoever_was_there_or_was_told(self, world, keeley):
        told = {"fill": begin(world, keeley), "seen_at": world.at, "beside": world.peer, "desk_told": world.lead}

        assert broken_rule(lambda: self.write(Worry, keeley, **told), at=world.at) == "worry_beside_or_told"

    def test_hold_a_retraction_and_an_offer_not_made_to_their_reason(self, world, keeley):
        told = {"fill": begin(world, keeley), "retracted_by": world.peer, "retracted_at": world.at, "reason": ""}
        offer = {"instrument": "dialog", "outcome": "not-offered", "at": world.at}

        assert broken_rule(lambda: self.write(Retraction, keeley, **told), at=world.at) == "retraction_says_why"
        assert broken_rule(lambda: self.write(Offer, keeley, **offer), at=world.at) == "offer_not_made_says_why"
