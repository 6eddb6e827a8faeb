import pytest
from django.test import Client
from django.utils import timezone
from tests.world import words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.demonstration.tests.test_city import enter
from hearth.messaging.models import ThreadMessage
from hearth.outcomes.models import Feedback


@pytest.fixture(autouse=True)
def _all_seeing(city, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def seen(model):
    with acting_as(SYSTEM, at=timezone.now()):
        return list(model.objects.visible_to(SYSTEM))


class TestTell:
    def test_has_words_of_both_sides_and_of_a_machine_at_night(self, city):
        assert {one.side for one in seen(ThreadMessage)} == {"person", "team", "hearth"}
        page = words(enter("person").get("/me/messages"))
        assert "The letter about the flat" in page
        assert "Dee reads" in page
        assert "Basia" in words(enter("peer-supporter").get("/desk/messages"))

    def test_has_how_it_is_to_work_at_a_hub_and_what_people_hope_for(self, city):
        page = words(enter("commissioner").get("/outcomes/hubs/clarence-street"))
        assert "How those who work here are" in page
        assert "mostly good" in page
        assert "What they hope for, as why they came" in page

    def test_has_thanks_ideas_and_complaints_with_what_came_of_them(self, city):
        assert {one.kind for one in seen(Feedback)} == {"thanks", "idea", "complaint"}
        assert "The interpreter was twenty minutes late" in words(enter("hub-manager").get("/desk/feedback"))
        page = words(Client().get("/you-said"))
        assert "We could not, because" in page
        assert "a white edge on the step" in page
