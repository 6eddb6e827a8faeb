"""The first page of a visit carries its own look; the next one asks for what the browser has."""

import pytest
from django.test import Client
from tests.world import client_of, words

from hearth.core import first_look

pytestmark = pytest.mark.django_db
LINK = '<link rel="stylesheet" href="/static/built/hearth.css">'
# Asked for, so that the next page finds it; never put to use on this one.
FETCHED = '<link rel="stylesheet" media="not all" href="/static/built/hearth.css">'


@pytest.fixture(autouse=True)
def look(settings, tmp_path, monkeypatch):
    """A stylesheet of one rule."""
    settings.FIRST_PAGE_BRINGS_ITS_LOOK = True
    sheet = tmp_path / "hearth.css"
    sheet.write_text('@font-face{src:url("fonts/a.woff2")}b{background:url(icons/x.svg)}')
    monkeypatch.setattr(first_look.finders, "find", lambda name: str(sheet))
    forget()
    yield sheet
    forget()


def forget():
    first_look.sheet.cache_clear()
    first_look.digest.cache_clear()


class TestFirstLook:
    def test_comes_with_the_first_page_and_names_what_lies_beside_it_in_full(self):
        page = words(Client().get("/"))

        assert '<style>@font-face{src:url("/static/built/fonts/a.woff2")}' in page
        assert 'b{background:url("/static/built/icons/x.svg")}</style>' in page
        assert page.index("</footer>") < page.index(FETCHED)
        assert LINK not in page

    def test_is_allowed_by_what_it_says_and_on_that_page_alone(self):
        browser = Client()

        assert "style-src 'self' 'sha256-" in browser.get("/")["Content-Security-Policy"]
        assert "sha256" not in browser.get("/help-now")["Content-Security-Policy"]

    def test_comes_once_while_the_browser_is_open_and_again_when_it_has_changed(self, look):
        browser = Client()
        browser.get("/")

        again = words(browser.get("/"))
        assert "<style>" not in again
        assert again.index(LINK) < again.index("<body>")

        look.write_text("b{color:red}")
        forget()
        assert "<style>b{color:red}</style>" in words(browser.get("/"))

    def test_does_not_come_to_a_desk_or_with_an_answer_to_something_sent(self, world):
        desk = client_of(world.lead).get("/desk")
        assert "<style>" not in words(desk)
        assert first_look.COOKIE not in desk.cookies

        assert "<style>" not in words(Client().post("/ask", {}))

    def test_stays_away_where_none_is_built(self, monkeypatch):
        monkeypatch.setattr(first_look.finders, "find", lambda name: None)
        forget()

        page = words(Client().get("/"))
        assert "<style>" not in page
        assert LINK in page
