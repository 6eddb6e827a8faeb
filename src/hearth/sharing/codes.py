"""The words of sharing (DOMAIN 4.6)."""

from django.db import models


class RelationshipKind(models.TextChoices):
    """Why this worker or team may open this record now."""

    HOLDER = "holder", "holds this person"
    INVOLVED = "involved", "works with this person"
    PRESENT = "present", "this person is here now"
    ON_CALL = "on-call", "on call for this shift"
    PANEL = "panel", "on a panel about this person"


class BlockKind(models.TextChoices):
    OWN = "own-record", "Their own record"
    RELATIVE = "relative", "A relative’s record"
    COLLEAGUE = "colleague", "A colleague’s record"
    PERSON_ASKED = "person-asked", "The person asked"


class SaidBy(models.TextChoices):
    PERSON = "person", "The person"
    LEGAL = "legal-decision-maker", "Someone with the legal right to decide"
    BEST_INTERESTS = "best-interests", "A best-interests decision"


class OverrideReason(models.TextChoices):
    LIFE = "life", "Somebody’s life or safety"
    SERIOUS_HARM = "serious-harm", "To prevent serious harm"
    SAFEGUARDING = "safeguarding", "Safeguarding a child or an adult"
    CANNOT_ASK = "cannot-ask", "The person is very unwell and cannot be asked"
