"""Names: taking a new one, and what becomes of the one before."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.people import permissions, rules
from hearth.people.actions.keys import rewrite_keys
from hearth.people.actions.versions import as_it_stands
from hearth.people.codes import FormerName, NameUse
from hearth.people.models import Person, PersonName


@action
def take_name(
    actor: Actor,
    /,
    *,
    person: Person,
    use: NameUse,
    given: str,
    family: str,
    at: datetime,
    before: FormerName = FormerName.FINDS,
) -> PersonName:
    """A name they go by from now on, in place of the one they used that way until now.

    `before` says what becomes of that one: it still finds them, nobody sees it any more, or it never was theirs.
    Nicknames and former names stand side by side. Raises NotPermitted, or NotPossible if the name says nothing.
    """
    permissions.check_change_identity(actor, person=person)
    name = PersonName(person=person, use=use, given=rules.tidy_name(given), family=rules.tidy_name(family))
    rules.check_has_words(name.given, name.family)
    if use in {NameUse.USUAL, NameUse.OFFICIAL}:
        _let_go(actor, person, use, before, at)
    PersonName.objects.bulk_create([name])
    rewrite_keys(actor, as_it_stands(actor, person))
    audit.record(
        actor, "people.name_taken", subject=name, person_id=person.id, at=at, detail={"use": use, "before": before}
    )
    return name


@action
def forget_name(actor: Actor, /, *, name: PersonName, at: datetime) -> None:
    """This name was never theirs, or they want it gone: nobody finds them by it. Raises NotPermitted."""
    permissions.check_change_identity(actor, person=name.person)
    pk, person = name.pk, name.person
    PersonName.objects.visible_to(actor).filter(pk=pk).delete()
    rewrite_keys(actor, as_it_stands(actor, person))
    audit.record(actor, "people.name_forgotten", subject=PersonName(pk=pk), person_id=person.id, at=at)


def _let_go(actor: Actor, person: Person, use: NameUse, before: FormerName, at: datetime) -> None:
    rows = PersonName.objects.visible_to(actor).filter(person=person, use=use, until_on=None)
    kept = [] if before == FormerName.MISTAKE else list(rows)
    # Written anew, because no row may be changed into one that whoever changes it cannot see.
    rows.delete()
    PersonName.objects.bulk_create(
        [
            PersonName(
                person=person,
                use=NameUse.OLD,
                given=old.given,
                family=old.family,
                restricted=before == FormerName.HIDDEN,
                until_on=day_of(at),
            )
            for old in kept
        ]
    )
