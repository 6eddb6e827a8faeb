"""Looking after a city that stands: is there one, and is somebody on shift for the days ahead?"""

from datetime import datetime, timedelta

from django.db.models import Max

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.models import Installation
from hearth.core.scope import acting_as
from hearth.demonstration import actions
from hearth.demonstration.people_of_the_city import read_data
from hearth.demonstration.places import rota_workers
from hearth.demonstration.plan import staff
from hearth.demonstration.rota import first_days, shifts
from hearth.organisations.models import Account, Hub, Membership, Organisation, Shift
from hearth.people.models import Person

EMPTY, DEMONSTRATION, IN_USE = "empty", "demonstration", "in use"


def state_of_database(*, at: datetime) -> str:
    """EMPTY, DEMONSTRATION or IN_USE."""
    with acting_as(SYSTEM, at=at):
        if Installation.objects.filter(demonstration=True).exists():
            return DEMONSTRATION
        rows = (Installation.objects, Organisation.objects, Account.objects, Person.objects.visible_to(SYSTEM))
        return IN_USE if any(some.exists() for some in rows) else EMPTY


def prolong_rota(*, now: datetime) -> int:
    """Post shifts for the days of the next fortnight that have none yet. Returns how many were posted."""
    with acting_as(SYSTEM, at=now):
        last = Shift.objects.aggregate(last=Max("ends_at"))["last"] or now - timedelta(days=2)
        days = [day for day in first_days(now) if day >= day_of(last)]
        hubs, members = _hubs(), _members()
        planned = [
            shift
            for shift in shifts(rota_workers(), days, now=now)
            if shift.worker in members and shift.hub in hubs and shift.starts_at >= last
        ]
        if planned:
            actions.post_rota(SYSTEM, shifts=planned, hubs=hubs, members=members, at=now)
        return len(planned)


def _hubs() -> dict[str, Hub]:
    standing = {hub.slug: hub for hub in Hub.objects.all()}
    return {told["key"]: standing[told["slug"]] for told in read_data("city")["hubs"] if told["slug"] in standing}


def _members() -> dict[str, Membership]:
    """Those of the first workers who are still here, found by name, role and hub."""
    found = Membership.objects.filter(is_active=True).select_related("worker")
    here = {(one.worker.given_name, one.worker.family_name, one.role): one for one in found}
    names = {worker.key: (worker.given, worker.family, worker.role) for worker in staff()}
    return {key: here[name] for key, name in names.items() if name in here}
