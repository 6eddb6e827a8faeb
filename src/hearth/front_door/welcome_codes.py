"""Between the receipt and being supported: when we act, how we tried to reach somebody, how a first talk went."""

from django.db import models


class Urgency(models.TextChoices):
    """When we act. It says nothing about the person, and no programme works it out."""

    IN_TURN = "in-turn", "In its turn"
    SOON = "three-days", "Within three days"
    NOW = "now", "Now"


class Channel(models.TextChoices):
    CALL = "call", "Rang"
    TEXT = "text", "Sent a text"
    EMAIL = "email", "Sent an e-mail"
    LETTER = "letter", "Sent a letter"
    VISIT = "visit", "Went to them"
    THROUGH = "through", "Asked somebody they trust"


class AttemptOutcome(models.TextChoices):
    REACHED = "reached", "Reached them"
    NO_ANSWER = "no-answer", "No answer"
    MESSAGE = "left-a-message", "Left a message"
    CUT_OFF = "cut-off", "The line was cut off"
    WRONG = "wrong-number", "Wrong number or address"
    NOT_SAFE = "not-safe", "It was not safe to talk"
    SENT = "sent", "It is on its way"


class PartOfDay(models.TextChoices):
    MORNING = "morning", "in the morning"
    AFTERNOON = "afternoon", "in the afternoon"
    EVENING = "evening", "in the evening"


class Place(models.TextChoices):
    ROOM = "room", "A room with us"
    HOME = "home", "At their place"
    WALK = "walk", "On a walk"
    VIDEO = "video", "By video"
    PHONE = "phone", "By phone"


class BookingOutcome(models.TextChoices):
    """How a booked talk ended. What we cancelled is counted apart from what they could not make."""

    HELD = "held", "We talked"
    WE_CANCELLED = "we-cancelled", "We cancelled"
    THEY_MOVED = "they-rearranged", "They rearranged"
    MISSED = "did-not-make-it", "Did not make it"
    NOT_SUPPORTED = "not-supported", "Was not supported to come"


MISSED = (BookingOutcome.MISSED, BookingOutcome.NOT_SUPPORTED)


class Decision(models.TextChoices):
    """What two colleagues decided after thinking aloud about somebody who did not make it or was not reached."""

    GO_ON = "go-on", "Go on trying"
    OTHER_OFFER = "other-offer", "Offer something different"
    VISIT = "visit", "Go and see them"
    WELFARE_CHECK = "welfare-check", "Ask for a welfare check"
    REST = "rest", "Let it rest, with the door open"


class WelcomeStep(models.TextChoices):
    """How a welcome ended. There is no way to be turned away."""

    OFFER = "offer-agreed", "Agreed what comes next"
    NOT_NOW = "not-now", "Said not now"
    CONNECTED = "connected", "Connected elsewhere, and accepted there"
    NOT_REACHED = "not-reached", "Not reached so far"
    CAME_BACK = "came-back", "Came back"
