"""What somebody told us about us, and what was said in answer, for the copy of their record."""

from collections.abc import Iterator

from hearth.core.actor import Actor
from hearth.outcomes.models import Feedback, FeedbackStep
from hearth.people.models import Person
from hearth.subject_access.found import Found


def of_feedback(actor: Actor, person: Person) -> Iterator[Found]:
    """Each with its steps. No worker reads it for this: it is kept from those alongside, and is theirs already."""
    for said in Feedback.objects.visible_to(actor).filter(person=person).order_by("said_at", "id"):
        yield Found("Feedback", said.pk, said.get_kind_display(), said.words, said.called, said.said_at, sealed=True)
    steps = FeedbackStep.objects.visible_to(actor).filter(person=person).exclude(words="")
    for step in steps.order_by("at", "id"):
        yield Found("FeedbackStep", step.pk, step.get_kind_display(), step.words, step.by_name, step.at, sealed=True)
