"""The post box: what would have left the house, where nobody is real."""

import pytest
from django.test import Client
from tests import world as worlds
from tests.world import words

from hearth.messaging.tests import post

pytestmark = pytest.mark.django_db


@pytest.fixture
def message():
    world = worlds.build()
    return post.queue(
        about=worlds.known(world).pk,
        at=world.at,
        wording=post.Wording("Saturday", "Read it at http://127.0.0.1:8000/me"),
    )


class TestPostBox:
    def test_shows_what_would_have_been_sent_with_its_links(self, message, monkeypatch):
        monkeypatch.setattr("hearth.demonstration.views.is_demonstration", lambda: True)

        page = words(Client().get("/demo/post"))

        assert "Saturday" in page
        assert '<a href="http://127.0.0.1:8000/me"' in page

    def test_is_not_there_where_people_are_real(self, message):
        assert Client().get("/demo/post").status_code == 404
