import pytest
from django.utils import timezone

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.identity_models import Duplicate
from hearth.people.linkage.running import link
from hearth.subject_access.models import AccessRequest


@pytest.fixture(autouse=True)
def _all_seeing(city, django_db_blocker):
    with django_db_blocker.unblock():
        yield


class TestTell:
    def test_has_one_who_is_known_by_two_spellings_and_a_night_finds_it(self, city):
        link(at=timezone.now())
        with acting_as(SYSTEM, at=timezone.now()):
            pairs = [{pair.first_id, pair.second_id} for pair in Duplicate.objects.visible_to(SYSTEM)]

        assert {city.people["tariq"].pk, city.people["tarik"].pk} in pairs

    def test_has_somebody_who_asked_for_what_we_hold(self, city):
        with acting_as(SYSTEM, at=timezone.now()):
            (asked,) = AccessRequest.objects.visible_to(SYSTEM).filter(person=city.people["graham"])

        assert asked.wants_paper
        assert asked.status == "asked"
