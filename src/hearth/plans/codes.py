"""The words of a plan (DOMAIN 4.8)."""

from datetime import timedelta

from django.db import models


class Part(models.TextChoices):
    """What a plan is made of, in the order it is read; goals, the card and wishes are written apart."""

    ABOUT_ME = "about-me", "About me"
    MATTERS = "what-matters", "What matters to me"
    STRENGTHS = "strengths", "My strengths, and what I give"
    PEOPLE = "my-people", "My people"
    GOOD_DAYS = "good-days", "Good days"
    TALK = "how-to-talk", "How I want to be talked with"
    KEEPING_WELL = "keeping-well", "Keeping well"
    SIGNS_MINE = "signs-mine", "When it gets harder: what I notice"
    SIGNS_OTHERS = "signs-others", "When it gets harder: what others notice"
    NOT_HELPED = "not-helped", "What has not helped before"
    TOGETHER = "shared-understanding", "How we understand it together"
    ARRANGEMENTS = "arrangements", "Money, home, work, children and pets"


class About(models.TextChoices):
    """What a version is a version of."""

    PART = "part", "a part of the plan"
    GOAL = "goal", "something hoped for"
    CARD = "card", "the card for bad days"
    WISH = "wish", "a wish for later"


class How(models.TextChoices):
    """Who held the pen: said of every version, for ever."""

    THEMSELVES = "themselves", "in their own hand"
    WITH = "with", "together with them"
    FOR = "for", "for them, without them"


class Mark(models.TextChoices):
    """How somebody says that it is theirs. Any mark will do."""

    PAGE = "page", "On their own page"
    NAME = "name", "They typed their name"
    CROSS = "cross", "They made a cross"
    THUMB = "thumb", "They pressed a thumb on paper"
    SPOKEN = "spoken", "They said yes aloud"


# These leave nothing that could be looked at afterwards but who saw it.
WITNESSED = (Mark.CROSS, Mark.THUMB, Mark.SPOKEN)


class GoalState(models.TextChoices):
    HOPING = "hoping", "Hoping"
    TRYING = "trying", "Trying"
    GOING_WELL = "going-well", "Going well"
    STUCK = "stuck", "Stuck"
    DONE = "done", "Done"
    LET_GO = "let-go", "Let go"


class WishKind(models.TextChoices):
    """What each asks, and since when the law knows it, is data: `data/wishes.json`."""

    STATEMENT = "statement", "What I wish for"
    REFUSAL = "refusal", "What I refuse"
    CHOICE = "choice", "My advance choices"
    NOMINATED = "nominated", "Who speaks for me"


class Happened(models.TextChoices):
    """After which a plan is looked at again, whatever its date (DOMAIN 4.8)."""

    CRISIS = "crisis", "A crisis"
    ADMISSION = "admission", "A stay in hospital"
    DETENTION = "detention", "Held under the Mental Health Act, or in prison"
    BEREAVEMENT = "bereavement", "Somebody died"
    RELEASE = "release", "Came out of hospital or prison"
    BIRTH = "birth", "A child was born"
    MOVE = "move", "Moved home"
    ENDING = "relationship-ending", "A relationship ended"
    ASKED = "asked", "They would like to look at it again"


class Whose(models.TextChoices):
    PERSON = "person", "Theirs"
    WORKER = "worker", "A worker’s"


# The promises of a plan; their spans and sources are data, in `core/data/clocks.json`.
REVIEW_CLOCK = "plan-review"
AFTER_CLOCK = "plan-review-after"
# How long after a crisis nobody is asked to write about bad days.
UNSTEADY_FOR = timedelta(days=14)
# A pack outlives its shift by as long as a handing over takes.
AFTER_THE_SHIFT = timedelta(minutes=30)
