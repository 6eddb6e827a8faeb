"""Where somebody is signed in, and whether that is safe."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.organisations import permissions
from hearth.organisations.codes import Safe
from hearth.organisations.models import Account, Hub, SafeAnswer, Session, SignInCode

GONE = "Nobody is signed in there any more."


@action
def say_whether_safe(actor: Actor, /, *, account: Account, answer: Safe, at: datetime) -> SafeAnswer:
    """Keep what they said. If it is not safe, every device is signed out in the same second, and no code works.

    Raises NotPermitted.
    """
    permissions.check_say_whether_safe(actor, account_id=account.pk)
    said = SafeAnswer(account=account, answer=answer, asked_by_id=actor.membership_id, said_at=at)
    said.save(force_insert=True)
    if answer == Safe.UNSAFE:
        _close(account, at)
    audit.record(actor, "organisations.safety_said", subject=said, at=at)
    return said


@action
def end_session(actor: Actor, /, *, account: Account, ref: UUID, at: datetime) -> None:
    """Sign out one device from afar. Raises NotPermitted, or NotPossible if nobody is signed in there."""
    permissions.check_own_sign_in(actor, account_id=account.pk)
    if not Session.objects.filter(account=account, ref=ref).delete()[0]:
        raise NotPossible(GONE)
    audit.record(actor, "organisations.session_ended", subject=account, at=at)


@action
def end_other_sessions(actor: Actor, /, *, account: Account, but: UUID | None, at: datetime) -> int:
    """Sign out every device but this one. Returns how many. Raises NotPermitted."""
    permissions.check_own_sign_in(actor, account_id=account.pk)
    ended, _ = Session.objects.filter(account=account).exclude(ref=but, ref__isnull=False).delete()
    audit.record(actor, "organisations.other_sessions_ended", subject=account, at=at)
    return ended


@action
def set_up_tablet(actor: Actor, /, *, hub: Hub, at: datetime) -> None:
    """A device of the hub is for whoever comes in: it forgets them. Raises NotPermitted."""
    permissions.check_give_sign_in_code(actor)
    audit.record(actor, "organisations.tablet_set_up", subject=hub, at=at)


def _close(account: Account, at: datetime) -> None:
    Account.objects.filter(pk=account.pk).update(session_stamp=F("session_stamp") + 1)
    Session.objects.filter(account=account).delete()
    SignInCode.objects.filter(account=account, used_at=None, expires_at__gt=at).update(expires_at=at)
