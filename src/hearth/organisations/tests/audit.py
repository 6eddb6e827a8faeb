"""What the audit holds, for tests of what was recorded."""

from hearth.core.actor import SYSTEM
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.organisations.tests.factories import NOON


def audited() -> list[str]:
    """What is in the audit, oldest first. Only Hearth itself may read it."""
    with acting_as(SYSTEM, at=NOON):
        return list(AuditEvent.objects.order_by("id").values_list("event", flat=True))
