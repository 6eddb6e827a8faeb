"""The narrow doors of the database through which people change hands without being seen by whoever arranges it."""

from datetime import datetime
from uuid import UUID

from hearth.core import doors
from hearth.organisations.models import Membership

LEFT = "Whoever was asked has left."
AWAY = "Whoever was asked is away."


def stand_in(membership: Membership | None) -> Membership | None:
    """Who stands in for somebody now: themselves while they are here, else their cover. None if that is nobody."""
    if membership is None:
        return None
    found = doors.answer("SELECT holding_stand_in(%s)", membership.pk)
    if found == membership.pk:
        return membership
    return Membership.objects.select_related("worker", "organisation").filter(pk__in=[found]).first()


def hand_on(old: Membership, new: Membership, at: datetime, *, some: list[UUID] | None = None) -> list[UUID]:
    """Everyone somebody holds, or some of them, are held by another from this second. Returns who they are."""
    return list(doors.answer("SELECT holding_hand_on(%s, %s, %s, %s, NULL)", old.pk, new.pk, at, some))


def questions_go_on(old: Membership, new: Membership | None, at: datetime, *, because: str) -> None:
    """What somebody was asked is put to whoever comes after them; without one it comes back, saying why."""
    doors.answer("SELECT holding_questions_go_on(%s, %s, %s, %s)::text", old.pk, new.pk if new else None, at, because)


def holds_anyone(membership: Membership) -> bool:
    """Whether anybody is in these hands."""
    return bool(doors.answer("SELECT holding_holds_anyone(%s)", membership.pk))


def begin_absence(absence_id: UUID, new: Membership, at: datetime) -> list[UUID]:
    """From this second whoever is away holds nobody and is given nobody. Returns who moved."""
    return list(doors.answer("SELECT holding_begin_absence(%s, %s, %s)", absence_id, new.pk, at))


def take_back(absence_id: UUID, at: datetime, *, some: list[UUID] | None) -> list[UUID]:
    """Those who moved come back, unless somebody else has taken hold of them meanwhile. Returns who they are."""
    return list(doors.answer("SELECT holding_take_back(%s, %s, %s)", absence_id, some, at))
