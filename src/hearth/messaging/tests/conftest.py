import socket
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import rules
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.tests import fake_notify, post
from hearth.organisations.tests.factories import NOON
from hearth.people import actions as people
from hearth.people.details import ContactDetails


@pytest.fixture
def world():
    return worlds.build(NOON)


@pytest.fixture
def person(world):
    return worlds.known(world)


@pytest.fixture
def queue(world, person):
    """Queue a message about the person, as Hearth itself unless another actor is named."""
    return lambda **more: post.queue(**{"about": person.pk, "at": world.at, **more})


@pytest.fixture
def reach(world, person):
    """Note a way to reach the person."""

    def note(kind, value, **how):
        with acting_as(SYSTEM, at=world.at):
            contact = ContactDetails(kind=kind, value=value, **how)
            return people.add_contact(SYSTEM, person=person, contact=contact, at=world.at)

    return note


@pytest.fixture
def referrer():
    return rules.by_email(AddresseeKind.REFERRER, post.HALE)


@pytest.fixture
def mobile(reach):
    return reach("phone", "07700 900123", safe_to_leave_message=True)


class Mailbox:
    """What a real mail server took: whole messages, the newest last. `answer` is said instead of taking one."""

    def __init__(self):
        self.mails, self.answer, self.answer_to_address = [], "", ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.answer_to_address:
            return self.answer_to_address
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.answer:
            return self.answer
        self.mails.append(post.read_mail(envelope))
        return "250 OK"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.fixture
def mailbox(settings):
    """A mail server of our own, for as long as the test runs."""
    box = Mailbox()
    port = free_port()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.MAIL_SERVER = urlsplit(f"smtp://127.0.0.1:{port}")
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
    yield box
    server.stop()


@pytest.fixture
def notify(settings):
    """GOV.UK Notify as a fake, with a key and templates."""
    with fake_notify.running() as fake:
        settings.NOTIFY_KEY, settings.NOTIFY_URL = fake_notify.KEY, fake.url
        settings.NOTIFY_TEXT_TEMPLATE = fake_notify.TEXT_TEMPLATE
        settings.NOTIFY_EMAIL_TEMPLATE = fake_notify.EMAIL_TEMPLATE
        yield fake
