"""The key to their own page for somebody close who has neither e-mail nor phone."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.organisations import actions as organisations
from hearth.organisations.codes import Safe
from hearth.organisations.models import Account
from hearth.people.models import Person, Relation
from hearth.sharing import permissions, queries, supporter_rules
from hearth.sharing.models import Look

A_CODE = "a code to come in"


@action
def give_supporter_code(actor: Actor, /, *, relation: Relation, safe: Safe, at: datetime) -> str:
    """A code, such as "otter-lamp-linen-42", with which somebody close comes in to their own page; an earlier one
    stops working. It opens what is theirs, and they read there who gave it.

    `safe` is what they said, alone, to whether it is safe to have that. Raises NotPermitted for whoever is not
    alongside the one they are here for, or NotPossible where it is not safe, or where they have another way in.
    """
    permissions.check_give_supporter_code(actor, person=relation.person)
    if safe == Safe.UNSAFE:
        raise NotPossible(supporter_rules.NOT_SAFE)
    account, supporter = _account(relation), Person(pk=relation.related_person_id)
    code = organisations.give_sign_in_code(actor, account=account, at=at)
    organisations.say_whether_safe(actor, account=account, answer=safe, at=at)
    _let_them_know(actor, supporter, at)
    audit.record(actor, "sharing.supporter_code_given", subject=relation, person_id=supporter.pk, at=at)
    return code


@action
def close_supporter_pages(actor: Actor, /, *, relation: Relation, at: datetime) -> None:
    """They said, alone, that it is not safe to have their page: whoever is signed in there is signed out at once.

    Raises NotPermitted, or NotPossible where they have another way in.
    """
    permissions.check_give_supporter_code(actor, person=relation.person)
    account = _account(relation)
    organisations.say_whether_safe(actor, account=account, answer=Safe.UNSAFE, at=at)
    supporter_id = relation.related_person_id
    audit.record(actor, "sharing.supporter_pages_closed", subject=relation, person_id=supporter_id, at=at)


def _account(relation: Relation) -> Account:
    account = queries.account_by_code(relation)
    if account is None:
        raise NotPossible(supporter_rules.OTHER_WAY)
    return account


def _let_them_know(actor: Actor, supporter: Person, at: datetime) -> None:
    """Whoever holds this key could use it: they read who was given it to pass on."""
    if actor.membership_id is None:
        return
    Look(
        id=new_id(),
        person=supporter,
        at=at,
        membership_id=actor.membership_id,
        name=actor.name,
        role_words=actor.role_words,
        organisation_name=actor.organisation_name,
        what=A_CODE,
        reason="they gave you a code to come in",
    ).save(force_insert=True)
