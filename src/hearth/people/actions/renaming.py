"""Going by another name: what they are called, names, pronouns, gender and number, together and from one day."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.installation import is_demonstration
from hearth.people import permissions, queries, rules
from hearth.people.actions.keys import rewrite_keys
from hearth.people.actions.numbers import check_is_theirs
from hearth.people.actions.versions import ChangedMeanwhile, as_it_stands, is_still
from hearth.people.codes import NHS_NUMBER, Answer, Characteristic, FormerName, NameUse, NhsNumberStatus
from hearth.people.details import NewName
from hearth.people.models import Circumstances, Equality, Identifier, Person, PersonName
from hearth.people.naming_models import NameBefore, NameChange

CHANGED_SINCE = "Somebody has changed what they are called since. Put it right on this page instead."
REPLACED = (NameUse.USUAL, NameUse.OFFICIAL)


@action
def change_name(
    actor: Actor, /, *, person: Person, version_seen: int, told: NewName, before: FormerName, at: datetime
) -> NameChange:
    """From `told.holds_from` on they go by this everywhere at once: name, pronouns, gender, and number if it changed.

    `before` says what becomes of what they went by: it still finds them, or nobody sees it any more but custodians. A
    gender or a number that is not told stays. Raises NotPermitted, NotPossible, or ChangedMeanwhile with both versions.
    """
    permissions.check_change_identity(actor, person=person)
    new = rules.tidy_new_name(told, on=day_of(at))
    if new.number is not None:
        rules.check_number_is_issued(new.number, invented_people=is_demonstration())
        check_is_theirs(actor, person, new.number)
    stood = as_it_stands(actor, person)
    if not is_still(actor, person, version_seen, known_as=new.known_as, pronouns=new.pronouns):
        theirs = replace(new, **queries.called_now(actor, person=stood))
        raise ChangedMeanwhile(mine=new, theirs=theirs, version=stood.version)
    words = {"known_as": stood.known_as, "pronouns": stood.pronouns}
    words |= _names(actor, stood, new, before) | _gender(actor, stood, new) | _number(actor, stood, new)
    change = NameChange(
        id=new_id(),
        person=person,
        known_as=new.known_as,
        pronouns=new.pronouns,
        holds_from=new.holds_from,
        before=before,
        changed_by_id=actor.membership_id,
        changed_at=at,
    )
    change.save(force_insert=True)
    NameBefore.objects.bulk_create([NameBefore(change=change, person_id=person.pk, words=words)])
    rewrite_keys(actor, as_it_stands(actor, person))
    audit.record(actor, "people.name_changed", subject=change, at=at, detail={"before": before})
    return change


@action
def undo_name_change(actor: Actor, /, *, change: NameChange, at: datetime) -> None:
    """It was entered wrongly: what stood before stands again.

    Raises NotPermitted, or NotPossible if it changed since.
    """
    permissions.check_change_identity(actor, person=change.person)
    now = as_it_stands(actor, change.person)
    live = NameChange.objects.visible_to(actor).filter(person=change.person_id, undone_at=None)
    newest = live.order_by("-changed_at", "-id").first()
    is_newest = newest is not None and newest.pk == change.pk
    if not is_newest or (now.known_as, now.pronouns) != (change.known_as, change.pronouns):
        raise NotPossible(CHANGED_SINCE)
    live.filter(pk=change.pk).update(undone_by=actor.membership_id, undone_at=at)
    doors.answer("SELECT people_undo_name_change(%s, %s)", change.pk, at)
    rewrite_keys(actor, as_it_stands(actor, change.person))
    audit.record(actor, "people.name_change_undone", subject=change, at=at)


def _names(actor: Actor, person: Person, new: NewName, before: FormerName) -> dict[str, Any]:
    """Let the names go that are replaced, and write the new ones. What they were called finds them too, if it may."""
    live = PersonName.objects.visible_to(actor).filter(person=person, until_on=None)
    standing = list(live)
    uses = _replaced(standing, new)
    rows = live.filter(use__in=uses)
    gone = list(rows)
    # Written anew, because no row may be changed into one that whoever changes it cannot see.
    rows.delete()
    is_kept = person.known_as == new.known_as or _is_in(person.known_as, standing)
    called = [] if is_kept else [PersonName(person=person, given=person.known_as)]
    told = [PersonName(person=person, use=use, given=new.given, family=new.family) for use in uses]
    olds = [_former(one, before, new.holds_from) for one in [*gone, *called]]
    PersonName.objects.bulk_create([*olds, *told])
    stood = [{"id": str(one.pk), "use": one.use, "given": one.given, "family": one.family} for one in gone]
    return {"names": stood, "made": [str(one.pk) for one in [*called, *told]]}


def _replaced(standing: list[PersonName], new: NewName) -> list[NameUse]:
    """The uses for which another name is told; what is told as it stands takes nothing's place."""
    same = {one.use for one in standing if (one.given, one.family) == (new.given, new.family)}
    uses = REPLACED if new.on_papers else REPLACED[:1]
    return [use for use in uses if new.has_names and use not in same]


def _is_in(known_as: str, names: list[PersonName]) -> bool:
    words = {word.casefold() for one in names for word in f"{one.given} {one.family}".split()}
    return {word.casefold() for word in known_as.split()} <= words


def _former(name: PersonName, before: FormerName, until_on: date) -> PersonName:
    return PersonName(
        pk=name.pk,
        person_id=name.person_id,
        use=NameUse.OLD,
        given=name.given,
        family=name.family,
        restricted=before == FormerName.HIDDEN,
        until_on=until_on,
    )


def _gender(actor: Actor, person: Person, new: NewName) -> dict[str, Any]:
    if not new.gender:
        return {}
    rows = Equality.objects.visible_to(actor).filter(person=person, characteristic=Characteristic.GENDER)
    stood = rows.first()
    rows.delete()
    Equality.objects.bulk_create(
        [Equality(person=person, characteristic=Characteristic.GENDER, answer=Answer.STATED, words=new.gender)]
    )
    was = {"answer": stood.answer, "words": stood.words, "code": stood.code} if stood else None
    return {"gender": was}


def _number(actor: Actor, person: Person, new: NewName) -> dict[str, Any]:
    """The number of before stays with them, for custodians only: nobody else may see that the two are one person."""
    if new.number is None:
        return {}
    rows = Identifier.objects.visible_to(actor).filter(person=person, system=NHS_NUMBER, restricted=False)
    stood = rows.first()
    if stood is not None and stood.value == new.number.digits:
        return {}
    rows.delete()
    fresh = [_identifier(new_id(), person, new.number.digits)]
    if stood is not None:
        fresh.append(_identifier(stood.pk, person, stood.value, restricted=True))
    Identifier.objects.bulk_create(fresh)
    life = Circumstances.objects.visible_to(actor).filter(person=person)
    status = life.values_list("nhs_number_status", flat=True).first()
    life.update(nhs_number_status=NhsNumberStatus.UNVERIFIED, nhs_number_reason="")
    return {"number": stood.value if stood else None, "number_status": status}


def _identifier(key: UUID, person: Person, value: str, *, restricted: bool = False) -> Identifier:
    return Identifier(pk=key, person=person, system=NHS_NUMBER, value=value, restricted=restricted)
