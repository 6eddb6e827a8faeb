"""The pages of a dispute, from raising it to the decision, for workers and for the person."""

import re

import pytest
from django.apps import apps
from django.db import models
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.holding.models import Barrier, Holding, Stalemate

pytestmark = pytest.mark.django_db
SUBSTANCE = re.compile(
    r"drink|alcohol|drug|substance|\buse of|\busing\b|sober|abstin|addict|intoxicat|engage|not stable|misuse|high on",
    re.IGNORECASE,
)


@pytest.fixture
def person(world):
    return worlds.known(world)


def page(person):
    return f"/people/{person.id}/stalemates"


def told(world, **changed):
    return {
        "kind": "which-team",
        "about": "Each says she is for the other.",
        "person_view": "One team, please.",
        "first": str(world.trust.id),
        "second": str(world.council.id),
        "payer": str(world.trust.id),
        "holder": "",
        **changed,
    }


def raised(world, person, **changed):
    answer = worlds.send(worlds.client_of(world.lead), page(person), **told(world, **changed))
    assert answer.status_code == 302, worlds.words(answer)
    return answer.url


def said(world, url, by, stand="we-will", **more):
    return worlds.send(worlds.client_of(by), f"{url}/answer", stand=stand, words="We ring Tom on Monday.", **more)


class TestStalemates:
    def test_goes_the_whole_way(self, world, person):
        url = raised(world, person)
        said(world, url, world.partner)
        said(world, url, world.lead)
        decided = {"decision": "The trust works with her.", "reasons": "She asked for it.", "payer": world.council.id}
        worlds.send(worlds.client_of(world.lead), f"{url}/decision", **decided)
        worlds.send(worlds.client_of(world.lead), f"{url}/barrier")

        shown = worlds.words(worlds.client_of(world.lead).get(url))
        assert "The trust works with her." in shown
        assert "She asked for it." in shown
        assert len(worlds.all_of(Barrier)) == 1
        assert "without a name" in shown

    def test_says_at_each_field_what_is_missing(self, world, person):
        answer = worlds.send(worlds.client_of(world.lead), page(person), kind="", about="", first="", payer="")

        assert "what they do not agree about" in worlds.words(answer)
        assert worlds.all_of(Stalemate) == []

    def test_says_that_it_is_being_settled_already(self, world, person):
        raised(world, person)

        again = worlds.send(worlds.client_of(world.lead), page(person), **told(world))

        assert "being settled already" in worlds.words(again)

    def test_is_not_there_for_somebody_who_may_not_see_them(self, world, person):
        assert worlds.client_of(world.outsider).get(page(person)).status_code == 404

    def test_offers_another_holder_only_to_whoever_leads(self, world, person):
        assert "Who holds them meanwhile?" in worlds.words(worlds.client_of(world.lead).get(page(person)))
        assert "Who holds them meanwhile?" not in worlds.words(worlds.client_of(world.peer).get(page(person)))


class TestStalemate:
    def test_shows_who_holds_who_pays_and_who_is_asked(self, world, person):
        shown = worlds.words(worlds.client_of(world.lead).get(raised(world, person)))

        for words in ("Priya Nair holds Keeley", "Ouse Valley Trust pays meanwhile", "Tom Marsh is asked"):
            assert words in shown

    def test_stands_on_the_desk_of_whoever_is_asked(self, world, person):
        url = raised(world, person)

        assert url in worlds.words(worlds.client_of(world.partner).get("/desk"))
        said(world, url, world.partner)
        assert url not in worlds.words(worlds.client_of(world.partner).get("/desk"))

    def test_is_refused_to_whoever_is_not_asked(self, world, person):
        assert said(world, raised(world, person), world.peer).status_code == 403

    def test_says_what_still_has_to_happen_before_it_is_decided(self, world, person):
        url = raised(world, person)
        decided = {"decision": "So.", "reasons": "Because.", "payer": world.council.id}

        answer = worlds.send(worlds.client_of(world.lead), f"{url}/decision", **decided)

        assert "Not every service has answered" in worlds.words(answer)
        assert "Because." in worlds.words(answer)

    @pytest.mark.parametrize("party", ["", "01a202bd-ae24-73fa-b294-97724da73e23"])
    def test_knows_no_service_that_is_not_in_it(self, world, person, party):
        url = raised(world, person, kind="co-occurring")

        assert worlds.send(worlds.client_of(world.lead), f"{url}/plan", party=party).status_code == 404

    def test_knows_no_other_step(self, world, person):
        url = raised(world, person)

        assert worlds.send(worlds.client_of(world.lead), f"{url}/rejection").status_code == 404

    def test_asks_for_a_worker_of_each_where_two_kinds_of_support_belong_together(self, world, person):
        url = raised(world, person, kind="co-occurring")
        said(world, url, world.partner, named_worker=world.partner.id)
        client = worlds.client_of(world.lead)
        assert "Who of Ouse Valley Trust is in the plan?" in worlds.words(client.get(url))
        with acting_as(SYSTEM, at=world.at):
            (party,) = [one for one in Stalemate.objects.get().parties.all() if one.organisation_id == world.trust.id]

        worlds.send(client, f"{url}/plan", party=party.id, worker=world.peer.id)

        assert "Who of Ouse Valley Trust is in the plan?" not in worlds.words(client.get(url))


class TestMyStalemates:
    def test_lets_the_person_say_so_and_tells_them_who_holds_and_pays(self, world, person):
        client = worlds.client_of_person(world, person)
        answer = worlds.send(client, "/me/stalemates", **told(world, second="", first=str(world.council.id)))

        shown = worlds.words(client.get("/me/stalemates"))
        assert answer.status_code == 302
        assert "This is not your fault" in shown
        assert "Priya holds you" in shown
        assert "Ouse Valley Trust pays meanwhile" in shown

    def test_gives_the_words_back_when_something_is_missing(self, world, person):
        client = worlds.client_of_person(world, person)
        answer = worlds.send(client, "/me/stalemates", about="They keep sending me round.", first="", kind="")

        assert "They keep sending me round." in worlds.words(answer)

    def test_says_that_it_is_being_settled_already(self, world, person):
        raised(world, person)
        client = worlds.client_of_person(world, person)

        assert "being settled already" in worlds.words(worlds.send(client, "/me/stalemates", **told(world)))

    def test_is_not_there_for_somebody_nobody_holds(self, world, person):
        with acting_as(SYSTEM, at=world.at):
            Holding.objects.filter(person=person).update(status="handed-on", holder=None, holder_is_active=None)

        assert worlds.client_of_person(world, person).get("/me/stalemates").status_code == 404


class TestReasons:
    def test_name_no_substance_and_no_condition_to_meet_first_anywhere(self):
        texts = [
            field for model in apps.get_models() for field in model._meta.get_fields() if hasattr(field, "choices")
        ]
        labels = {str(label) for field in texts if isinstance(field, models.Field) for _, label in field.flatchoices}

        assert [label for label in labels if SUBSTANCE.search(label)] == []
