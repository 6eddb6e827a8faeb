"""A hub that closes at nine in the evening, and a plan for somebody's night there."""

from datetime import UTC, datetime, time, timedelta

from hearth.core.scope import acting_as
from hearth.holding import actions
from hearth.holding.models import Holding
from hearth.organisations.queries import worker_actor

# A Friday in November: local time is that of Greenwich. The door closes at nine in the evening.
LATE = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
OPENS, CLOSES = time(8), time(21)


def plan(world, person, by=None, at=LATE, **changed):
    actor = worker_actor(by or world.lead)
    told = {
        "evening_holder": world.peer,
        "night_service": world.surgery,
        "spoken_to": "Pol Reed",
        "morning_at": LATE + timedelta(hours=13),
        "morning_with": world.lead,
        **changed,
    }
    with acting_as(actor, at=at):
        holding = Holding.objects.visible_to(actor).select_related("hub").get(person=person)
        return actions.plan_evening(actor, holding=holding, at=at, **told)
