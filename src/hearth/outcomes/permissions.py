"""Who fills in a measure with or for whom, who keeps licensed words, and who reads figures."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.outcomes.models import Fill
from hearth.people.models import Circumstances, Person

RECORD = "measure.record"
KEEP = "instrument.keep"
FIGURES = "outcomes.figures"
OF_HUB = "outcomes.of_hub"


def check_measure(actor: Actor, *, person: Person) -> UUID | None:
    """The person themselves, as nobody's membership; or a worker who works with measures and may know everything that
    is not sealed: the membership they act in. Raises NotPermitted.
    """
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != person.pk:
            raise NotPermitted(RECORD)
        return None
    return check_measure_with(actor, person=person)


def check_measure_with(actor: Actor, *, person: Person) -> UUID:
    """A worker who works with measures, alongside this person: the membership they act in. Raises NotPermitted."""
    actor.check(RECORD)
    if actor.membership_id is None or not Circumstances.objects.visible_to(actor).filter(person=person).exists():
        raise NotPermitted(RECORD)
    return actor.membership_id


def check_answer(actor: Actor, *, fill: Fill) -> None:
    """Whoever began it: the person on their own page, or a worker alongside. Raises NotPermitted."""
    mine = check_measure(actor, person=fill.person)
    if (fill.mode == "own") != (mine is None):
        raise NotPermitted(RECORD)


def check_keep_instruments(actor: Actor) -> None:
    """A role that keeps the measures of the place, or Hearth itself. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        actor.check(KEEP)


def check_count(actor: Actor) -> None:
    """Hearth itself: it forms groups whose figures are counted. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM:
        raise NotPermitted("outcomes.cohort")


def check_read_figures(actor: Actor) -> None:
    """Whoever reads figures of everybody, of their own hub, or Hearth itself. Raises NotPermitted."""
    if actor.kind is not ActorKind.SYSTEM and not (actor.may(FIGURES) or actor.may(OF_HUB)):
        raise NotPermitted(FIGURES)


def check_answer_pulse(actor: Actor) -> UUID:
    """Anybody who works here, by name: as which they act. Raises NotPermitted."""
    if actor.membership_id is None:
        raise NotPermitted("pulse.answer")
    return actor.membership_id


def by_name(actor: Actor) -> UUID:
    """The membership that acts. Raises NotPermitted for anybody who does not work here."""
    if actor.membership_id is None:
        raise NotPermitted(KEEP)
    return actor.membership_id
