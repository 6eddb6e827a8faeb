"""On my circle: what I opened for a while and closes soon, and one tap to let it go on."""

import pytest
from tests import world as worlds
from tests.world import client_of, client_of_person, send, words

from hearth.core.sight import Level
from hearth.sharing.tests.test_endings import choices, named, opened

pytestmark = pytest.mark.django_db


def path(choice):
    return f"/me/circle/choices/{choice.pk}/prolonging"


class TestProlonging:
    def test_is_one_tap_beside_what_ends_soon(self, world, keeley):
        choice, mine = opened(world, keeley, ends=3, level=Level.PLAN), client_of_person(world, keeley)
        page = words(mine.get("/me/circle"))
        assert "City housing</b> may see my plan, not my notes until" in page
        assert "After that, nothing, unless you let it go on." in page
        assert f'action="{path(choice)}"' in page

        send(mine, path(choice))

        page = words(mine.get("/me/circle"))
        assert "It goes on until" in page
        assert "Ends soon" not in page
        assert [one.level for one in choices(keeley)] == [30, 30]

    def test_is_not_there_for_what_has_time_or_no_end(self, world, keeley):
        opened(world, keeley, ends=30)

        assert "Ends soon" not in words(client_of_person(world, keeley).get("/me/circle"))

    def test_says_why_not_where_somebody_acts_for_them(self, world, keeley):
        mine = client_of_person(world, keeley)

        send(mine, path(named(world, keeley).choice))

        assert "Somebody looks at it with you first" in words(mine.get("/me/circle"))

    def test_is_nobody_elses(self, world, keeley):
        choice = opened(world, keeley, ends=3)
        robin = worlds.known(world, known_as="Robin", nhs_number=None)

        for other in (client_of_person(world, robin), client_of(world.lead)):
            assert send(other, path(choice)).status_code == 404
        assert len(choices(keeley)) == 1
