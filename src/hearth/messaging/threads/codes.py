"""Who speaks in a thread, and what a reader says of it."""

from django.db import models

# Hearth default: by the end of the next working day.
ANSWER_CLOCK = "message-answer"


class Side(models.TextChoices):
    PERSON = "person", "The person"
    TEAM = "team", "Those alongside"
    HEARTH = "hearth", "Hearth itself, as nobody was reading"


class Read(models.TextChoices):
    READ = "read", "Read"
    NO_ANSWER = "no-answer", "Read, and needs no answer"
