"""Writing down what somebody tells of the time before the hub."""

from dataclasses import dataclass, replace
from datetime import datetime

from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.people.models import Person
from hearth.record import before_rules as rules
from hearth.record import permissions
from hearth.record.actions.writing import write_entry
from hearth.record.codes import EntryKind, Source
from hearth.record.journey.facts import Shape, When
from hearth.record.journey.reading import Before, coded
from hearth.record.journey.rough import Rough
from hearth.record.journey.words import sentence
from hearth.record.models import Entry
from hearth.record.rules import check_words


@dataclass(frozen=True, slots=True)
class Told:
    """What was told. `rough` is when it was, None if nobody knows; `until` when it ended, None if it did not last.

    `told_by` names whoever told it, if it was not the person. Yes and told again are None where nobody knows.
    """

    words: str
    what: Shape = Shape.NOTED
    who: str = ""
    rough: Rough | None = None
    until: Rough | None = None
    helped: str = ""
    not_helped: str = ""
    passed_to: str = ""
    yes: bool | None = None
    told_again: bool | None = None
    told_by: str = ""
    in_confidence: bool = False

    def as_told_by(self, told_by: str, *, in_confidence: bool) -> "Told":
        """The same, told by somebody by name; by the person if there is none."""
        return replace(self, told_by=told_by.strip(), in_confidence=in_confidence)


@action
def tell_before(actor: Actor, /, *, person: Person, told: Told, at: datetime) -> Entry:
    """Add to the journey what was before the hub, as exactly as it was told and no more.

    Written by the person, or by a worker alongside for whoever told it. What nobody knows the time of stands at the
    beginning of the record. Raises NotPermitted, or NotPossible if it says nothing.
    """
    permissions.check_tell_before(actor, person_id=person.pk)
    check_words(told.words)
    rules.check_passed(what=told.what, passed_to=told.passed_to, yes=told.yes)
    return write_entry(
        actor,
        person=person,
        kind=EntryKind.LIFE_EVENT,
        title=rules.WHAT[told.what][1],
        body=_body(told),
        occurred_at=min(told.rough.at, at) if told.rough else _beginning(actor, person, at),
        ended_at=_end(told, at),
        source=Source.TOLD_BY_OTHER if told.told_by else Source.TOLD_BY_PERSON,
        about_others=False,
        told_in_confidence=told.in_confidence,
        lane=told.who.strip() or rules.BEFORE,
        coded=coded(_drawn(told)),
        at=at,
    )


def _body(told: Told) -> str:
    """Every word of it in one text, so that it can be read and found."""
    more = {"What helped": told.helped.strip(), "What did not": told.not_helped.strip()}
    return "\n".join([told.words.strip(), *(sentence(f"{name}: {words}") for name, words in more.items() if words)])


def _drawn(told: Told) -> Before:
    return Before(
        what=told.what,
        when=told.rough.when if told.rough else When.UNKNOWN,
        passed_to=told.passed_to.strip(),
        yes=told.yes,
        told_again=told.told_again,
        helped=told.helped.strip(),
        said=told.rough.said if told.rough else "",
        until_said=told.until.said if told.until else "",
        from_on=told.rough.from_on if told.rough else None,
        last_on=told.rough.last_on if told.rough else None,
        told_by=told.told_by,
        before=True,
    )


def _end(told: Told, at: datetime) -> datetime | None:
    """When it ended; never before it began, however roughly either is known."""
    return min(max(told.until.at, told.rough.at), at) if told.until and told.rough else None


def _beginning(actor: Actor, person: Person, at: datetime) -> datetime:
    """Where the record begins, so that what has no date is not taken for the newest."""
    theirs = Entry.objects.visible_to(actor).filter(person_id=person.pk)
    first: datetime | None = theirs.order_by("occurred_at").values_list("occurred_at", flat=True).first()
    return first or at
