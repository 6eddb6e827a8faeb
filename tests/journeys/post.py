"""A post office for journeys: what was queued is sent at once, to a real mail server that keeps it."""

import re

from hearth.messaging import jobs
from hearth.messaging.codes import STILL_TO_GO
from hearth.messaging.models import Message
from hearth.messaging.tests.conftest import Mailbox
from hearth.messaging.tests.post import Mail
from tests import world as worlds

LINK = re.compile(r"https?://[^/\s]+(/\S+)")


def deliver() -> None:
    """Do what the worker does with everything that waits to be sent."""
    for message in worlds.all_of(Message, state__in=STILL_TO_GO):
        jobs.send_message(message_id=str(message.pk))


def mails_to(mailbox: Mailbox, address: str) -> list[Mail]:
    """Everything that reached this address, the oldest first."""
    deliver()
    return [mail for mail in mailbox.mails if mail.to == [address]]


def path_in(mail: Mail) -> str:
    """Where the first link of an e-mail leads in this house."""
    found = LINK.search(mail.words)
    assert found is not None
    return found[1]
