"""The words of giving somebody their record (DOMAIN 4.21)."""

from django.db import models


class Route(models.TextChoices):
    """How it was asked. Any way will do, in any words."""

    ONLINE = "online", "On their own page"
    TALKING = "talking", "Said it to somebody"
    PHONE = "phone", "Rang"
    LETTER = "letter", "Wrote a letter"
    EMAIL = "email", "Wrote an e-mail"


class AskedBy(models.TextChoices):
    PERSON = "person", "They asked themselves"
    AUTHORITY = "authority", "Somebody asked who may ask for them"


class Entitled(models.TextChoices):
    """What lets somebody ask for another. Each needs a lawyer's eye before it is used: see the sources in `rules`."""

    SIGNED = "signed", "The person signed that they may"
    ATTORNEY = "attorney", "A registered lasting power of attorney"
    DEPUTY = "deputy", "A deputy whom the court appointed"
    PARENT = "parent", "Parent of a child who cannot decide this alone yet"
    AFTER_DEATH = "after-death", "The person has died: executor, or somebody with a claim"


class Status(models.TextChoices):
    """Where a request stands, as the person reads it."""

    ASKED = "asked", "We have it. First we make sure that it is you."
    GATHERING = "gathering", "We gather what is written about you."
    REVIEWING = "reviewing", "Each partner reads through their part, for what is about somebody else."
    READY = "ready", "Everything is looked through. It is on its way to you."
    DELIVERED = "delivered", "It is yours."
    WITHDRAWN = "withdrawn", "Taken back."


RUNNING = (Status.ASKED, Status.GATHERING, Status.REVIEWING, Status.READY)


class IdentityBy(models.TextChoices):
    """How we know that it is them. No more than is needed: nobody is asked for a passport by whoever knows them."""

    SIGNED_IN = "signed-in", "Signed in as themselves"
    KNOWN = "known", "I know them"
    ASKED = "asked", "They told me things that only they would know"
    DOCUMENT = "document", "I saw a document"


class Concern(models.TextChoices):
    """Why an item is not given before a human has looked at it."""

    NONE = "", "Nothing that we know of"
    HELD_BACK = "held-back", "The person does not read this now"
    IN_CONFIDENCE = "in-confidence", "Told in confidence"
    ABOUT_OTHERS = "about-others", "About somebody else as well"
    BY_OTHERS = "by-others", "Told by somebody else"
    SAFETY = "safety", "Written for the safety of those who visit"


class Outcome(models.TextChoices):
    GIVE = "give", "Give it as it is"
    REDACT = "redact", "Leave out some words"
    WITHHOLD = "withhold", "Leave it out"


class Reason(models.TextChoices):
    """Why something is left out. Each needs a lawyer's eye before it is used: see the sources in `rules`."""

    OTHERS = "others", "It is about somebody else"
    IN_CONFIDENCE = "in-confidence", "Somebody told us this in confidence"
    SERIOUS_HARM = "serious-harm", "Reading it could seriously harm somebody"
    CRIME = "crime", "Telling it could get in the way of preventing a crime"
    LEGAL = "legal", "It is advice from a lawyer"


# What the person reads where something is left out.
MARKS = {
    Reason.OTHERS: "left out: about somebody else",
    Reason.IN_CONFIDENCE: "left out: told to us in confidence",
    Reason.SERIOUS_HARM: "left out: it could seriously harm somebody",
    Reason.CRIME: "left out: it could get in the way of preventing a crime",
    Reason.LEGAL: "left out: advice from a lawyer",
}
UNSAID = "left out"


class Handed(models.TextChoices):
    """How it was given."""

    ON_THEIR_PAGE = "page", "On their own page"
    TOGETHER = "together", "On paper, read together"
    PAPER = "paper", "On paper, into their hand"
    POST = "post", "By post, to an address that is safe"
