"""Where words are read: in somebody's record, in a letter, on the person's own pages (DOMAIN 4.20)."""

from django.db import models


class Audience(models.TextChoices):
    RECORD = "record", "What we write in a record"
    LETTER = "letter", "Letters and messages"
    PORTAL = "portal", "The person’s own pages"
