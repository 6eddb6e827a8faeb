"""Words that stand for something in this package."""

from django.db import models


class Safe(models.TextChoices):
    """Whether it is safe for somebody to have their pages where others may look (DOMAIN 4.7)."""

    ALONE = "alone", "Yes. Nobody else looks at it"
    CAREFUL = "careful", "Mostly. Others may see it now and then"
    UNSAFE = "unsafe", "No. It is not safe just now"
