"""Asking, one thing on each page: three answers that are needed, and then one may stop."""

from collections.abc import Mapping
from dataclasses import dataclass

from hearth.front_door.codes import Route


@dataclass(frozen=True, slots=True)
class Step:
    """One page: what it asks whoever asks for themselves, and for another. `needed` must be answered."""

    slug: str
    heading: str
    of_another: str
    fields: tuple[str, ...]
    needed: str = ""


WHOM = Step("whom", "Who is this for?", "Who is this for?", ("for_whom",), "for_whom")
KNOWS = Step(
    "knows",
    "Do they know you are asking?",
    "Do they know you are asking?",
    ("person_knows", "knows_not_because", "referrer_name", "referrer_email"),
    "person_knows",
)
STORY = Step("story", "What is going on?", "What is going on?", ("what_is_happening",), "what_is_happening")
FIND = Step(
    "find", "How can we find you?", "How can we find them?", ("who_and_how_to_find", "known_as"), "who_and_how_to_find"
)
HELP = Step("help", "What would help?", "What would help?", ("would_help",))
BEFORE = Step(
    "before",
    "Is there anything we should know before we get in touch?",
    "Is there anything we should know before we get in touch?",
    ("safe_contact",),
)
EASIER = Step("easier", "What would make this easier?", "What would make this easier for them?", ("adjustments",))

NEEDED = (WHOM, STORY, FIND, KNOWS)
MORE = (HELP, BEFORE, EASIER)
STEPS = {step.slug: step for step in (*NEEDED, *MORE)}


def needed_of(told: Mapping[str, str]) -> tuple[Step, ...]:
    """The pages that must be answered: whoever asks for themselves is not asked whether they know."""
    return NEEDED if is_for_another(told) else NEEDED[:-1]


def is_for_another(told: Mapping[str, str]) -> bool:
    """Whether this is for somebody else."""
    return told.get("for_whom") == Route.SOMEONE_WHO_CARES


def next_step(told: Mapping[str, str]) -> Step | None:
    """The first page not answered yet; None when what is needed is there."""
    return next((step for step in needed_of(told) if not told.get(step.needed, "").strip()), None)
