"""Ways to reach somebody, and how far each is safe. One that ends stays as something that was."""

from dataclasses import asdict
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.people import permissions, rules
from hearth.people.actions.keys import rewrite_keys
from hearth.people.actions.versions import GONE_MEANWHILE, as_it_stands
from hearth.people.details import ContactDetails
from hearth.people.models import Contact, Person


@action
def add_contact(actor: Actor, /, *, person: Person, contact: ContactDetails, at: datetime) -> Contact:
    """A way to reach or find them, and whether it is safe. Raises NotPermitted, or NotPossible if it cannot be one."""
    permissions.check_change_identity(actor, person=person)
    rules.check_contact(contact)
    added = _add(person, contact)
    rewrite_keys(actor, as_it_stands(actor, person))
    audit.record(actor, "people.contact_added", subject=added, at=at, detail={"kind": contact.kind})
    return added


@action
def replace_contact(actor: Actor, /, *, contact: Contact, told: ContactDetails, at: datetime) -> Contact:
    """It is different from now on. Raises NotPermitted, or NotPossible, also if somebody changed it first."""
    permissions.check_change_identity(actor, person=contact.person)
    rules.check_contact(told)
    _end(actor, contact, at)
    added = _add(contact.person, told)
    rewrite_keys(actor, as_it_stands(actor, contact.person))
    audit.record(actor, "people.contact_replaced", subject=added, at=at, detail={"kind": told.kind})
    return added


@action
def end_contact(actor: Actor, /, *, contact: Contact, at: datetime) -> None:
    """They cannot be reached this way any more. Raises NotPermitted, or NotPossible if somebody changed it first."""
    permissions.check_change_identity(actor, person=contact.person)
    _end(actor, contact, at)
    rewrite_keys(actor, as_it_stands(actor, contact.person))
    audit.record(actor, "people.contact_ended", subject=contact, at=at)


def _add(person: Person, told: ContactDetails) -> Contact:
    contact = Contact(person=person, **asdict(told))
    Contact.objects.bulk_create([contact])
    return contact


def _end(actor: Actor, contact: Contact, at: datetime) -> None:
    live = Contact.objects.visible_to(actor).filter(pk=contact.pk, until_on=None)
    if not live.update(until_on=day_of(at)):
        raise NotPossible(GONE_MEANWHILE)
