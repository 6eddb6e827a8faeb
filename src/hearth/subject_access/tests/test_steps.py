"""Each step: who may take it, and what is refused."""

import json
from datetime import timedelta

import pytest
from tests import world as worlds

from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.record.models import Entry
from hearth.subject_access import actions, jobs, queries
from hearth.subject_access.codes import AskedBy, Outcome, Reason, Route, Status
from hearth.subject_access.models import AccessItem, AccessRequest, ItemDecision
from hearth.subject_access.rules import Asked, Verdict
from hearth.subject_access.tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House()


class TestDecideItem:
    def test_lets_only_a_health_professional_speak_of_serious_harm(self, house):
        house.writes("It was hard to hear.", about_others=True)
        request = house.asks()
        part = house.names(request, house.world.trust, house.world.lead)
        harm = Verdict(Outcome.WITHHOLD, Reason.SERIOUS_HARM, "She would harm herself.", said=False)

        with pytest.raises(NotPermitted):
            house.decides(house.world.lead, part, "hard", harm)
        assert worlds.all_of(ItemDecision) == []

        (one,) = [one for one in house.items(house.world.lead, part) if one.waits]
        house.does(house.world.lead, actions.ask_professional, item=one.item, whom=house.clinician)
        with acting_as(worker_actor(house.clinician), at=house.at):
            (seen,) = AccessItem.objects.select_related("part__request")
            assert [asked.item_id for asked in queries.asked_of(worker_actor(house.clinician))] == [seen.pk]
        house.does(house.clinician, actions.decide_item, item=seen, verdict=harm)
        words, data = house.paper(house.reads_all(request))

        assert "hard to hear" not in words + json.dumps(data)
        # Of what is left out without a word there is no title, no day, no number.
        assert "left out" not in words.replace("Where words are left out", "")

    @pytest.mark.parametrize(
        "verdict",
        [
            Verdict(Outcome.WITHHOLD),
            Verdict(Outcome.WITHHOLD, Reason.OTHERS),
            Verdict(Outcome.REDACT, Reason.OTHERS, "Because.", phrases=[]),
            Verdict(Outcome.REDACT, Reason.OTHERS, "Because.", phrases=["not there"]),
        ],
    )
    def test_is_refused_without_words_and_reason(self, house, verdict):
        house.writes("Her neighbour rang.", about_others=True)
        part = house.names(house.asks(), house.world.trust, house.world.lead)

        with pytest.raises(NotPossible):
            house.decides(house.world.lead, part, "neighbour", verdict)
        assert worlds.all_of(ItemDecision) == []

    def test_is_refused_to_anybody_else(self, house):
        house.writes("Her neighbour rang.", about_others=True)
        request = house.asks()
        part = house.names(request, house.world.trust, house.world.lead)
        (one,) = [one for one in house.items(house.guardian, part) if one.waits]

        with pytest.raises(NotPermitted):
            house.does(house.guardian, actions.decide_item, item=one.item, verdict=Verdict(Outcome.GIVE))

    def test_is_changed_by_a_newer_one_and_both_are_kept(self, house):
        house.writes("Her neighbour rang.", about_others=True)
        part = house.names(house.asks(), house.world.trust, house.world.lead)
        house.decides(house.world.lead, part, "neighbour", Verdict(Outcome.WITHHOLD, Reason.OTHERS, "Hers."))
        house.decides(house.world.lead, part, "neighbour", Verdict(Outcome.GIVE))

        (one,) = [one for one in house.items(house.world.lead, part) if "neighbour" in one.item.body]
        assert one.decision.outcome == Outcome.GIVE
        assert len(worlds.all_of(ItemDecision)) == 2


class TestAskForRecord:
    def test_starts_the_month_on_the_day_it_was_asked(self, house):
        lead, before = worker_actor(house.world.lead), house.at - timedelta(days=5)
        asked = Asked(Route.TALKING, "Can I see what you wrote?")
        with acting_as(lead, at=house.at):
            request = actions.ask_for_record(lead, person=house.person, asked=asked, asked_at=before, at=house.at)

        (clock,) = worlds.all_of(Clock, subject_id=request.pk)
        assert clock.started_at == before
        assert request.due_at == clock.due_at
        assert request.answers_id == house.guardian.pk
        assert request.status == Status.ASKED

    def test_is_not_begun_twice(self, house):
        house.asks()

        with pytest.raises(NotPossible, match="under way"):
            house.asks()
        assert len(worlds.all_of(AccessRequest)) == 1

    @pytest.mark.parametrize(
        "asked",
        [
            Asked(Route.LETTER, "  "),
            Asked(Route.LETTER, "Her file.", AskedBy.AUTHORITY, "", ""),
            Asked(Route.LETTER, "Her file.", AskedBy.AUTHORITY, "Jo Hale", " "),
        ],
    )
    def test_needs_words_and_whoever_asks_for_another_says_why_they_may(self, house, asked):
        with pytest.raises(NotPossible):
            house.asks(asked, actor=worker_actor(house.world.lead))
        assert worlds.all_of(AccessRequest) == []

    def test_is_refused_to_those_who_read_no_record(self, house):
        with pytest.raises(NotPermitted):
            house.asks(Asked(Route.LETTER, "Her file."), actor=worker_actor(house.world.administrator))


class TestExtend:
    def test_takes_two_months_more_once_and_tells_why(self, house):
        request = house.asks()
        house.does(house.guardian, actions.extend, request=request, reason="Three partners.", told_how="Rang her.")
        jobs.go_on(request_id=str(request.pk))

        clocks = {clock.definition: clock for clock in worlds.all_of(Clock, subject_id=request.pk)}
        assert clocks["subject-access"].stopped_at
        assert clocks["subject-access-complex"].due_at == house.now(request).due_at > request.due_at
        with acting_as(house.keeley, at=house.at):
            told = Entry.objects.visible_to(house.keeley).get(title="The copy of the record takes longer")
        assert "Three partners." in told.body
        with pytest.raises(NotPossible, match="no second time"):
            house.does(house.guardian, actions.extend, request=request, reason="More.", told_how="Rang.")

    def test_is_too_late_after_the_month(self, house):
        request = house.asks()
        late = request.due_at + timedelta(seconds=1)

        with pytest.raises(NotPossible, match="The month is over"):
            house.does(house.guardian, actions.extend, at=late, request=request, reason="More.", told_how="Rang.")

    def test_is_for_whoever_answers(self, house):
        with pytest.raises(NotPermitted):
            house.does(house.world.lead, actions.extend, request=house.asks(), reason="More.", told_how="Rang.")


class TestWithdraw:
    def test_stops_the_clock_and_keeps_nobody_from_asking_again(self, house):
        request = house.asks()
        with acting_as(house.keeley, at=house.at):
            actions.withdraw(house.keeley, request=request, at=house.at)
        jobs.go_on(request_id=str(request.pk))

        assert [clock.stopped_at is None for clock in worlds.all_of(Clock, subject_id=request.pk)] == [False]
        assert house.asks().status == Status.REVIEWING
