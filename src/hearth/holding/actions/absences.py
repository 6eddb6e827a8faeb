"""Somebody who works here is away: a named colleague holds whom they hold from the same second."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.holding import absence_permissions as permissions
from hearth.holding import permissions as holding_permissions
from hearth.holding.actions import hands
from hearth.holding.actions.holder_news import AWAY as AWAY_NOW
from hearth.holding.actions.holder_news import BACK, tell_each_later
from hearth.holding.codes import AbsenceKind
from hearth.holding.models import Absence
from hearth.organisations.models import Membership


@action
def note_absence(
    actor: Actor,
    /,
    *,
    membership: Membership,
    kind: AbsenceKind,
    cover: Membership,
    from_at: datetime,
    at: datetime,
    until_at: datetime | None = None,
) -> Absence:
    """Somebody is or will be away, and `cover` stands in. What begins now begins at once; the rest when it comes.

    Raises NotPermitted for anyone but themselves and whoever leads, or NotPossible.
    """
    permissions.check_note_absence(actor, membership=membership, kind=kind)
    _check_cover(membership, cover)
    if until_at is not None and until_at <= max(from_at, at):
        raise NotPossible("The last day lies before the first, or is over already.")
    if Absence.objects.filter(membership=membership, begun_at__isnull=False, ended_at=None).exists():
        raise NotPossible(f"{membership.worker.name} is away already.")
    here = _who_stands_in(membership, cover) if from_at <= at else None
    absence = Absence(
        membership=membership,
        kind=kind,
        cover=cover,
        from_at=from_at,
        until_at=until_at,
        noted_by_id=actor.membership_id,
        noted_at=at,
    )
    absence.save(force_insert=True)
    audit.record(actor, "holding.absence_noted", subject=absence, at=at)
    if here is not None:
        _begin(actor, absence, here, at)
    return absence


@action
def look_after_absences(actor: Actor, /, *, at: datetime) -> int:
    """Those whose time has come begin, and those whose time is over end. Returns how many began.

    Nobody is taken back by time: whoever returns says yes to it. Where nobody at all is here to stand in, those held
    stay with whoever goes and it is tried again. Raises NotPermitted for anyone but Hearth itself.
    """
    holding_permissions.check_hearth_itself(actor)
    over = Absence.objects.filter(begun_at__isnull=False, ended_at=None, until_at__lte=at)
    for absence in over:
        _end(actor, absence, at)
    begun = alone = 0
    waiting = Absence.objects.filter(begun_at=None, ended_at=None, from_at__lte=at, membership__is_active=True)
    for absence in waiting.select_related("membership__worker", "membership__manager", "cover__worker"):
        if Absence.objects.filter(membership=absence.membership, begun_at__isnull=False, ended_at=None).exists():
            continue
        try:
            here = _who_stands_in(absence.membership, absence.cover)
        except NotPossible:
            alone += 1
        else:
            _begin(actor, absence, here, at)
            begun += 1
    found = {"begun": begun, "nobody_stands_in": alone}
    audit.record(
        actor, "holding.absences_looked_after", subject=audit.Whole("everybody who is away"), at=at, detail=found
    )
    return begun


@action
def end_absence(actor: Actor, /, *, absence: Absence, at: datetime) -> Absence:
    """Whoever was away is here again, and may be given people. Whom they held they take back themselves.

    One that has not begun yet is called off. Raises NotPermitted, or NotPossible if it is over.
    """
    permissions.check_end_absence(actor, membership=absence.membership)
    if absence.ended_at is not None:
        raise NotPossible("They are back already.")
    _end(actor, absence, at)
    return absence


@action
def take_back(actor: Actor, /, *, absence: Absence, at: datetime, some: list[UUID] | None = None) -> int:
    """I hold again whom I held before I was away: everyone, or some. Each is told. Returns how many.

    Raises NotPermitted for anyone else, or NotPossible while they are still away.
    """
    permissions.check_take_back(actor, membership=absence.membership)
    if absence.ended_at is None:
        raise NotPossible("Say first that you are back.")
    moved = hands.take_back(absence.pk, at, some=some)
    tell_each_later(moved, news=BACK, old=absence.membership, new=absence.membership, at=at)
    audit.record(actor, "holding.taken_back", subject=absence, at=at, detail={"moved": len(moved)})
    return len(moved)


def _begin(actor: Actor, absence: Absence, here: Membership, at: datetime) -> None:
    """Whom they hold and what they were asked goes to whoever stands in, in this very transaction."""
    away = absence.membership
    moved = hands.begin_absence(absence.pk, here, at)
    absence.begun_at = at
    hands.questions_go_on(away, here, at, because=hands.AWAY)
    tell_each_later(moved, news=AWAY_NOW, old=away, new=here, at=at)
    audit.record(actor, "holding.absence_began", subject=absence, at=at, detail={"moved": len(moved)})


def _who_stands_in(away: Membership, cover: Membership) -> Membership:
    """The cover, or theirs; else the manager; else somebody who leads the hub. Raises NotPossible with nobody."""
    leading = Membership.objects.filter(
        hub__isnull=False, hub=away.hub_id, role__in=["hub-manager", "shift-lead"], is_active=True
    )
    for one in [cover, away.manager, *leading.select_related("worker").order_by("role", "started_at")]:
        here = hands.stand_in(one)
        if here is not None and here.pk != away.pk:
            return here
    raise NotPossible(f"Nobody is here to stand in for {away.worker.name}. Name somebody first.")


def _end(actor: Actor, absence: Absence, at: datetime) -> None:
    absence.ended_at = at
    absence.save(update_fields=["ended_at"])
    audit.record(actor, "holding.absence_ended", subject=absence, at=at)


def _check_cover(membership: Membership, cover: Membership) -> None:
    if not membership.is_active:
        raise NotPossible(f"{membership.worker.name} no longer works here.")
    if cover.worker_id == membership.worker_id:
        raise NotPossible("Nobody stands in for themselves. Name a colleague.")
    if not cover.is_active or hands.stand_in(cover) is None:
        raise NotPossible(f"{cover.worker.name} is not here either. Name somebody who is.")
