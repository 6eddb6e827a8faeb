"""The words of sharing (DOMAIN 4.6)."""

from datetime import timedelta

from django.db import models

from hearth.core.sight import LEVEL_WORDS, Level


class RelationshipKind(models.TextChoices):
    """Why this worker or team may open this record now."""

    HOLDER = "holder", "holds this person"
    INVOLVED = "involved", "works with this person"
    ASKED = "asked", "is asked to hold this person"
    PRESENT = "present", "this person is here now"
    ON_CALL = "on-call", "on call for this shift"
    PANEL = "panel", "on a panel about this person"


PASSING = (RelationshipKind.PRESENT, RelationshipKind.ON_CALL, RelationshipKind.PANEL)


class WhomKind(models.TextChoices):
    """About whom somebody chooses how much they may know."""

    ORGANISATION = "organisation", "Organisation"
    WORKER = "worker", "Worker"
    SUPPORTER = "supporter", "Supporter"


class ProxyKind(models.TextChoices):
    """By what right somebody acts for another."""

    GRANTED = "granted", "They asked for it themselves"
    PARENT = "parent", "A parent, or somebody with parental responsibility"
    LPA = "lpa", "A registered lasting power of attorney, for health and welfare"
    DEPUTY = "deputy", "A deputy named by the Court of Protection"


class DeciderKind(models.TextChoices):
    """By what law somebody may decide for another. The same words as of who acts by it."""

    PARENT = "parent", "A parent, or somebody with parental responsibility"
    LPA = "lpa", "A lasting power of attorney"
    DEPUTY = "deputy", "A deputy named by the Court of Protection"


class Covers(models.TextChoices):
    """What somebody may decide by it. Of the two only the first is about care and who may know."""

    CARE = "care", "Health, care and who may know"
    MONEY = "money", "Money and property only"


class HowChecked(models.TextChoices):
    """How a worker made sure of a paper."""

    PAPER = "paper", "I saw the paper itself"
    COPY = "copy", "I saw a certified copy"
    ASKED = "asked", "I asked where it is registered or was made"


class BlockKind(models.TextChoices):
    OWN = "own-record", "Their own record"
    RELATIVE = "relative", "A relative’s record"
    COLLEAGUE = "colleague", "A colleague’s record"
    PERSON_ASKED = "person-asked", "The person asked"


class SaidBy(models.TextChoices):
    PERSON = "person", "The person"
    LEGAL = "legal-decision-maker", "Someone with the legal right to decide"
    BEST_INTERESTS = "best-interests", "A best-interests decision"


class OverrideReason(models.TextChoices):
    LIFE = "life", "Somebody’s life or safety"
    SERIOUS_HARM = "serious-harm", "To prevent serious harm"
    SAFEGUARDING = "safeguarding", "Safeguarding a child or an adult"
    CANNOT_ASK = "cannot-ask", "The person is very unwell and cannot be asked"


# How long the glass stays broken (DOMAIN 4.6, default).
OVERRIDE_LASTS = timedelta(hours=4)
IN_EMERGENCY = "opened in an emergency"
# What was opened, as the person reads it.
OPENED_WORDS = {
    "first screen": "your page",
    "journey": "your journey",
    "circle": "who may see",
    "search": "what a search found in your record",
    "documents": "the list of your documents",
    "document": "one of your documents",
    "what they let me see": "what you let them see",
    "card": "your card for bad days",
    "card on a device": "your card for bad days, taken along for a shift",
    "card on paper": "your card for bad days, printed for a shift",
    "plan": "your plan",
    "measures": "your measures",
    "a measure": "one of your measures",
    "messages": "your messages",
    "identity": "who you are",
    "who they are": "who you are",
    "my journey": "your journey",
    "one page": "one page about you",
    "a code to come in": "nothing of yours",
}


class Section(models.TextChoices):
    """What can be closed as a whole, and is dangerous to close: the consequence is explained first (DOMAIN 4.6)."""

    ALLERGY = "allergy", "Allergies"
    MEDICINE = "medicine", "Medicines"
    CARD = "card", "When things are bad"
    SAFETY_NOTE = "safety-note", "What to know before a visit"


CONSEQUENCES = {
    Section.ALLERGY: "Somebody may give you something you are allergic to, because they cannot see this.",
    Section.MEDICINE: "Somebody may give you something that does not go with what you take.",
    Section.CARD: "On a bad day, whoever is there will not know what helps you, or whom to ring.",
    Section.SAFETY_NOTE: "Somebody may visit without knowing what keeps you and them safe.",
}
WHOLE_RECORD = (
    "Nobody alongside you can read what happened, so you may have to tell it again. In an emergency it takes longer."
)
ONE_ENTRY = "Those alongside you will not know about this unless you tell them."

# What each level means for the person, said before they choose.
LEVEL_MEANS = {
    Level.NOTHING: "From us they learn nothing, not even that I come here. They may ask me everything again.",
    Level.MINIMUM: "They know that I come here, what to call me and what makes it easier for me.",
    Level.APPOINTMENTS: "They also see how to reach me, and when I am expected.",
    Level.PLAN: "They also see my plan, but not what was written after we talked.",
    Level.FULL: "They read what was written, and can help without asking again.",
}

# One worker by name is let in or kept out, nothing between.
WORKER_LEVEL_MEANS = {
    Level.NOTHING: "Whatever their work here, they cannot open my page, not even in an emergency.",
    Level.FULL: "They read what was written, even where their organisation may know less.",
}


def _choices(means: dict[Level, str]) -> list[tuple[int, str, str]]:
    named = {level: LEVEL_WORDS[level][:1].upper() + LEVEL_WORDS[level][1:] for level in means}
    return [(int(level), named[level], words) for level, words in means.items()]


# What is offered: (level, what it is called, what it means).
CHOICES = _choices(LEVEL_MEANS)
WORKER_CHOICES = _choices(WORKER_LEVEL_MEANS)
