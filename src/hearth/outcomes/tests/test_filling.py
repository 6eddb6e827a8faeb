import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.front_door.models import Referral
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, queries
from hearth.outcomes.codes import FilledBy, FillStatus, Mode, Offered
from hearth.outcomes.models import Answer, Fill, Offer, Retraction
from hearth.outcomes.terms import Sitting
from hearth.outcomes.tests.sheets import CAME_FOR, DAY, MIDDLE, REQOL, act, begin, filled, load
from hearth.people.models import Person
from hearth.record.models import Entry
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


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
