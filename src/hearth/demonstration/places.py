"""Laying out the city: its partners, hubs, teams, workers and their shifts."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from hearth.core.actor import SYSTEM, Actor
from hearth.core.scope import acting_as
from hearth.demonstration import actions
from hearth.demonstration.people_of_the_city import read_data
from hearth.demonstration.plan import Staffer, staff
from hearth.demonstration.rota import RotaWorker, first_days, shifts
from hearth.organisations import actions as organisations
from hearth.organisations.models import Hub, HubStatus, Membership, Organisation, OrganisationKind, Team
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person

SINCE = timedelta(days=760)


@dataclass(slots=True)
class City:
    """What stands so far, by key."""

    now: datetime
    organisations: dict[str, Organisation] = field(default_factory=dict)
    hubs: dict[str, Hub] = field(default_factory=dict)
    teams: list[Team] = field(default_factory=list)
    members: dict[str, Membership] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    selves: dict[str, Actor] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """The worker of this key, acting."""
        return worker_actor(self.members[key])


def lay_out(*, seed: int, now: datetime) -> City:
    """Found the city and everything in it but the people who come."""
    city, data, at = City(now), read_data("city"), now - SINCE
    with acting_as(SYSTEM, at=now):
        actions.found_city(SYSTEM, seed=seed, at=now)
        for told in data["organisations"]:
            _open_organisation(city, told, at)
        for told in data["hubs"]:
            _open_hub(city, told, data["partners_in_hubs"], at)
        for told in data["teams"]:
            organisation = city.organisations[told["organisation"]]
            city.teams.append(organisations.form_team(SYSTEM, organisation=organisation, name=told["name"], at=at))
        _bring_in_workers(city, at)
        _post_first_rota(city)
    return city


def slugs() -> list[str]:
    """Everybody a visitor may become, in the order of the page."""
    return [told[0] for group in read_data("shoes") for told in group["slugs"]]


def rota_workers() -> list[RotaWorker]:
    """Those who work shifts."""
    return [RotaWorker(worker.key, worker.hub, worker.pattern) for worker in staff() if worker.pattern]


def _open_organisation(city: City, told: dict[str, str], at: datetime) -> None:
    city.organisations[told["key"]] = organisations.open_organisation(
        SYSTEM,
        name=told["name"],
        kind=OrganisationKind(told["kind"]),
        email_domain=told.get("email_domain", ""),
        at=at,
    )


def _open_hub(city: City, told: dict[str, str], partners: list[str], at: datetime) -> None:
    host = city.organisations["hub"]
    hub = organisations.open_hub(
        SYSTEM,
        organisation=host,
        name=told["name"],
        slug=told["slug"],
        address=told["address"],
        phone=told["phone"],
        status=HubStatus(told["status"]),
        opens=time.fromisoformat(told["opens"]) if "opens" in told else None,
        closes=time.fromisoformat(told["closes"]) if "closes" in told else None,
        at=at,
    )
    seated = [city.organisations[key] for key in partners]
    city.teams.append(
        organisations.form_team(SYSTEM, organisation=host, name=told["team"], hub=hub, partners=seated, at=at)
    )
    city.hubs[told["key"]] = hub


def _bring_in_workers(city: City, at: datetime) -> None:
    everyone = staff()
    workers = actions.introduce_workers(SYSTEM, staff=everyone, with_sign_in=slugs(), at=at)
    for told in everyone:
        city.members[told.key] = organisations.join(
            SYSTEM,
            worker=workers[told.key],
            organisation=city.organisations[told.organisation],
            role=told.role,
            hub=city.hubs.get(told.hub),
            manager=_manager(city, told),
            at=at,
        )
        for team in _teams_of(city, told):
            organisations.take_seat(SYSTEM, team=team, membership=city.members[told.key], at=at)


def _manager(city: City, told: Staffer) -> Membership | None:
    """Who they answer to; those without a line in the file answer to whoever joined their organisation first."""
    if told.manager:
        return city.members[told.manager]
    colleagues = [
        one for one in city.members.values() if one.organisation_id == city.organisations[told.organisation].id
    ]
    return colleagues[0] if colleagues else None


def _teams_of(city: City, told: Staffer) -> list[Team]:
    if told.hub:
        return [team for team in city.teams if team.hub == city.hubs[told.hub]]
    if told.role != "partner-professional":
        return []
    return [team for team in city.teams if team.organisation == city.organisations[told.organisation]]


def _post_first_rota(city: City) -> None:
    planned = shifts(rota_workers(), first_days(city.now), now=city.now)
    actions.post_rota(SYSTEM, shifts=planned, hubs=city.hubs, members=city.members, at=city.now)
