import pytest
from tests import world as worlds

pytestmark = pytest.mark.django_db


class TestBefore:
    def test_keeps_what_i_tell_and_whoever_is_alongside_reads_it(self, world, keeley):
        own = worlds.client_of_person(world, keeley)

        worlds.send(
            own, "/me/before", words="I was in hospital.", what="stay", when="2019", until="2020", who="Bootham"
        )

        assert "A stay: Bootham" in worlds.words(own.get("/me/before"))
        assert "I was in hospital." in worlds.words(own.get("/me/journey"))
        lead = worlds.client_of(world.lead)
        assert "I was in hospital." in worlds.words(lead.get(f"/people/{keeley.id}/journey"))

    def test_says_what_is_missing(self, world, keeley):
        own = worlds.client_of_person(world, keeley)

        answer = worlds.send(own, "/me/before", what="stay", until="2020")

        assert "Say in a few words what happened." in worlds.words(answer)
