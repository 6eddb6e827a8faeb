"""Somebody asks whom no guardian knows, for themselves or for another."""

import pytest
from tests import world as worlds
from tests.refusals import refusal

from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people.models import Identifier
from hearth.subject_access import actions, jobs
from hearth.subject_access.codes import AskedBy, Entitled, Handed, IdentityBy, Route
from hearth.subject_access.models import AccessItem, AccessRequest
from hearth.subject_access.rules import Asked
from hearth.subject_access.tests.house import House

pytestmark = pytest.mark.django_db
PAGE = "/subject-access/asked"
LETTER = {"how": "letter", "words": "Her whole file, please.", "asked_by": "authority"}
SOLICITOR = {**LETTER, "asker_name": "Jo Hale, solicitor", "entitled": "signed", "authority": "A letter she signed."}
BY_ANOTHER = Asked(
    Route.LETTER, "Her file.", AskedBy.AUTHORITY, "Jo Hale", "A letter she signed.", entitled=Entitled.SIGNED
)


@pytest.fixture
def house():
    return House()


@pytest.fixture
def gail(house):
    return worlds.client_of(house.guardian)


class TestAskingForAnybody:
    def test_finds_whose_record_it_is_by_the_least_that_tells(self, house, gail):
        shown = worlds.words(worlds.send(gail, PAGE, q="keeley marchbanks"))

        assert str(house.person.id) in shown
        assert worlds.NHS_NUMBER not in shown
        assert gail.get(f"/people/{house.person.id}").status_code == 404

    def test_takes_up_what_somebody_entitled_asks_and_starts_the_month(self, house, gail):
        answer = worlds.send(gail, PAGE, q="keeley marchbanks", whom=str(house.person.id), **SOLICITOR)

        (request,) = worlds.all_of(AccessRequest)
        assert answer.url == f"/subject-access/{request.pk}"
        assert (request.called, request.asker_name, request.entitled) == ("Keeley", "Jo Hale, solicitor", "signed")
        assert request.answers_id == house.guardian.pk
        assert worlds.all_of(Clock, subject_id=request.pk, stopped_at=None)
        shown = worlds.words(gail.get(answer.url))
        assert "The person signed that they may" in shown
        assert "may Jo Hale, solicitor ask?" in shown

    def test_is_for_whoever_asks_for_themselves_by_letter(self, house, gail):
        told = {**LETTER, "asked_by": "person"}

        worlds.send(gail, PAGE, q="keeley marchbanks", whom=str(house.person.id), **told)

        (request,) = worlds.all_of(AccessRequest)
        assert (request.asked_by, request.entitled) == ("person", "")

    @pytest.mark.parametrize(
        ("missing", "says"),
        [
            ({"entitled": ""}, "Choose what lets them ask."),
            ({"whom": ""}, "Choose whose record it is."),
            ({"authority": ""}, "Say who asks, and what you saw"),
        ],
    )
    def test_says_what_is_missing_and_keeps_the_words(self, house, gail, missing, says):
        told = {"whom": str(house.person.id), **SOLICITOR, **missing}

        shown = worlds.words(worlds.send(gail, PAGE, q="keeley marchbanks", **told))

        assert says in shown
        assert "Her whole file, please." in shown
        assert worlds.all_of(AccessRequest) == []

    def test_never_takes_somebody_the_search_did_not_find(self, house, gail):
        other = worlds.known(house.world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)

        shown = worlds.words(worlds.send(gail, PAGE, q="keeley marchbanks", whom=str(other.id), **SOLICITOR))

        assert "Choose whose record it is." in shown
        assert worlds.all_of(AccessRequest) == []

    def test_asks_for_a_name_first(self, gail):
        assert "Write a name, a number or a birth date first." in worlds.words(worlds.send(gail, PAGE))

    def test_is_for_guardians(self, house):
        for who in (house.world.lead, house.world.administrator, house.world.outsider):
            assert worlds.client_of(who).get(PAGE).status_code == 403


class TestHandOver:
    def test_never_puts_on_their_page_what_another_asked_for(self, house):
        request = house.asks(BY_ANOTHER, actor=worker_actor(house.world.lead))
        house.does(house.guardian, actions.make_sure, request=request, how=IdentityBy.DOCUMENT, words="")
        jobs.go_on(request_id=str(request.pk))
        request = house.reads_all(request)

        def hand(how):
            return house.does(house.guardian, actions.hand_over, request=request, how=how, company="")

        assert "does not go on the person’s own page" in refusal(lambda: hand(Handed.ON_THEIR_PAGE))
        assert hand(Handed.POST).how == Handed.POST


class TestCalled:
    def test_is_what_they_are_called_now(self, house):
        from hearth.identity import actions as identity
        from hearth.people.codes import FormerName
        from hearth.people.details import NewName

        request = house.asks()
        told = NewName("Kit", house.at.date(), given="Kit", family="Sharp")
        version = worlds.all_of(type(house.person), pk=house.person.pk)[0].version
        house.does(
            house.world.lead,
            identity.go_by_another_name,
            person=house.person,
            version_seen=version,
            told=told,
            before=FormerName.HIDDEN,
        )

        assert house.now(request).called == "Kit"


class TestNumberOfBefore:
    def test_is_given_to_the_person_and_read_by_nobody_for_that(self, house):
        with acting_as(SYSTEM, at=house.at):
            Identifier(person=house.person, system="nhs-number", value="9990000026", restricted=True).save(
                force_insert=True
            )

        items = worlds.all_of(AccessItem, request=house.asks())

        (kept,) = [item for item in items if "9990000026" in item.body]
        assert not kept.open_to_workers
