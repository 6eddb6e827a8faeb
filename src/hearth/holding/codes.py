"""Where somebody stands with us. There is no 'rejected' and no 'discharged' (DOMAIN 1)."""

from django.db import models


class HoldingStatus(models.TextChoices):
    WELCOMING = "welcoming", "Being welcomed"
    SUPPORTED = "supported", "Being supported"
    RESTING = "resting", "Resting"
    HANDED_ON = "handed-on", "Handed over to someone who said yes"
    DIED = "died", "Died"
    SAME_PERSON = "same", "Is the same person as somebody we know"


OPEN = (HoldingStatus.WELCOMING, HoldingStatus.SUPPORTED, HoldingStatus.RESTING)


class HandoverStatus(models.TextChoices):
    """Where a handover stands. There is no refusal: whoever is not the right place says who is, and they say yes."""

    PROPOSED = "proposed", "Asked"
    TALKING = "in-discussion", "Being talked about"
    ACCEPTED = "accepted", "Accepted"
    MET = "met", "Met together"
    COMPLETED = "completed", "Complete"
    DECLINED = "declined", "Somebody else said yes instead"
    WITHDRAWN = "withdrawn", "Taken back"


UNANSWERED = (HandoverStatus.PROPOSED, HandoverStatus.TALKING)
ACCEPTED = (HandoverStatus.ACCEPTED, HandoverStatus.MET, HandoverStatus.COMPLETED)
RUNNING = (*UNANSWERED, HandoverStatus.ACCEPTED, HandoverStatus.MET)
