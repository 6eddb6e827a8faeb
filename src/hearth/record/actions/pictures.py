"""Letting a picture of somebody's journey leave the house, and noting that it did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.record import permissions
from hearth.record.actions.writing import write_entry
from hearth.record.codes import EntryKind, Source
from hearth.record.models import PictureAgreement
from hearth.sharing import queries as sharing
from hearth.sharing.codes import SaidBy
from hearth.sharing.decider_rules import NOBODY_CHECKED

# A yes is for a purpose, not for ever: another day is another question.
HOLDS = timedelta(hours=24)
NEVER_IN_IT = "What I keep private, what is held back and what somebody told in confidence never stands in it."


@dataclass(frozen=True, slots=True)
class Yes:
    """What was said: who agreed, how they were asked, and what the picture is for."""

    said_by: SaidBy
    how_asked: str
    what_for: str


@action
def agree_to_picture(actor: Actor, /, *, person: Person, yes: Yes, at: datetime) -> PictureAgreement:
    """Write down that the person agreed to a picture of their journey being saved, for one purpose, for 24 hours.

    They read it in their journey. Raises NotPermitted, or NotPossible without how they were asked or what it is for.
    """
    recorded_by = permissions.check_agree_to_picture(actor, person=person)
    check_yes(yes)
    if yes.said_by == SaidBy.LEGAL and not sharing.decides_about_care(actor, person=person, at=at):
        raise NotPossible(NOBODY_CHECKED)
    agreement = PictureAgreement(
        id=new_id(),
        person=person,
        said_by=yes.said_by,
        how_asked=yes.how_asked.strip(),
        what_for=yes.what_for.strip(),
        recorded_by_id=recorded_by,
        agreed_at=at,
        until_at=at + HOLDS,
    )
    agreement.save(force_insert=True)
    _tell(actor, person, agreement, at)
    audit.record(actor, "record.picture_agreed", subject=agreement, at=at, detail={"said_by": yes.said_by})
    return agreement


@action
def take_out_picture(actor: Actor, /, *, agreement: PictureAgreement, kind: str, at: datetime) -> None:
    """A worker saves the picture as a file of this kind, as was agreed. Leaves a line in the audit trail.

    Raises NotPermitted for another worker than the one the person said yes to, NotPossible once the yes has run out.
    """
    permissions.check_take_out_picture(actor, agreement=agreement)
    if at >= agreement.until_at:
        raise NotPossible("That yes was for a day, and the day is over. Ask them again.")
    audit.record(actor, "record.picture_taken_out", subject=agreement, at=at, detail={"as": kind})


@action
def take_out_own_picture(actor: Actor, /, *, person: Person, kind: str, at: datetime) -> None:
    """The person saves the picture of their own journey, whenever they like. Raises NotPermitted for anyone else."""
    permissions.check_take_out_own_picture(actor, person=person)
    audit.record(actor, "record.picture_taken_out", subject=person, person_id=person.pk, at=at, detail={"as": kind})


def check_yes(yes: Yes) -> None:
    """Raises NotPossible, in words for whoever asks, unless the yes is whole and the person's own."""
    if yes.said_by == SaidBy.BEST_INTERESTS:
        raise NotPossible("A picture leaves only if they say yes, or whoever has the legal right to say it for them.")
    if not yes.how_asked.strip():
        raise NotPossible("Say how you asked them. They read this.")
    if not yes.what_for.strip():
        raise NotPossible("Say what the picture is for. They read this.")


def _tell(actor: Actor, person: Person, agreement: PictureAgreement, at: datetime) -> None:
    who = person.known_as if agreement.said_by == SaidBy.PERSON else "Whoever may decide for them"
    said = f"{who} said yes: {actor.name} may save a picture of the journey until this time tomorrow."
    write_entry(
        actor,
        person=person,
        kind=EntryKind.DECISION,
        title="A picture of my journey may be saved",
        body=f"{said} What it is for: {ended(agreement.what_for)} "
        f"How it was asked: {ended(agreement.how_asked)} {NEVER_IN_IT}",
        occurred_at=at,
        at=at,
        source=Source.TOLD_BY_PERSON,
        subject=("PictureAgreement", agreement.pk),
    )


def ended(words: str) -> str:
    """Words as a sentence ends."""
    return words if words.endswith((".", "?", "!")) else f"{words}."
