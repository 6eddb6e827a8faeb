"""What must be true of plans: `hearth check` asks."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from hearth.core.checks import Check
from hearth.core.models import Clock
from hearth.core.scope import current_scope
from hearth.plans.codes import AFTER_CLOCK, AFTER_THE_SHIFT, REVIEW_CLOCK
from hearth.plans.models import ShiftKey, Signature

LATE = timedelta(hours=1)


def checks() -> list[Check]:
    """Every signed plan is looked at again one day, and no key outlives its shift."""
    return [
        Check("Every signed plan has a day on which it is looked at again", plans_without_a_day),
        Check("No key of a pack outlives its shift", keys_left),
    ]


def plans_without_a_day() -> list[str]:
    """People who signed something, and whose promise to look again neither runs nor was stopped on purpose."""
    promised = Clock.objects.filter(person_id=OuterRef("person_id"), definition__in=(REVIEW_CLOCK, AFTER_CLOCK))
    without = Signature.objects.filter(~Exists(promised)).values_list("person_id", flat=True).distinct()
    return [f"person {person_id} signed a plan that nobody looks at again" for person_id in without]


def keys_left() -> list[str]:
    """Keys that should have been forgotten an hour ago."""
    over = ShiftKey.objects.filter(forgotten_at=None, shift__ends_at__lt=current_scope().at - AFTER_THE_SHIFT - LATE)
    return [f"the key of shift {key.pk} is still here" for key in over]
