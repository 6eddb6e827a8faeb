"""The organisations, teams and workers of a drawn plan, written down twice: for the rule, and in the database."""

from dataclasses import dataclass

from hearth.core.actor import Actor, ActorKind
from hearth.core.roles import ROLES
from hearth.organisations.models import Membership, Organisation, Seat, SeatHolder, Team, Worker
from hearth.sharing import rules
from hearth.sharing.tests.plans import NOON, ORGANISATIONS


@dataclass
class Places:
    """Where everybody works, and each worker as an actor and as the rule knows them."""

    organisations: list[Organisation]
    teams: list[Team]
    workers: list[Worker]
    memberships: list[Membership]
    viewers: list[tuple[Actor, rules.Viewer]]


def take_places(plan: dict) -> Places:
    """Write down who works where, and in which seats."""
    organisations = [Organisation(name=f"Partner {letter}", kind="charity") for letter in "ABC"[:ORGANISATIONS]]
    teams = [Team(organisation=organisations[index], name="Team") for index in plan["teams"]]
    workers = [Worker(given_name=name) for name in ("Noor", "Pat", "Quinn")]
    memberships = [
        Membership(worker=workers[worker], organisation=organisations[organisation], role=role, started_at=NOON)
        for worker, organisation, role in plan["memberships"]
    ]
    seats = [
        Seat(team=teams[team], organisation=organisations[organisation]) for team, organisation in sorted(plan["seats"])
    ]
    sitting = [(seats[seat % len(seats)], memberships[index]) for seat, index in sorted(plan["sitting"])]
    holders = {(seat.id, membership.id): SeatHolder(seat=seat, membership=membership) for seat, membership in sitting}
    for model, rows in ((Organisation, organisations), (Team, teams), (Worker, workers), (Membership, memberships)):
        model.objects.bulk_create(rows)
    Seat.objects.bulk_create(seats)
    SeatHolder.objects.bulk_create(holders.values())
    viewers = []
    for membership in memberships:
        held = [seat for seat in seats if (seat.id, membership.id) in holders]
        viewers.append((_worker(membership), _worker_viewer(membership, held)))
    return Places(organisations, teams, workers, memberships, viewers)


def _worker(membership: Membership) -> Actor:
    return Actor(
        ActorKind.WORKER,
        name=membership.worker.name,
        worker_id=membership.worker_id,
        membership_id=membership.id,
        organisation_id=membership.organisation_id,
        role=membership.role,
        permissions=ROLES[membership.role].permissions,
    )


def _worker_viewer(membership: Membership, seats: list[Seat]) -> rules.Viewer:
    places = tuple(rules.Seat(s.id, s.team_id, s.organisation_id, s.team.organisation_id) for s in seats)
    return rules.Viewer(None, membership.id, membership.worker_id, membership.organisation_id, membership.role, places)
