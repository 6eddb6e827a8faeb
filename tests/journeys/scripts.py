"""A page as a browser without scripts has it: nothing on it waits for a script to bring it to life."""

from bs4 import BeautifulSoup

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


def dead_on(sent: bytes) -> list[str]:
    """What of a page, as it was sent, does nothing without a script."""
    page = BeautifulSoup(sent, "lxml")
    return [what for what, where in DEAD.items() if page.select_one(where)]
