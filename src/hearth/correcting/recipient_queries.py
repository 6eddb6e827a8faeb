"""Who had the words before they were put right, and who of them still has to hear of it."""

from typing import Any
from uuid import UUID

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.correcting.codes import Spread
from hearth.correcting.models import CorrectionAnswer, Recipient, Spreading

COLUMNS = ("kind", "whom", "what", "source_id", "received_at")


def had_the_words(*, person_id: UUID, root_id: UUID) -> list[dict[str, Any]]:
    """Everything that left the house with the words of one entry, the first first, for a worker who may know all."""
    rows = doors.rows(
        "SELECT kind, whom, what, source_id, received_at FROM correcting_recipients(%s, %s)", person_id, root_id
    )
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def recipients(actor: Actor, *, answer: CorrectionAnswer) -> list[tuple[Recipient, Spreading | None]]:
    """Each who had the earlier words, with what became of them, the first first."""
    found = Recipient.objects.visible_to(actor).filter(answer=answer).order_by("received_at", "id")
    told = Spreading.objects.visible_to(actor).filter(recipient__answer=answer)
    by_recipient = {one.recipient_id: one for one in told}
    return [(one, by_recipient.get(one.pk)) for one in found]


def still_to_tell(actor: Actor, *, answer: CorrectionAnswer) -> bool:
    """Whether anybody who had the earlier words has not been seen to yet."""
    return any(told is None for _, told in recipients(actor, answer=answer))


def told_of(actor: Actor, *, answer: CorrectionAnswer) -> str:
    """Whom we told, as a list in words; empty if nobody needed to be."""
    told = [one.whom for one, seen in recipients(actor, answer=answer) if seen and seen.outcome == Spread.TOLD]
    names = list(dict.fromkeys(told))
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
