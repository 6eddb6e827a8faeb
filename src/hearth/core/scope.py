"""The one door to the database: who is acting, in one transaction (DESIGN 4.1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted, NotPossible


@dataclass(slots=True)
class Scope:
    actor: Actor
    at: datetime
    audited: int = 0
    viewers: tuple[UUID, ...] = ()


_scope: ContextVar[Scope | None] = ContextVar("hearth_scope", default=None)

ENTER = "SELECT hearth_act_as(%s, %s, %s, %s, %s), set_config('hearth.about', %s, true)"
BECOME_KEEPER = "SET LOCAL ROLE hearth_keeper"
BECOME_APPLICATION = "SET LOCAL ROLE hearth_app"


@contextmanager
def acting_as(actor: Actor, *, at: datetime, about: UUID | None = None) -> Iterator[Scope]:
    """Open the one transaction of a request, job or command and tell PostgreSQL who acts, at what moment.

    `about` names the one person it is mostly about, if there is one: it changes nothing of what is seen, and is faster.
    Raises NotPermitted if the actor's membership or sign-in has ended, RuntimeError inside another scope.
    """
    if _scope.get() is not None:
        raise RuntimeError("one actor, one transaction: a scope is already open")
    with transaction.atomic():
        scope = Scope(actor, at)
        scope.viewers = _tell_database(actor, at, about or actor.person_id)
        token = _scope.set(scope)
        try:
            yield scope
        finally:
            _scope.reset(token)
        if actor.kind is ActorKind.SYSTEM:
            _be_the_application_again()


def current_scope() -> Scope:
    """The open scope. Raises RuntimeError outside one."""
    scope = _scope.get()
    if scope is None:
        raise RuntimeError("outside acting_as the database shows nothing")
    return scope


def is_open() -> bool:
    """Whether a scope is open: outside one nothing can be asked."""
    return _scope.get() is not None


def who_helps() -> str:
    """Who sits beside whoever acts and types for them; empty outside a scope, too."""
    scope = _scope.get()
    return scope.actor.helped_by if scope else ""


@contextmanager
def as_if(scope: Scope) -> Iterator[None]:
    """Let a statement be built as for this scope. The database goes on answering for the one that is open."""
    token = _scope.set(scope)
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """What is done inside is undone if it is refused: for a refusal that only shows once it was tried."""
    scope = current_scope()
    audited = scope.audited
    try:
        with transaction.atomic():
            yield
    except NotPossible:
        scope.audited = audited
        raise


@contextmanager
def going_on_as(actor: Actor, *, at: datetime) -> Iterator[Scope]:
    """Somebody at the door has just said who they are: this part of the open transaction is theirs (ADR 0013).

    Only the public may go on as somebody else. Raises RuntimeError for any other, NotPermitted as `acting_as` does.
    """
    outer = current_scope()
    if outer.actor.kind is not ActorKind.PUBLIC:
        raise RuntimeError("only somebody at the door may go on as somebody else")
    inner = Scope(actor, at)
    inner.viewers = _tell_database(actor, at, None)
    token = _scope.set(inner)
    try:
        yield inner
    except NotPossible:
        # The page is drawn again in this transaction, and for the one at the door.
        _tell_database(outer.actor, at, None)
        raise
    finally:
        _scope.reset(token)
    outer.audited += inner.audited
    _tell_database(outer.actor, at, None)


def in_scope() -> bool:
    """Whether a scope is open in this context."""
    return _scope.get() is not None


def _tell_database(actor: Actor, at: datetime, about: UUID | None) -> tuple[UUID, ...]:
    with connection.cursor() as cursor:
        who = [actor.kind.value, actor.account_id, actor.membership_id, actor.person_id, at]
        cursor.execute(ENTER, [*who, str(about or "")])
        viewers, _ = cursor.fetchone()
        if viewers is None:
            raise NotPermitted("this sign-in has ended")
        if actor.kind is ActorKind.SYSTEM:
            cursor.execute(BECOME_KEEPER)
    return tuple(viewers)


def _be_the_application_again() -> None:
    # Where the transaction goes on, as inside a test's own, the keeper's sight must not outlive the scope.
    with connection.cursor() as cursor:
        cursor.execute(BECOME_APPLICATION)
