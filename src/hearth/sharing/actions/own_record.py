"""Handing somebody the key to their own record."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.organisations import actions as organisations
from hearth.people.models import Person, PortalAccess
from hearth.sharing import permissions


@action
def give_own_code(actor: Actor, /, *, person: Person, at: datetime) -> str:
    """A code, such as "otter-lamp-linen-42", with which this person reads their own record. The first one also opens
    their sign-in; an earlier one stops working.

    Raises NotPermitted for whoever may not know everything about them, or NotPossible for somebody who works here.
    """
    permissions.check_give_own_code(actor, person=person)
    access = PortalAccess.objects.filter(person=person, ended_at=None).select_related("account").first()
    account = access.account if access else organisations.open_account(actor, at=at)
    if access is None:
        PortalAccess.objects.create(account=account, person=person, given_at=at)
    code = organisations.give_sign_in_code(actor, account=account, at=at)
    audit.record(actor, "sharing.own_code_given", subject=person, person_id=person.id, at=at)
    return code
