import pytest
from tests import world as worlds

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.models import Installation
from hearth.core.scope import acting_as

pytestmark = pytest.mark.django_db


@action
def do_quietly(actor, /, *, at):
    """Leaves no trace, which no action may."""
    return "done"


@action
def do(actor, /, *, at):
    """Leaves a trace."""
    audit.record(actor, "tests.done", subject=Installation(id=1), at=at)
    return "done"


@action
def refuse(actor, /, *, at):
    raise NotPossible("Not today.")


@action
def do_and_then_refuse(actor, /, *, at):
    do(actor, at=at)
    refuse(actor, at=at)


class TestAction:
    def test_hands_on_what_was_done(self):
        with acting_as(SYSTEM, at=worlds.now()):
            assert do(SYSTEM, at=worlds.now()) == "done"

    def test_refuses_to_run_outside_a_scope(self):
        with pytest.raises(RuntimeError, match="outside acting_as"):
            do(SYSTEM, at=worlds.now())

    def test_refuses_another_actor_than_the_one_in_scope(self):
        with acting_as(PUBLIC, at=worlds.now()), pytest.raises(RuntimeError, match="another actor"):
            do(SYSTEM, at=worlds.now())

    def test_refuses_to_leave_no_trace(self):
        with acting_as(SYSTEM, at=worlds.now()), pytest.raises(RuntimeError, match="left no audit line"):
            do_quietly(SYSTEM, at=worlds.now())

    def test_refuses_to_leave_no_trace_even_after_another_has(self):
        with acting_as(SYSTEM, at=worlds.now()):
            do(SYSTEM, at=worlds.now())
            with pytest.raises(RuntimeError, match="left no audit line"):
                do_quietly(SYSTEM, at=worlds.now())

    def test_keeps_its_name_and_its_words(self):
        assert (do.__name__, do.__doc__) == ("do", "Leaves a trace.")

    def test_refuses_to_say_no_after_something_was_done(self):
        with acting_as(SYSTEM, at=worlds.now()):
            with pytest.raises(RuntimeError, match="refused after it had done something"):
                do_and_then_refuse(SYSTEM, at=worlds.now())
            with pytest.raises(NotPossible, match=r"Not today\."):
                refuse(SYSTEM, at=worlds.now())
