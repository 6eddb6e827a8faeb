"""The equality set: in somebody's own words, or as one of three kinds of unknown."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.people import permissions, queries, rules
from hearth.people.actions.versions import ChangedMeanwhile, as_it_stands, is_still
from hearth.people.details import EqualityAnswer
from hearth.people.models import Equality, Person


@action
def tell_equality(
    actor: Actor, /, *, person: Person, version_seen: int, answers: Sequence[EqualityAnswer], at: datetime
) -> None:
    """What they told us about themselves, or that they were not asked, prefer not to say, or do not know.

    Characteristics that are not among the answers stay as they are. Raises NotPermitted, NotPossible, or
    ChangedMeanwhile with both versions.
    """
    permissions.check_change_identity(actor, person=person)
    for answer in answers:
        rules.check_equality(answer)
    if not is_still(actor, person, version_seen):
        theirs = queries.equality_of(actor, person=person)
        raise ChangedMeanwhile(mine=list(answers), theirs=theirs, version=as_it_stands(actor, person).version)
    told = [answer.characteristic for answer in answers]
    Equality.objects.visible_to(actor).filter(person=person, characteristic__in=told).delete()
    Equality.objects.bulk_create([Equality(person=person, **asdict(answer)) for answer in answers])
    audit.record(actor, "people.equality_told", subject=person, person_id=person.id, at=at, detail={"what": told})
