"""What somebody tells us about us, what follows, and what everybody is told of it."""

from django.db import models

ACKNOWLEDGEMENT = "complaint-acknowledgement"


class Kind(models.TextChoices):
    THANKS = "thanks", "Thank you"
    IDEA = "idea", "An idea"
    COMPLAINT = "complaint", "A complaint"


class Step(models.TextChoices):
    """What is done about it. The last two change whose turn it is."""

    TAKEN = "taken", "Sees to it"
    ACKNOWLEDGED = "acknowledged", "Said that it has arrived"
    NEWS = "news", "Still on it"
    ANSWERED = "answered", "Answered"
    CAME_BACK = "came-back", "That does not answer it"


class Stand(models.TextChoices):
    """Where it stands, in the words of whoever said it."""

    WAITING = "waiting", "We have it"
    TAKEN = "taken", "Somebody sees to it"
    ACKNOWLEDGED = "acknowledged", "We are looking into it"
    ANSWERED = "answered", "Answered"
    CAME_BACK = "came-back", "We look at it again"


class Outcome(models.TextChoices):
    """What came of what somebody said."""

    DID = "did", "We did"
    TRYING = "trying", "We are trying"
    COULD_NOT = "could-not", "We could not, because"
