"""Where somebody stands with us. There is no 'rejected' and no 'discharged' (DOMAIN 1)."""

from django.db import models


class HoldingStatus(models.TextChoices):
    WELCOMING = "welcoming", "Being welcomed"
    SUPPORTED = "supported", "Being supported"
    RESTING = "resting", "Resting"
    HANDED_ON = "handed-on", "Handed over to someone who said yes"
    DIED = "died", "Died"


OPEN = (HoldingStatus.WELCOMING, HoldingStatus.SUPPORTED, HoldingStatus.RESTING)
