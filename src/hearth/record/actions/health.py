"""Allergies and medicines: written with who said so and when, said again, and ended with a reason."""

from datetime import date, datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.record import permissions, rules
from hearth.record.actions.writing import write_entry
from hearth.record.codes import EntryKind, FactKind, Said, Source
from hearth.record.models import FactWord, HealthFact
from hearth.record.safe_rules import WHO_SAID, WHY_NO_LONGER, ToldFact


@action
def write_fact(actor: Actor, /, *, person: Person, told: ToldFact, at: datetime) -> HealthFact:
    """Write down an allergy or a medicine, or that none is known, with who said so and when.

    Something known ends a "none known". Raises NotPermitted, or NotPossible if it says nothing, comes from nobody, lies
    in the future, or says that none is known while something stands.
    """
    permissions.check_write_entry(actor, kind=EntryKind.KEEPING_SAFE)
    rules.check_words(told.said_by, missing=WHO_SAID)
    rules.check_day(told.said_on, today=_today(at))
    standing = HealthFact.objects.visible_to(actor).filter(person=person, kind=told.kind, ended_on=None)
    _check_agrees(told, list(standing))
    fact = HealthFact(
        id=new_id(),
        person=person,
        kind=told.kind,
        none_known=told.none_known,
        what=told.what.strip(),
        detail=told.detail.strip(),
        said_by=told.said_by.strip(),
        said_on=told.said_on,
    )
    HealthFact.objects.bulk_create([fact])
    _keep(actor, fact, Said.TOLD, said_by=fact.said_by, said_on=fact.said_on, at=at)
    for before in standing.filter(none_known=True).exclude(pk=fact.pk):
        _end(actor, before, said_by=fact.said_by, why="Something is known now.", at=at)
    _tell(actor, fact, "was written down", at)
    return fact


@action
def confirm_fact(actor: Actor, /, *, fact: HealthFact, said_by: str, at: datetime) -> HealthFact:
    """Somebody says that it is still so. Who told it first, and when, stays beside it.

    Raises NotPermitted, or NotPossible if nobody is named or it has ended.
    """
    permissions.check_write_entry(actor, kind=EntryKind.KEEPING_SAFE)
    rules.check_words(said_by, missing=WHO_SAID)
    rules.check_stands(fact.ended_on)
    fact.confirmed_by, fact.confirmed_on = said_by.strip(), _today(at)
    fact.save(update_fields=["confirmed_by", "confirmed_on"])
    _keep(actor, fact, Said.CONFIRMED, said_by=fact.confirmed_by, said_on=_today(at), at=at)
    _tell(actor, fact, "is still so", at)
    return fact


@action
def end_fact(actor: Actor, /, *, fact: HealthFact, said_by: str, why: str, at: datetime) -> HealthFact:
    """It is no longer so. The fact stays readable, with who said this and why.

    What came from another record ends there. Raises NotPermitted, or NotPossible without who and why.
    """
    permissions.check_write_entry(actor, kind=EntryKind.KEEPING_SAFE)
    rules.check_words(said_by, missing=WHO_SAID)
    rules.check_words(why, missing=WHY_NO_LONGER)
    rules.check_stands(fact.ended_on)
    if fact.source_system:
        raise NotPossible("This came from another record, and ends there. Write what you know beside it.")
    _end(actor, fact, said_by=said_by.strip(), why=why.strip(), at=at)
    _tell(actor, fact, "is no longer so", at)
    return fact


def _check_agrees(told: ToldFact, standing: list[HealthFact]) -> None:
    if told.none_known and any(not fact.none_known for fact in standing):
        raise NotPossible("Something stands here already. End it first if it is no longer so.")
    if told.none_known and standing:
        raise NotPossible("This is written down already. Say that it is still so instead.")
    if any(fact.what.casefold() == told.what.strip().casefold() for fact in standing if not told.none_known):
        raise NotPossible("This is written down already. Say that it is still so, or end it first.")


def _end(actor: Actor, fact: HealthFact, *, said_by: str, why: str, at: datetime) -> None:
    fact.ended_on = _today(at)
    fact.save(update_fields=["ended_on"])
    _keep(actor, fact, Said.ENDED, said_by=said_by, said_on=_today(at), why=why, at=at)


def _keep(
    actor: Actor, fact: HealthFact, said: Said, *, said_by: str, said_on: date, at: datetime, why: str = ""
) -> None:
    word = FactWord(
        id=new_id(),
        person_id=fact.person_id,
        fact=fact,
        said=said,
        said_by=said_by,
        said_on=said_on,
        why=why,
        written_by_id=actor.membership_id,
        written_at=at,
    )
    FactWord.objects.bulk_create([word])
    audit.record(actor, f"record.fact_{said}", subject=fact, person_id=fact.person_id, at=at)


def _tell(actor: Actor, fact: HealthFact, became: str, at: datetime) -> None:
    """The journey says that something was said, never what: somebody may seal allergies or medicines as a whole."""
    write_entry(
        actor,
        person=Person(pk=fact.person_id),
        kind=EntryKind.KEEPING_SAFE,
        title="Allergies and medicines",
        body=f"{'An allergy' if fact.kind == FactKind.ALLERGY else 'A medicine'} {became}. It stands on the first page."
        if not fact.none_known
        else f"That no {fact.kind} is known {became}. It stands on the first page.",
        occurred_at=at,
        at=at,
        source=Source.TOLD_BY_OTHER,
        subject=("HealthFact", fact.pk),
    )


def _today(at: datetime) -> date:
    return day_of(at)
