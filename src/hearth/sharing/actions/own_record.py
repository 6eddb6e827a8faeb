"""Handing somebody the key to their own record."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.organisations import actions as organisations
from hearth.organisations.codes import Safe
from hearth.people.models import Person, PortalAccess
from hearth.sharing import permissions


@action
def give_own_code(actor: Actor, /, *, person: Person, safe: Safe, at: datetime) -> str:
    """A code, such as "otter-lamp-linen-42", with which this person reads their own record. The first one also opens
    their sign-in; an earlier one stops working. `safe` is what they said, alone, to whether it is safe to have that.

    Raises NotPermitted for whoever may not know everything about them, or NotPossible where it is not safe, and for
    somebody who works here.
    """
    permissions.check_give_own_code(actor, person=person)
    if safe == Safe.UNSAFE:
        raise NotPossible("Then no code now. Read it with them here, or give it to them on paper.")
    access = _access(person)
    account = access.account if access else organisations.open_account(actor, at=at)
    code = organisations.give_sign_in_code(actor, account=account, at=at)
    if access is None:
        PortalAccess.objects.create(account=account, person=person, given_at=at)
    organisations.say_whether_safe(actor, account=account, answer=safe, at=at)
    audit.record(actor, "sharing.own_code_given", subject=person, person_id=person.id, at=at)
    return code


@action
def close_own_pages(actor: Actor, /, *, person: Person, at: datetime) -> None:
    """They said, alone, that it is not safe to have their pages: whoever is signed in there is signed out at once.

    Raises NotPermitted for whoever may not know everything about them.
    """
    permissions.check_give_own_code(actor, person=person)
    access = _access(person)
    if access:
        organisations.say_whether_safe(actor, account=access.account, answer=Safe.UNSAFE, at=at)
    audit.record(actor, "sharing.own_pages_closed", subject=person, person_id=person.id, at=at)


def _access(person: Person) -> PortalAccess | None:
    return PortalAccess.objects.filter(person=person, ended_at=None).select_related("account").first()
