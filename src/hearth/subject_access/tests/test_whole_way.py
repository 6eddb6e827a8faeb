"""From the first words to what is given, and what nobody may read on the way."""

import io
import json
from datetime import date

import pytest
from pypdf import PdfReader
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people.models import Relation
from hearth.record import actions as record
from hearth.record.actions import Told
from hearth.record.codes import Source
from hearth.record.journey.rough import Rough
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.subject_access import actions, jobs, queries
from hearth.subject_access.codes import AskedBy, Handed, IdentityBy, Outcome, Reason, Route, Status
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest, ItemDecision, Package
from hearth.subject_access.rules import Asked, Verdict
from hearth.subject_access.tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House()


class TestTheWholeWay:
    def test_leaves_out_what_a_reviewer_left_out_and_nothing_else(self, house):
        house.writes("We sat by the river. Her brother Dave Marsh drinks too much. She laughed.", about_others=True)
        request = house.asks()
        part = house.names(request, house.world.trust, house.world.lead)
        phrases = ["dave marsh  drinks too much"]
        verdict = Verdict(Outcome.REDACT, Reason.OTHERS, "It is Dave’s own business.", phrases=phrases)
        house.decides(house.world.lead, part, "river", verdict)

        request = house.reads_all(request)
        words, data = house.paper(request)

        assert request.status == Status.READY
        assert "We sat by the river. Her brother" in words
        assert "left out: about somebody else" in words
        assert "Dave" not in words
        assert "drinks" not in json.dumps(data)
        assert "She laughed." in words
        (entry,) = [e for e in worlds.all_of(Entry, person=house.person) if "river" in e.body]
        assert "Dave Marsh drinks" in entry.body

    def test_says_no_more_of_when_it_was_than_was_told(self, house):
        spring = Rough(date(2019, 3, 1), date(2019, 5, 31), "spring 2019")
        for told in (Told("I was in hospital.", rough=spring), Told("I left home.")):
            with acting_as(house.keeley, at=house.at):
                record.tell_before(house.keeley, person=house.person, told=told, at=house.at)

        words, data = house.paper(house.reads_all(house.asks()))

        assert "Spring 2019: " in words
        assert "Not known when: " in words
        assert "April 2019" not in words
        (hospital,) = [one for one in data["items"] if "I was in hospital." in json.dumps(one["words"])]
        assert (hospital["happened_at"], hospital["happened_roughly"]) == (None, "spring 2019")

    def test_says_a_number_as_people_do(self, house):
        words, _ = house.paper(house.reads_all(house.asks()))

        assert f"NHS number: {worlds.NHS_NUMBER}" in words

    def test_gives_it_to_the_person_and_only_then(self, house):
        request = house.reads_all(house.asks())
        with acting_as(house.keeley, at=house.at):
            assert queries.package_of(house.keeley, request_id=request.pk) is None

        house.does(house.guardian, actions.hand_over, request=request, how=Handed.TOGETHER, company="Sam Okafor")
        jobs.go_on(request_id=str(request.pk))

        with acting_as(house.keeley, at=house.at):
            package = queries.package_of(house.keeley, request_id=request.pk)
            titles = [e.title for e in Entry.objects.visible_to(house.keeley).filter(person=house.person)]
        assert package.document_sha256 == actions.giving.document.digest(bytes(package.document))
        assert len(package.manifest) == len(worlds.all_of(AccessItem, request=request))
        assert {"A copy of the record was asked for", "The copy of the record was given"} <= set(titles)
        assert [clock.stopped_at is None for clock in worlds.all_of(Clock, subject_id=request.pk)] == [False]

    def test_does_each_step_once_however_often_it_is_begun(self, house):
        request = house.asks()
        before = [len(worlds.all_of(model, person=house.person)) for model in (AccessItem, Entry)]

        jobs.go_on(request_id=str(request.pk))

        assert before == [len(worlds.all_of(model, person=house.person)) for model in (AccessItem, Entry)]

    def test_has_bookmarks_and_numbered_pages(self, house):
        for number in range(40):
            house.writes(f"Day {number}. " + "We talked about the flat. " * 8)
        request = house.reads_all(house.asks())
        (package,) = worlds.all_of(Package, request=request)
        reader = PdfReader(io.BytesIO(bytes(package.document)))

        assert len(reader.pages) > 3
        assert reader.outline[0].title == "What we know of you"
        assert f"Page 2 of {len(reader.pages)}" in " ".join(reader.pages[1].extract_text().split())
        assert reader.metadata.title == "My record"


class TestGather:
    def test_makes_a_part_for_each_who_is_responsible(self, house):
        house.writes("From the council.", by=house.world.partner)
        house.writes("From the trust.")

        parts = worlds.all_of(AccessPart, request=house.asks())

        assert {part.organisation_id for part in parts} == {None, house.world.trust.pk, house.world.council.pk}

    def test_shows_each_reviewer_their_part_and_nothing_else(self, house):
        house.writes("From the council.", by=house.world.partner)
        house.writes("From the trust.")
        request = house.asks()
        part = house.names(request, house.world.council, house.world.partner)

        with acting_as(worker_actor(house.world.partner), at=house.at):
            seen = set(AccessItem.objects.values_list("body", flat=True))
        assert part.reviewer_id == house.world.partner.pk
        assert seen == {"From the council."}
        with acting_as(worker_actor(house.world.outsider), at=house.at):
            assert not AccessItem.objects.exists()
            assert not AccessRequest.objects.exists()
        with acting_as(house.keeley, at=house.at):
            assert not AccessItem.objects.exists()
            assert not ItemDecision.objects.exists()

    @pytest.mark.parametrize("hidden", [False, True])
    def test_gives_what_is_sealed_without_a_worker_reading_it(self, house, hidden):
        entry = house.writes("Only for me: the ring.")
        with acting_as(house.keeley, at=house.at):
            said = "Nobody will know."
            sharing.seal(
                house.keeley,
                person=house.person,
                entry_id=entry.pk,
                hidden=hidden,
                consequence_explained=said,
                at=house.at,
            )
        request = house.asks()

        with acting_as(worker_actor(house.guardian), at=house.at):
            assert not [item for item in AccessItem.objects.all() if "ring" in item.body]
        assert "the ring" in house.paper(house.reads_all(request))[0]

    def test_leaves_what_is_sealed_out_of_what_somebody_else_asks_for(self, house):
        entry = house.writes("Only for me: the ring.")
        with acting_as(house.keeley, at=house.at):
            said = "Nobody will know."
            sharing.seal(house.keeley, person=house.person, entry_id=entry.pk, consequence_explained=said, at=house.at)
        asked = Asked(Route.LETTER, "Her file.", AskedBy.AUTHORITY, "Jo Hale, solicitor", "A letter Keeley signed.")
        request = house.asks(asked, actor=worker_actor(house.world.lead))
        house.does(house.guardian, actions.make_sure, request=request, how=IdentityBy.DOCUMENT, words="")
        jobs.go_on(request_id=str(request.pk))

        assert not [item for item in worlds.all_of(AccessItem, request=request) if "ring" in item.body]

    @pytest.mark.parametrize(
        "told", [{"about_others": True}, {"told_in_confidence": True}, {"source": Source.TOLD_BY_OTHER}]
    )
    def test_lets_nothing_about_others_pass_unread(self, house, told):
        house.writes("Her neighbour rang.", **told)
        request = house.asks()
        part = house.names(request, house.world.trust, house.world.lead)

        with pytest.raises(NotPossible, match="to be looked at first"):
            house.does(house.world.lead, actions.finish_part, part=part)
        assert worlds.all_of(AccessPart, pk=part.pk)[0].reviewed_at is None

    def test_looks_at_people_in_their_life_before_it_gives_them(self, house):
        with acting_as(SYSTEM, at=house.at):
            Relation.objects.bulk_create([Relation(person=house.person, name="Jess", relation="sister")])

        (item,) = worlds.all_of(AccessItem, request=house.asks(), subject_type="Relation")
        assert item.concern == "about-others"
