"""The NHS number: theirs to give, theirs to keep out of use."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.installation import is_demonstration
from hearth.core.values import NhsNumber
from hearth.people import permissions, queries, rules
from hearth.people.actions.creation import CODE_TAKEN
from hearth.people.actions.keys import rewrite_keys
from hearth.people.actions.versions import as_it_stands
from hearth.people.codes import NHS_NUMBER, NhsNumberStatus
from hearth.people.details import IdentifierDetails
from hearth.people.models import Circumstances, Identifier, Person


@action
def tell_nhs_number(
    actor: Actor,
    /,
    *,
    person: Person,
    number: NhsNumber | None,
    status: NhsNumberStatus,
    at: datetime,
    reason: str = "",
) -> None:
    """The number, or why there is none; everything works without one.

    Raises NotPermitted, or NotPossible if number and status do not go together or it is somebody else's.
    """
    permissions.check_change_identity(actor, person=person)
    rules.check_number_and_status(number, status, reason)
    if number is not None:
        rules.check_number_is_issued(number, invented_people=is_demonstration())
        check_is_theirs(actor, person, number)
    Identifier.objects.visible_to(actor).filter(person=person, system=NHS_NUMBER, restricted=False).delete()
    if number is not None:
        Identifier.objects.bulk_create([Identifier(person=person, system=NHS_NUMBER, value=number.digits)])
    Circumstances.objects.visible_to(actor).filter(person=person).update(
        nhs_number_status=status, nhs_number_reason=reason.strip()
    )
    rewrite_keys(actor, as_it_stands(actor, person))
    audit.record(actor, "people.nhs_number_told", subject=person, person_id=person.id, at=at, detail={"status": status})


def check_is_theirs(actor: Actor, person: Person, number: NhsNumber) -> None:
    """Raises NotPossible for a number that somebody else has."""
    own = Identifier.objects.visible_to(actor).filter(person=person, system=NHS_NUMBER, value=number.digits)
    if not own.exists() and queries.is_anybodys([IdentifierDetails(NHS_NUMBER, number.digits)]):
        raise NotPossible(CODE_TAKEN)
