"""What stands on every page of a person's own (DOMAIN 4.7)."""

import pytest
from tests import world as worlds
from tests.world import client_of_person, words

from hearth.portal import urls

pytestmark = pytest.mark.django_db
# Pages that answer a device, or begin where somebody has sent something.
NO_PAGE = {"drafts", "my_card_on_paper"}
OWN = [
    f"/{pattern.pattern}"
    for pattern in urls.urlpatterns
    if str(pattern.pattern).startswith("me") and "<" not in str(pattern.pattern) and pattern.name not in NO_PAGE
]


def pages_of(client):
    answers = {path: client.get(path) for path in OWN}
    return {path: words(answer) for path, answer in answers.items() if answer.status_code == 200}


def test_nobody_watches_at_night_and_whom_to_ring(world, keeley):
    pages = pages_of(client_of_person(world, keeley))

    phone = worlds.all_of(type(world.hub))[0].phone
    assert len(pages) > 25
    assert [path for path, page in pages.items() if "tel:999" not in page] == []
    assert [path for path, page in pages.items() if phone not in page] == []
    unwatched = [path for path, page in pages.items() if "Nobody watches this page all night." not in page]
    # It is itself the page with the numbers.
    assert unwatched == ["/me/support/unsafe", "/me/beside/unsafe"]


def test_the_way_to_leave_it_and_to_help(world, keeley):
    pages = pages_of(client_of_person(world, keeley))

    for needed in ("data-leave", 'href="/help-now"'):
        assert [path for path, page in pages.items() if needed not in page] == []
