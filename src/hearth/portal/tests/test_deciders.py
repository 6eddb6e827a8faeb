"""At the desk: of whom we were told, what was checked, and where it is shown."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import client_of, send, words

from hearth.people import actions as people
from hearth.people.details import RelationDetails
from hearth.sharing.decider_models import DeciderCheck, LegalDecider

pytestmark = pytest.mark.django_db


def boxes(name, day):
    return {f"{name}_0": str(day.day), f"{name}_1": str(day.month), f"{name}_2": str(day.year)}


@pytest.fixture
def lead(world):
    return client_of(world.lead)


@pytest.fixture
def brother(world, keeley):
    with worlds.acting_as(worlds.SYSTEM, at=world.at):
        return people.add_relation(
            worlds.SYSTEM, person=keeley, relation=RelationDetails("Nils", "brother"), at=world.at
        )


@pytest.fixture
def told(lead, keeley, brother):
    send(lead, f"/people/{keeley.pk}/deciders", whom=str(brother.pk), kind="lpa", covers="care")
    return worlds.all_of(LegalDecider)[0]


def checked(lead, decider, **changed):
    today = localdate()
    days = {**boxes("registered_on", today - timedelta(days=9)), **boxes("review_on", today + timedelta(days=90))}
    given = {"holds": "yes", "how": "paper", "saw": "The paper, both names", "looked": "Both records", **days}
    return send(lead, f"/people/{decider.person_id}/deciders/{decider.pk}", **{**given, **changed})


class TestDeciders:
    def test_are_written_down_and_not_in_force(self, lead, keeley, told):
        page = words(lead.get(f"/people/{keeley.pk}/deciders"))

        assert "Nils" in page
        assert "Not checked yet, so not in force" in page

    def test_ask_for_what_is_missing(self, lead, keeley, brother):
        assert "Choose by what law." in words(send(lead, f"/people/{keeley.pk}/deciders", whom=str(brother.pk)))
        assert worlds.all_of(LegalDecider) == []

    def test_say_so_where_nobody_is_written_down(self, lead, keeley):
        assert "Write down who it is first" in words(lead.get(f"/people/{keeley.pk}/deciders"))

    def test_are_not_there_for_whoever_does_not_see_her(self, world, keeley, told):
        outsider = client_of(world.outsider)

        assert outsider.get(f"/people/{keeley.pk}/deciders").status_code == 404
        assert outsider.get(f"/people/{keeley.pk}/deciders/{told.pk}").status_code == 404


class TestDecider:
    def test_is_checked_and_shown_where_a_yes_is_asked_for(self, lead, keeley, told):
        assert checked(lead, told).status_code == 302

        for page in (f"/people/{keeley.pk}/deciders", f"/people/{keeley.pk}/circle"):
            assert "Checked, in force, until" in words(lead.get(page))
            assert "The paper, both names" in words(lead.get(page))

    def test_says_what_was_not_looked_at(self, lead, told):
        assert "Say what you looked at in both records" in words(checked(lead, told, looked=""))
        assert worlds.all_of(DeciderCheck) == []

    def test_is_needed_for_a_choice_in_their_name(self, world, lead, keeley, told):
        choice = {
            "whom": f"organisation:{world.council.pk}",
            "level": "30",
            "explained_how": "Over tea",
            "said_by": "legal-decision-maker",
            "capacity_note": "Asked on three days",
        }
        assert "Nobody has been checked" in words(send(lead, f"/people/{keeley.pk}/circle", **choice))

        checked(lead, told)

        assert send(lead, f"/people/{keeley.pk}/circle", **choice).status_code == 302
