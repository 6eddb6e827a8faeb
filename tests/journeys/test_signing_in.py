"""Coming in as a worker: with a passkey, with an app that makes codes, and never with a password alone."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from hearth.organisations.models import Membership
from hearth.organisations.tests.factories import PASSWORD, with_totp
from tests.journeys.house import DESK, House, Visitor

pytestmark = pytest.mark.browser
PHONE_WITH_A_FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def given_a_device_that_keeps_passkeys(visitor: Visitor) -> None:
    device = visitor.context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE_WITH_A_FINGER})


def when_they_type_their_password(visitor: Visitor, membership: Membership) -> None:
    visitor.goes_to("/sign-in")
    visitor.types("E-mail", str(membership.worker.account.email))
    visitor.types("Password", PASSWORD)
    visitor.presses("Sign in")


class TestSigningIn:
    def test_with_a_password_alone_leads_to_a_passkey_and_from_then_on_the_passkey_is_enough(
        self, house: House
    ) -> None:
        sam = house.somebody(viewport=DESK)
        given_a_device_that_keeps_passkeys(sam)

        when_they_type_their_password(sam, house.world.peer)
        sam.sees("a password alone is not enough")
        sam.follows("Add a passkey")
        sam.types("Password", PASSWORD)
        sam.presses("Yes, it is me")
        sam.types("What shall we call it?", "My phone")
        sam.chooses("It may let me in without my password")
        sam.presses("Add it")
        sam.sees("Your passkey is in place.")

        sam.context.clear_cookies()
        sam.goes_to("/sign-in")
        sam.presses("Sign in with a passkey")

        sam.is_at("/desk")
        sam.sees("Sam Okafor")

    def test_with_an_app_asks_for_its_code(self, house: House) -> None:
        secret = with_totp(house.world.peer.worker.account)
        sam = house.somebody(viewport=DESK, java_script_enabled=False)

        when_they_type_their_password(sam, house.world.peer)
        sam.sees("One more step")
        sam.types("Code", "000000")
        sam.presses("Go on")
        sam.sees("That code is not right")
        assert "/desk" not in sam.page.url
        sam.types("Code", format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
        sam.presses("Go on")

        sam.is_at("/desk")
        sam.sees("Sam Okafor")
        assert sam.goes_to("/people") == 200
