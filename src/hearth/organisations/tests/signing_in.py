"""Signing in as a worker does: with the password, and with the code that their app shows."""

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from hearth.organisations.tests.factories import PASSWORD


def totp_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post("/sign-in", {"login": email, "password": password}, **extra)
