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


class Dispute(models.TextChoices):
    """What services do not agree about (DOMAIN 4.4). What somebody takes, or has not done yet, is never a reason."""

    WHO_FUNDS = "who-funds", "Who pays"
    WHICH_TEAM = "which-team", "Which team is right"
    CO_OCCURRING = "co-occurring", "Two kinds of support are needed together"
    AREA = "area", "Which area somebody belongs to"
    AGE = "age", "Services for younger people or for adults"
    HOUSING_OR_CARE = "housing-or-care", "Housing or care"
    DIAGNOSIS = "diagnosis", "What the difficulties are called"


class Ladder(models.TextChoices):
    """Who of each service has to answer, the nearest to the person first. It only goes up."""

    WORKERS = "workers", "The workers"
    MANAGERS = "managers", "The service managers"
    DECISION = "decision", "The directors or a panel"


class Stand(models.TextChoices):
    """What a service says when it is asked. There is no “not ours”: what cannot be settled here is settled above."""

    WE_WILL = "we-will", "Yes, we will do our part"
    ASK_ABOVE = "ask-above", "We cannot settle this between us, ask above us"


class AbsenceKind(models.TextChoices):
    """Why somebody who works here is away. Seen by those who lead; everybody else reads that they are away."""

    ILL = "ill", "Ill"
    HOLIDAY = "holiday", "On holiday"
    SUSPENDED = "suspended", "Suspended"
    OTHER = "other", "Away for another reason"
