"""Whoever writes, hands over or asks for somebody who has died is told so in a sentence; nothing of theirs changes."""

import pytest
from django.urls import get_resolver, reverse
from tests import world as worlds
from tests.architecture.test_addresses import addresses

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.identity import actions
from hearth.identity.actions import Told
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.details import ContactDetails, NeedDetails, RelationDetails
from hearth.people.models import Contact, Need, PersonName
from hearth.people.rules import AT_REST
from hearth.record import actions as record
from hearth.record.codes import FactKind
from hearth.record.models import Entry, HealthFact
from hearth.record.safe_rules import ToldFact

pytestmark = pytest.mark.django_db
SAID = AT_REST.split(":", 1)[0]
KNOWN = Told(told_by="Her brother Ron", confirmed=True, family_contact="Ron")
LAST_YEAR = {"happened_on_0": "1", "happened_on_1": "2", "happened_on_2": "2026"}
SOON = {"review_on_0": "1", "review_on_1": "2", "review_on_2": "2027"}
TODAY = {"said_on_0": "", "said_on_1": "", "said_on_2": ""}
FORMS = {
    "entries": {"words": "We talked.", "kind": "conversation", "source": "seen"},
    "contact": {"what": "call", "how": "call", "outcome": "reached", "words": "We talked.", "kind": "call"},
    "health": {"kind": "allergy", "what": "Milk", "said_by": "Ron", **TODAY},
    "safety-notes": {"fact": "A dog.", "what_helps": "Ring.", "source": "Ron", **LAST_YEAR, **SOON},
    "identity/who": {"version": "2", "known_as": "Kit", "birth_precision": "unknown"},
    "identity/life": {"version": "2", "living_situation": "sofa"},
    "identity/names": {"use": "usual", "given": "Kit", "before": "finds"},
    "identity/nhs-number": {"status": "not-known"},
    "identity/contacts": {"kind": "place", "value": "the bench"},
    "identity/needs": {"kind": "language", "words": "Polish"},
    "own-code": {"answer": "alone"},
}


def of_a_person():
    """Every address that takes a person and nothing else."""
    return sorted(
        name
        for name, _, parts in addresses(get_resolver().url_patterns)
        if set(parts) == {"person_id"} and not name.startswith("portal:")
    )


@pytest.fixture
def keeley(world):
    person = worlds.known(
        world, contacts=[ContactDetails("phone", "07700 900123")], needs=[NeedDetails("language", "Polish")]
    )
    worlds.written(world, person)
    lead = worker_actor(world.lead)
    told = ToldFact(FactKind.ALLERGY, "Keeley", world.at.date(), what="Nuts")
    with acting_as(lead, at=world.at):
        record.write_fact(lead, person=person, told=told, at=world.at)
    with acting_as(lead, at=world.at):
        actions.say_died(lead, person=person, told=KNOWN, at=world.at)
    return person


@pytest.fixture
def lead(world):
    return worlds.client_of(world.lead)


def everything(person):
    """All that is known and written of somebody."""
    with acting_as(SYSTEM, at=worlds.now()):
        return [
            list(model.objects.filter(person=person).order_by("pk").values_list())
            for model in (Contact, Need, PersonName, Entry, HealthFact)
        ]


class TestEveryForm:
    @pytest.mark.parametrize("form", FORMS)
    def test_says_that_they_have_died_and_gives_the_words_back(self, keeley, lead, form):
        before = everything(keeley)

        answer = worlds.send(lead, f"/people/{keeley.id}/{form}", **FORMS[form])

        assert answer.status_code in (200, 423), answer
        assert SAID in worlds.words(answer)
        for words in ("We talked.", "Milk", "the bench"):
            assert words not in FORMS[form].values() or words in worlds.words(answer)
        assert everything(keeley) == before

    @pytest.mark.parametrize("name", of_a_person())
    def test_never_breaks(self, keeley, lead, name):
        """Whatever stands under the address of a person, read and sent in empty."""
        before, path = everything(keeley), reverse(name, kwargs={"person_id": keeley.id})

        page, answer = lead.get(path), worlds.send(lead, path)

        assert page.status_code in (200, 302, 403, 404, 405, 423)
        assert answer.status_code in (200, 302, 400, 403, 404, 405, 423)
        assert everything(keeley) == before

    def test_that_ends_something_says_so_too(self, world, keeley, lead):
        (contact,), (need,) = worlds.all_of(Contact, person=keeley), worlds.all_of(Need, person=keeley)
        (fact,) = worlds.all_of(HealthFact, person=keeley)
        before = everything(keeley)

        for path, typed in {
            f"identity/contacts/{contact.id}/ending": {},
            f"identity/needs/{need.id}/ending": {},
            f"health/{fact.id}/ending": {"said_by": "Ron", "why": "No longer.", "because": "No longer."},
            f"health/{fact.id}/confirmation": {"said_by": "Ron"},
        }.items():
            answer = worlds.send(lead, f"/people/{keeley.id}/{path}", **typed)
            shown = worlds.words(lead.get(answer.url) if answer.status_code == 302 else answer)
            assert SAID in shown, path

        assert everything(keeley) == before

    def test_of_a_referral_says_so_too(self, world, keeley, lead):
        told = {"who_and_how_to_find": "Keeley", "what_is_happening": "She needs support.", "for_whom": "someone"}

        answer = worlds.send(lead, f"/refer?person={keeley.id}", known_as="Keeley", **told)

        assert answer.status_code in (200, 302, 423)
        assert worlds.all_of(Entry, person=keeley, kind="referral") == []


class TestPersonPage:
    def test_says_that_they_have_died_and_offers_nothing_to_write(self, keeley, lead):
        shown = worlds.words(lead.get(f"/people/{keeley.id}"))

        assert "Keeley has died" in shown
        assert f"/people/{keeley.id}/death" in shown
        for offered in ("Hand over", "/entries", "/own-code", "/contact", "/refer?person"):
            assert offered not in shown.replace("/entries/", "")

    def test_leads_in_two_clicks_to_saying_so(self, world):
        person = worlds.known(world)
        lead = worlds.client_of(world.lead)

        assert f'href="/people/{person.id}/identity"' in worlds.words(lead.get(f"/people/{person.id}"))
        assert f'href="/people/{person.id}/death"' in worlds.words(lead.get(f"/people/{person.id}/identity"))

    def test_can_all_be_read(self, keeley, lead):
        for part in ("", "/identity", "/journey", "/one-page", "/documents", "/circle", "/death"):
            assert lead.get(f"/people/{keeley.id}{part}").status_code == 200, part


class TestFamily:
    def test_is_still_written_down(self, world, keeley):
        lead = worker_actor(world.lead)
        with acting_as(lead, at=world.at):
            ron = RelationDetails("Ron", "brother")
            assert people.add_relation(lead, person=keeley, relation=ron, at=world.at).name == "Ron"
