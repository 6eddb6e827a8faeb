"""What becomes of a correction, of a move, and of somebody's look at what stood in the wrong place."""

from django.db import models

CORRECTION = "record-correction"
RECIPIENTS = "correction-recipients"


class Outcome(models.TextChoices):
    """How a correction was answered (DOMAIN 4.5)."""

    AMENDED = "amended", "Accepted and amended"
    NOT_ACCEPTED = "not-accepted", "Not accepted; their words stand beside it"
    TAKEN_OUT = "taken-out", "It was about somebody else and has been taken out"


class Whose(models.TextChoices):
    """Of two people, whose side an exposure is looked at from."""

    WORDS = "words", "Whose words were read where they did not belong"
    RECORD = "record", "Whose record said something that was not about them"


class Telling(models.TextChoices):
    """What a guardian decides about one of those who saw it."""

    READER = "reader", "Tell whoever read or received it"
    PERSON = "person", "Tell the person"
    BOTH = "both", "Tell both"
    NOBODY = "nobody", "Nobody needs to be told"


class Received(models.TextChoices):
    """In what the earlier words left the house."""

    FORM = "form", "A form we sent"
    COPY = "copy", "A copy of the record"
    PICTURE = "picture", "A picture of the journey"


class Spread(models.TextChoices):
    """What became of one who had the earlier words."""

    TOLD = "told", "They were told"
    NOT_NEEDED = "not", "They need not be told, or cannot be"
