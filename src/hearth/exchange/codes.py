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
    SAME_NUMBER = "same-number", "Somebody here has the same number, but another name or birth date"
    SAME_NAME_AND_BIRTH = "name-and-birth", "Somebody here has the same name and birth date; it may be another person"
    SEVERAL = "several", "More than one person here could be meant"
    CHANGED = "changed", "The other record now says something else about who this is"
