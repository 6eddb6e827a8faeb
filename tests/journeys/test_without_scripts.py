"""Every page as a browser without scripts has it: nothing on it waits for a script to bring it to life."""

import pytest
from django.conf import settings

from tests.journeys.furniture import Furnished
from tests.journeys.house import House, Visitor
from tests.journeys.test_every_page import SHARES, everybody, furnished, house, pages_to_read, who_looks

__all__ = ["furnished", "house"]
pytestmark = pytest.mark.browser
SENDS = "button:not([type=button]):not([type=reset]), input[type=submit]"
# What a script adds stays hidden until there is one; a search is sent by the Enter key.
DEAD = {
    "a button that does nothing": "button[type=button]:not([popovertarget]):not([hidden] *):not([hidden])",
    "a button of no form": "button:not(form button):not([form]):not([popovertarget]):not([hidden] *):not([hidden])",
    "a form without a button": f"form:not(:has({SENDS})):not([role=search])",
    "a link to nowhere": "a:not([href])",
    "words that only a script shows": "main [hidden]:not(:has(button)):not(button)",
}
# A passkey is made and shown by the browser itself, which only a script can ask. TOTP and a code do without; signing in
# is walked without scripts by a journey of its own. `/look` shows pieces of pages by themselves. Cards kept on a device
# are opened by the browser's own keys; without scripts the page says so and leads to the printed ones.
EXCEPT = {
    "account_login",
    "mfa_add_webauthn",
    "mfa_authenticate",
    "mfa_reauthenticate_webauthn",
    "mfa_signup_webauthn",
    "demonstration:look",
    "plans:offline",
}


class TestEveryPageWithoutScripts:
    @pytest.mark.parametrize("share", range(SHARES))
    def test_has_nothing_that_waits_for_one(self, house: House, furnished: Furnished, share: int) -> None:
        clients = everybody(furnished)
        pages = pages_to_read(furnished, clients, share)
        visitors = {who: without_scripts(house, client) for who, client in clients.items()}

        found = [
            f"{page.name} as {who} has {mistake}"
            for page in pages
            if page.name not in EXCEPT
            for who in who_looks(page, clients, at_most=2)
            for mistake in dead_at(visitors[who], page.path)
        ]

        assert not found, "\n".join(found)

    def test_would_be_noticed_otherwise(self, house: House) -> None:
        visitor = house.somebody(java_script_enabled=False)
        visitor.page.set_content(
            "<main><button type=button>x</button><button>y</button><form><input name=a></form><a>z</a>"
            "<p hidden>w</p></main>"
        )

        assert set(dead_on(visitor)) == set(DEAD)


def without_scripts(house: House, client: object) -> Visitor:
    """The same visitor at a browser that runs no scripts."""
    visitor = house.somebody(java_script_enabled=False)
    cookies = client.cookies  # type: ignore[attr-defined]  # Django's test client
    if settings.SESSION_COOKIE_NAME in cookies:
        visitor.keep_session(house.url, cookies[settings.SESSION_COOKIE_NAME].value)
    return visitor


def dead_at(visitor: Visitor, path: str) -> list[str]:
    visitor.goes_to(path)
    return dead_on(visitor)


def dead_on(visitor: Visitor) -> list[str]:
    return [what for what, where in DEAD.items() if visitor.page.locator(where).count()]
