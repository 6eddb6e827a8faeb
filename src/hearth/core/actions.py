"""What makes a function an action: it runs inside a scope and leaves a trace (STYLE 3)."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from hearth.core.errors import NotPossible
from hearth.core.scope import current_scope

P = ParamSpec("P")
R = TypeVar("R")


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Refuse to run outside `acting_as`, for another actor than its own, to return without an audit line, or to say
    that something cannot be after something was done: the page that says so would keep what was done.

    Raises RuntimeError, which is always a bug in the code that calls.
    """

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        scope = current_scope()
        if args[0] != scope.actor:
            raise RuntimeError(f"{function.__name__} was called for another actor than the one in scope")
        before = scope.audited
        try:
            result = function(*args, **kwargs)
        except NotPossible as refusal:
            if scope.audited != before:
                raise RuntimeError(f"{function.__name__} refused after it had done something") from refusal
            raise
        if scope.audited == before:
            raise RuntimeError(f"{function.__name__} left no audit line")
        return result

    return run
