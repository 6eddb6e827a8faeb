"""How somebody reaches us, and what the one who wrote says of the person's knowing."""

from django.db import models


class Route(models.TextChoices):
    """Equal in standing (DOMAIN 4.2)."""

    MYSELF = "myself", "Asked for themselves"
    SOMEONE_WHO_CARES = "someone-who-cares", "Someone who cares about them"
    PROFESSIONAL = "professional", "A professional"
    WALK_IN = "walk-in", "Walked in"
    PHONE = "phone", "Rang"
    TRANSFER = "transfer", "From a crisis line or emergency service"
    OUTREACH = "outreach", "Met outside"


class PersonKnows(models.TextChoices):
    YES = "yes", "Yes, and they agree"
    NO = "no", "No"
    NOT_YET_ASKED = "not-yet-asked", "Not yet asked"


class ReferralStatus(models.TextChoices):
    RECEIVED = "received", "Received"
    WELCOMED = "welcomed", "Welcomed"
    RESTING = "resting", "Resting, said not now"
    UNREACHED = "unreached", "Resting, not reached so far"
    CONNECTED = "connected", "Connected elsewhere, accepted there"


class RecognisedBy(models.TextChoices):
    """How we know which organisation a referrer writes from.

    A typed code says it; an e-mail that answers proves it, and so does the key of a machine.
    """

    DOMAIN = "domain", "Their e-mail address"
    ODS = "ods", "The NHS code they gave"
    SIGN_IN = "sign-in", "Signed in here"
    KEY = "key", "The key of their system"


class UpdateKind(models.TextChoices):
    """What a referrer is told, and when (DOMAIN 4.2)."""

    RECEIPT = "receipt", "We have it"
    STILL_HERE = "still-here", "We still have it"
    CONTACT_MADE = "contact-made", "We have met"
    OUTCOME = "outcome", "What came of it"


class MayHear(models.TextChoices):
    """How much of what follows the person lets whoever asked for them hear. Nothing, until they have said so."""

    NOTHING = "nothing", "Only that we have it, and who holds it"
    CONTACT = "contact", "Also that we have met"
    OUTCOME = "outcome", "Also what came of it, in a line"


class WordKind(models.TextChoices):
    """What whoever asked says afterwards, from their own page."""

    ADDITION = "addition", "Something to add"
    ANSWER = "answer", "An answer to a question of yours"
    HEARD = "heard", "We have heard from them"
    WITHDRAW = "withdraw", "We take back what we asked"
    STOP = "stop", "Send me no more news"
    START = "start", "Send me news again"


class ContactChoice(models.TextChoices):
    """What a worker decides about somebody who does not know that we were asked."""

    GO = "go-ahead", "We get in touch, in this way"
    NOT_YET = "not-yet", "We do not get in touch yet"
