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
    CONNECTED = "connected", "Connected elsewhere, accepted there"
