"""What this place can send with, and the quiet hours, out of the settings."""

import re
from datetime import time

from django.conf import settings

from hearth.core.installation import is_demonstration
from hearth.messaging.codes import Channel
from hearth.people.keys import phone_digits

# UK mobile numbers. Source: Ofcom, National Telephone Numbering Plan, 071 to 079 without 070 and 076 (but 07624).
MOBILE = re.compile(r"07(?:[1-57-9]\d{8}|624\d{6})")


def channels() -> frozenset[str]:
    """How something can leave: a letter can always be printed; in a demonstration nothing leaves the machine at all."""
    if is_demonstration():
        return frozenset(Channel.values)
    by = {
        Channel.LETTER: True,
        Channel.EMAIL: has_mail_server() or (has_notify() and bool(settings.NOTIFY_EMAIL_TEMPLATE)),
        Channel.TEXT: has_notify() and bool(settings.NOTIFY_TEXT_TEMPLATE),
    }
    return frozenset(channel for channel, can in by.items() if can)


def has_mail_server() -> bool:
    """Whether there is an SMTP server."""
    return bool(settings.MAIL_SERVER.hostname)


def has_notify() -> bool:
    """Whether there is a key of GOV.UK Notify."""
    return bool(settings.NOTIFY_KEY)


def posts_by_notify() -> bool:
    """Whether GOV.UK Notify prints and posts our letters; else somebody at the hub does."""
    return has_notify() and bool(settings.NOTIFY_LETTERS) and not is_demonstration()


def quiet_hours() -> tuple[time, time]:
    """When nobody is woken, in local time."""
    begins, ends = settings.QUIET_HOURS
    return begins, ends


def is_mobile(number: str) -> bool:
    """Whether a text can reach this number."""
    return MOBILE.fullmatch(phone_digits(number)) is not None
