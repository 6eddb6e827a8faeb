"""Whom a message is for, how it travels, and where it stands, in words anyone would use."""

from django.db import models


class AddresseeKind(models.TextChoices):
    PERSON = "person", "The person"
    REFERRER = "referrer", "Whoever asked for them"
    WORKER = "worker", "Somebody who works here"
    PARTNER = "partner", "A partner"


BY_ADDRESS = (AddresseeKind.REFERRER, AddresseeKind.PARTNER)


class Channel(models.TextChoices):
    TEXT = "text", "Text"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"


class MessageState(models.TextChoices):
    WAITING = "waiting", "Waiting to be sent"
    HELD = "held", "Held until morning"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    DELIVERED = "delivered", "Arrived"
    UNDELIVERED = "undelivered", "Could not be delivered"
    NOT_SENT = "not-sent", "Not sent"
    TO_PRINT = "to-print", "Waiting to be printed"
    PRINTED = "printed", "Printed"
    POSTED = "posted", "Posted"
    TO_TELL = "to-tell", "Somebody needs to tell them"
    TOLD = "told", "Told by somebody"


STILL_TO_GO = (MessageState.WAITING, MessageState.HELD)
SAYS_WHY = (MessageState.NOT_SENT, MessageState.UNDELIVERED, MessageState.TO_TELL)
HAS_CHANNEL = (
    MessageState.SENDING,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.TO_PRINT,
    MessageState.PRINTED,
    MessageState.POSTED,
)


class ChoiceKind(models.TextChoices):
    """What the person, or whoever asked for them, decided about being written to. The newest word counts, of the first
    two and of the last two. Until they say otherwise we write, and say nothing of us."""

    STOP = "stop", "Do not write"
    START = "start", "Write again"
    PLAIN = "plain", "Messages may say who we are"
    NEUTRAL = "neutral", "Messages say nothing of us"


ANY_CHANNEL = "all"
