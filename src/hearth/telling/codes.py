"""Where a filled form stands, how it leaves, and what kind of answer a question asks for."""

from django.db import models


class AnswerKind(models.TextChoices):
    LINE = "line", "One line"
    WORDS = "words", "Several lines"
    DAY = "day", "A date"
    YES_NO = "yes-no", "Yes or no"


class TemplateKind(models.TextChoices):
    PRINT = "print", "Our own print"
    DOCX = "docx", "The partner’s Word file"
    PDF = "pdf", "The partner’s PDF form"


class FillingStatus(models.TextChoices):
    OPEN = "open", "Being filled"
    CONFIRMED = "confirmed", "Confirmed"
    SENT = "sent", "Sent"
    LET_GO = "let-go", "Let go"


class Origin(models.TextChoices):
    """Where an answer in a form comes from. Only the first counts as not asked again."""

    KNOWN = "known", "Known already"
    ASKED = "asked", "Asked for this form"
    CHANGED = "changed", "Told otherwise for this form"
    EMPTY = "empty", "Not known"


class ConfirmedBy(models.TextChoices):
    THEMSELVES = "themselves", "On their own page"
    BESIDE = "beside", "On a screen, with somebody beside them"


class Way(models.TextChoices):
    FILE = "file", "As a file"
    PAPER = "paper", "On paper"
    LINK = "link", "By a link to the partner"


class Opened(models.TextChoices):
    READ = "read", "Read it"
    FILE = "file", "Took the file"
