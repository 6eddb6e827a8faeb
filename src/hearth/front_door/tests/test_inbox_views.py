"""The page of everything that was asked, and how long people wait."""

import pytest
from tests import world as worlds

pytestmark = pytest.mark.django_db


class TestReferrals:
    def test_explain_their_order(self, world, lead):
        worlds.asked(world, known_as="Evan", feels_unsafe=True)

        words = worlds.words(lead.get("/referrals"))

        assert "Why in this order" in words
        assert "May not be safe, and nobody is alongside" in words

    def test_lead_to_how_long_people_wait(self, world, lead):
        worlds.asked(world, known_as="Evan")

        assert 'href="/referrals/waiting"' in worlds.words(lead.get("/referrals"))
        words = worlds.words(lead.get("/referrals/waiting"))

        assert "Until they first heard from us" in words
        assert "Until a first real talk" in words
        assert words.count("Still waiting now") == 2
        assert worlds.client_of(world.administrator).get("/referrals/waiting").status_code == 403
