"""Reads about where somebody is signed in. Tables of sign-in have no row security: each read names whose it is."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from hearth.organisations.codes import Safe
from hearth.organisations.models import SafeAnswer, Session
from hearth.organisations.rules import safe_until


def sessions_of(account_id: UUID, *, at: datetime) -> list[Session]:
    """Every device on which this account is signed in, the one used last first."""
    live = Session.objects.filter(account_id=account_id, expire_date__gt=at, ref__isnull=False)
    return list(live.order_by(F("seen_at").desc(nulls_last=True)))


def newest_answer(account_id: UUID) -> SafeAnswer | None:
    """What was said last about whether their pages are safe to have; None if nobody has asked."""
    return SafeAnswer.objects.filter(account_id=account_id).order_by("-said_at", "-id").first()


def answer_that_holds(account_id: UUID, *, at: datetime) -> SafeAnswer | None:
    """The newest answer, while it still holds; None if they must be asked."""
    newest = newest_answer(account_id)
    until = safe_until(Safe(newest.answer), newest.said_at) if newest else None
    return newest if until and until > at else None
