"""What becomes of a row that is brought in, and why one waits for a human."""

from django.db import models


class Result(models.TextChoices):
    """DESIGN 6: the five words of an import report."""

    TAKEN = "taken", "Taken"
    MATCHED = "matched", "Matched"
    HELD = "held", "Held for a human"
    REFUSED = "refused", "Refused"
    UNCHANGED = "unchanged", "Unchanged"


class HoldReason(models.TextChoices):
    NHS_NUMBER_DIFFERS = "nhs-number", "Same NHS number, but the name or birth date differs"
    SAME_NAME_AND_BIRTH = "name-and-birth", "Same name and birth date as somebody who is here already"
    SEVERAL = "several", "More than one person here could be meant"
    CHANGED = "changed", "The other record now says something else about who this is"
