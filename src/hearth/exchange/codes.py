"""What becomes of a row that is brought in, why one waits for a human, and what can be wrong with a machine's call."""

from django.db import models


class Result(models.TextChoices):
    """DESIGN 6: the five words of an import report."""

    TAKEN = "taken", "Taken"
    MATCHED = "matched", "Matched"
    HELD = "held", "Held for a human"
    REFUSED = "refused", "Refused"
    UNCHANGED = "unchanged", "Unchanged"


class HoldReason(models.TextChoices):
    SAME_NUMBER = "same-number", "Somebody here has the same number, but another name or birth date"
    SAME_NAME_AND_BIRTH = "name-and-birth", "Somebody here has the same name and birth date; it may be another person"
    SEVERAL = "several", "More than one person here could be meant"
    CHANGED = "changed", "The other record now says something else about who this is"


class Door(models.TextChoices):
    """Where machines knock."""

    API = "api", "Referrals by the API"
    BARS = "bars", "Referrals as BaRS messages"


class Fault(models.TextChoices):
    """What can be wrong with a call. The label is the plain title of the answer; it never holds what was sent."""

    NO_KEY = "no-key", "We do not know who is calling"
    ENDED_KEY = "ended-key", "This key has ended"
    TOO_MANY = "too-many", "Too many calls at once"
    METHOD = "method", "This address does not do that"
    NOT_ACCEPTABLE = "not-acceptable", "We cannot answer in that form"
    MEDIA_TYPE = "media-type", "We cannot read that kind of content"
    TOO_LARGE = "too-large", "This is too large"
    UNREADABLE = "unreadable", "We could not read this"
    HEADER = "header", "A header is missing or not right"
    INVALID = "invalid", "Something is missing or not right"
    VALUE = "value", "A value is not right"
    NOT_SUPPORTED = "not-supported", "We do not take this kind of message yet"
    WRONG_TARGET = "wrong-target", "This is meant for somebody else"
    NOT_FOUND = "not-found", "We have nothing here for this key"
    NO_REFERRAL = "no-referral", "We do not know which referral this is about"
    DUPLICATE = "duplicate", "We have this message already"
    OTHER_BODY = "other-body", "This key was used for something else"
    NOBODY_HERE = "nobody-here", "No hub can receive anybody just now"
    OURS = "ours", "Something went wrong with us"
