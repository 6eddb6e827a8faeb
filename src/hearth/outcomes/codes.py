"""How a measure is filled, where it stands, and what came of it."""

from django.db import models


class Mode(models.TextChoices):
    OWN = "own", "On their own"
    TOGETHER = "together", "With somebody beside them"
    PAPER = "paper", "On paper, entered afterwards"


class FilledBy(models.TextChoices):
    THEMSELVES = "themselves", "They answered themselves"
    SAID = "said", "They said it, somebody else wrote it down"
    FOR_THEM = "for-them", "Somebody close answered for them"


class FillStatus(models.TextChoices):
    OPEN = "open", "Begun"
    DONE = "done", "Filled in"
    LET_GO = "let-go", "Let go"


class Offered(models.TextChoices):
    """What came of it when a measure could have been filled in."""

    OFFERED = "offered", "Offered"
    NOT_OFFERED = "not-offered", "Not offered"
    DECLINED = "declined", "They would rather not"
    NOT_NOW = "not-now", "Not able just now"


class Kind(models.TextChoices):
    """How the answers of a scale become its result."""

    SUM = "sum", "Added up"
    MEAN = "mean", "The mean"
    ALONE = "alone", "Each read alone"


class Change(models.TextChoices):
    """What the rule of the measure says of two results. It says nothing about the person."""

    BETTER = "better", "reliably better"
    SAME = "same", "no reliable change"
    WORSE = "worse", "reliably worse"
    NO_RULE = "no-rule", "no rule of change"


class Missing(models.TextChoices):
    """Why there are not two results to compare."""

    NOT_OFFERED = "not-offered", "never offered"
    DECLINED = "declined", "would rather not"
    NOT_NOW = "not-now", "not able at the time"
    NEVER_FILLED = "never-filled", "offered, and not filled in"
    NOT_SCORED = "not-scored", "filled in, with too many answers left out"
    ONCE = "once", "filled in once"
    TOO_CLOSE = "too-close", "filled in twice, too close together"
    VERSIONS = "versions", "filled in twice, in different versions"


class SupportKind(models.TextChoices):
    """What somebody had from the hub. One person can have several: these are never added up."""

    SOCIAL_PRESCRIBING = "social-prescribing", "Social prescribing"
    PEER_SUPPORT = "peer-support", "Peer support"
    SKILLS = "skills", "Skills and understanding"
    SOCIAL_CARE = "social-care", "Social care"
    WELCOME_BOOKED = "welcome-booked", "A welcoming conversation booked"


class Pulse(models.IntegerChoices):
    """How it is to work here just now. Our own words."""

    HARD = 0, "Hard to keep going"
    HEAVY = 1, "Heavy"
    MIXED = 2, "Some of both"
    WELL = 3, "Mostly good"
    GOOD = 4, "Good"


class Compared(models.TextChoices):
    """What came of comparing a rule of scoring with where it comes from."""

    AGREES = "agrees", "It says the same"
    DIFFERS = "differs", "It says something else"


# What the rules of a measure are about, by their names in data/*.json.
RULES = {
    "range": "Items, range and direction",
    "extra": "An item that counts in no result",
    "reversed": "Items that count the other way round",
    "missing": "Answers left out",
    "change": "What is more than chance",
    "boundary": "The line that is drawn",
    "worrying": "Answers to stay with",
    "progress": "What counts as progress",
    "pair": "Which two are compared",
}


class Step(models.TextChoices):
    """The four steps in which a chosen area is talked through. Source: DIALOG+ (East London NHS Foundation Trust)."""

    UNDERSTANDING = "understanding", "What is going on, and what works already"
    LOOKING_FORWARD = "looking_forward", "How it could be, the best and the smallest step"
    OPTIONS = "options", "What could be done, and by whom"
    ACTIONS = "actions", "What we agree to do"


# Its day is data, with its source, in `core/data/clocks.json`.
WORRY_CLOCK = "worrying-answer"
UNSAFE_CLOCK = "feeling-unsafe"
