"""What `hearth check` says of messages."""

from datetime import timedelta

import pytest

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.messaging import checks, rules
from hearth.messaging.codes import AddresseeKind, MessageState
from hearth.messaging.models import Message
from hearth.messaging.tests.post import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def problems(world):
    def at(*, hours):
        with acting_as(SYSTEM, at=world.at + timedelta(hours=hours)):
            return [problem for check in checks.checks() for problem in check.problems()]

    return at


@pytest.fixture
def mail(queue):
    return queue(to=rules.by_email(AddresseeKind.REFERRER, "hale@surgery.example"))


class TestChecks:
    def test_are_clean_while_everything_goes_its_way(self, mail, problems):
        assert problems(hours=0) == []

    def test_count_what_waits_for_want_of_a_way(self, mail, problems):
        send(mail)

        assert problems(hours=0) == []
        assert [problem.split(":")[0] for problem in problems(hours=2)][:1] == [
            "1 message waits for want of a way to send"
        ]

    def test_name_what_nobody_has_sent(self, mail, problems):
        (problem,) = problems(hours=2)

        assert f"message {mail.pk} is stuck" in problem

    def test_let_a_demonstration_have_its_past(self, mail, problems, monkeypatch):
        monkeypatch.setattr("hearth.messaging.checks.is_demonstration", lambda: True)

        assert problems(hours=2) == []

    def test_name_what_stands_elsewhere_than_its_steps(self, mail, problems, world):
        with acting_as(SYSTEM, at=world.at):
            Message.objects.visible_to(SYSTEM).update(state=MessageState.TOLD)

        assert problems(hours=0) == [f"message {mail.pk} is not where its steps end"]

    def test_name_a_sender_that_tells(self, mailbox, problems, settings):
        settings.NEUTRAL_FROM = "Foss Walk mental health hub <hub@trust.example>"

        assert problems(hours=0) == ["HEARTH_NEUTRAL_FROM says “mental” on people's lock screens"]
