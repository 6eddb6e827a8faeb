"""The plan, the card and the wishes of somebody, in every version, for the copy of their record."""

from collections.abc import Iterator
from typing import Any

from hearth.core.actor import Actor
from hearth.core.helping import helped
from hearth.people.models import Person
from hearth.plans.codes import How
from hearth.plans.models import CapacityDoubt, CardVersion, GoalVersion, PartVersion, Voice, WishVersion
from hearth.plans.offline import lines_of
from hearth.sharing.models import Sealing
from hearth.subject_access.found import Found


def of_plan(actor: Actor, person: Person) -> Iterator[Found]:
    """Every version of everything, with who held the pen; what others see otherwise; what was in doubt."""
    for part in PartVersion.objects.visible_to(actor).filter(person=person).order_by("written_at", "id"):
        yield _found(part, f"Your plan: {part.get_part_display()}", part.words)
    for goal in GoalVersion.objects.visible_to(actor).filter(person=person).order_by("written_at", "id"):
        said = [goal.words, goal.why, f"Next: {goal.next_step}", goal.who, goal.get_state_display()]
        yield _found(goal, "What you hope for", "\n".join(filter(None, said)))
    for wish in WishVersion.objects.visible_to(actor).filter(person=person).order_by("written_at", "id"):
        yield _found(wish, f"Your wishes: {wish.get_kind_display()}", wish.words)
    closed = Sealing.objects.visible_to(actor).filter(person=person, lifted_at=None)
    sealed = any(one.section == "card" or (one.entry_id is None and not one.section) for one in closed)
    for card in CardVersion.objects.visible_to(actor).filter(person=person).order_by("written_at", "id"):
        yield _found(card, "Your card for bad days", "\n".join(lines_of(card)), sealed=sealed)
    for voice in Voice.objects.visible_to(actor).filter(person=person).order_by("said_at", "id"):
        whose = "You see it otherwise" if voice.whose == "person" else "A worker sees it otherwise"
        yield Found("Voice", voice.pk, whose, voice.words, voice.said_by + helped(voice), voice.said_at)
    for doubt in CapacityDoubt.objects.visible_to(actor).filter(person=person).select_related("noted_by"):
        words = f"{doubt.decision}\n{doubt.why}\n{doubt.support}\n{doubt.ended_words}".strip()
        title = "Whether you could decide something"
        yield Found("CapacityDoubt", doubt.pk, title, words, "", doubt.noted_at, doubt.noted_by.organisation_id)


def _found(version: Any, title: str, words: str, *, sealed: bool = False) -> Found:
    told_by = f"{version.author_name}, {version.acting_as}. {How(version.how).label.capitalize()}{helped(version)}."
    return Found(type(version).__name__, version.pk, title, words, told_by, version.written_at, sealed=sealed)
