"""Who works in the city: partners, hubs, teams, workers in their roles, and the shifts they lead."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from bench.names import make_people
from bench.sizes import Size
from hearth.core.ids import new_id
from hearth.core.roles import ROLES

AUTHOR = ["n", "membership_id", "name", "organisation_id", "organisation_name", "role_words"]
KINDS = ["nhs-trust", "council", "gp", "housing", "charity", "charity"]
AT_HUBS = ["clinician", "peer-supporter", "recovery-worker", "link-worker", "social-worker", "shift-lead"]
SEATS_OF_A_TEAM = 4
Table = tuple[str, list[str], Iterator[Sequence[Any]]]


class Partners:
    """Every organisation and everybody who works for one. Worker 0 holds the worklist and sees the whole city."""

    def __init__(self, size: Size, now: datetime) -> None:
        self.size, self.now = size, now
        self.begun = now - timedelta(days=5 * 365)
        self.organisations = [new_id() for _ in range(size.partners)]
        self.hubs = [new_id() for _ in range(size.hubs)]
        # The last team works for the whole city: whoever sits in it may see every open person.
        self.teams = [new_id() for _ in range(size.hubs + 1)]
        self.seats = {(team, self._owner(team)): new_id() for team in range(size.hubs + 1)} | {
            (team, (team + other) % size.partners): new_id()
            for team in range(size.hubs)
            for other in range(1, SEATS_OF_A_TEAM)
            if (team + other) % size.partners != self._owner(team)
        }
        self.accounts = [new_id() for _ in range(size.workers)]
        self.workers = [new_id() for _ in range(size.workers)]
        self.memberships = [new_id() for _ in range(size.workers)]
        self.names = [(p.given, p.family) for p in make_people(size.workers, seed=2)]

    def _owner(self, team: int) -> int:
        """The first partner, an NHS trust, runs every hub."""
        return 0

    def hub_of(self, worker: int) -> int:
        """Two thirds of the workers belong to hubs, the rest to partners elsewhere."""
        return (worker // 2) % self.size.hubs

    def organisation_of(self, worker: int) -> int:
        return 0 if self.is_at_a_hub(worker) else worker % self.size.partners

    def is_at_a_hub(self, worker: int) -> bool:
        return worker == 0 or worker % 3 != 2

    def role_of(self, worker: int) -> str:
        if not self.is_at_a_hub(worker):
            return "partner-professional"
        return "clinician" if worker == 0 else AT_HUBS[worker // 2 // self.size.hubs % len(AT_HUBS)]

    def holders_at(self, hub: int) -> list[int]:
        """Workers of a hub who may hold people; never worker 0, whose list has its own length."""
        return [w for w in range(1, self.size.workers) if self.is_at_a_hub(w) and self.hub_of(w) == hub]

    def authors(self) -> Iterator[Sequence[Any]]:
        for n in range(self.size.workers):
            organisation = self.organisation_of(n)
            words = ROLES[self.role_of(n)].words
            name = " ".join(self.names[n])
            yield n, self.memberships[n], name, self.organisations[organisation], f"Partner {organisation + 1}", words

    def tables(self) -> Iterator[Table]:
        """Every table with its columns and rows, in an order that could have happened."""
        yield "core_installation", ["id", "demonstration", "made_at"], iter([(1, False, self.begun)])
        yield "organisations_organisation", ["id", "name", "kind", "ods_code", "email_domain"], self._organisations()
        hub = ["id", "organisation_id", "name", "slug", "address", "phone", "status", "opens", "closes"]
        yield "organisations_hub", hub, self._hubs()
        yield "organisations_team", ["id", "organisation_id", "hub_id", "name"], self._teams()
        yield "organisations_seat", ["id", "team_id", "organisation_id"], self._seats()
        account = ["id", "password", "email", "is_active", "made_at", "session_stamp"]
        yield "organisations_account", account, self._accounts()
        worker = ["id", "account_id", "given_name", "family_name"]
        yield "organisations_worker", worker, self._workers()
        membership = ["id", "worker_id", "organisation_id", "hub_id", "role", "started_at", "is_active"]
        yield "organisations_membership", membership, self._memberships()
        yield "organisations_seatholder", ["seat_id", "membership_id"], self._seat_holders()
        shift = ["id", "hub_id", "membership_id", "starts_at", "ends_at", "leads", "on_call"]
        yield "organisations_shift", shift, self._shifts()

    def _organisations(self) -> Iterator[Sequence[Any]]:
        for n, organisation in enumerate(self.organisations):
            yield organisation, f"Partner {n + 1}", KINDS[n % len(KINDS)], f"X{n:03}", f"partner{n + 1}.example"

    def _hubs(self) -> Iterator[Sequence[Any]]:
        for n, hub in enumerate(self.hubs):
            hours = (None, None) if n == 0 else ("09:00", "17:00")
            place = f"{n + 1} Clarence Street", f"01904 496 {n:04}", "open"
            yield hub, self.organisations[0], f"Hub {n + 1}", f"hub-{n + 1}", *place, *hours

    def _teams(self) -> Iterator[Sequence[Any]]:
        for n, team in enumerate(self.teams):
            at_hub = n < self.size.hubs
            name = f"Hub {n + 1} team" if at_hub else "Night line"
            yield team, self.organisations[self._owner(n)], self.hubs[n] if at_hub else None, name

    def _seats(self) -> Iterator[Sequence[Any]]:
        for (team, organisation), seat in self.seats.items():
            yield seat, self.teams[team], self.organisations[organisation]

    def _accounts(self) -> Iterator[Sequence[Any]]:
        for n, account in enumerate(self.accounts):
            yield account, "!", f"worker{n}@partner.example", True, self.begun, 0

    def _workers(self) -> Iterator[Sequence[Any]]:
        for worker, account, names in zip(self.workers, self.accounts, self.names, strict=True):
            yield worker, account, *names

    def _memberships(self) -> Iterator[Sequence[Any]]:
        for n, membership in enumerate(self.memberships):
            hub = self.hubs[self.hub_of(n)] if self.is_at_a_hub(n) else None
            organisation = self.organisations[self.organisation_of(n)]
            yield membership, self.workers[n], organisation, hub, self.role_of(n), self.begun, True

    def _seat_holders(self) -> Iterator[Sequence[Any]]:
        for n, membership in enumerate(self.memberships):
            seat = self.seats.get((self.hub_of(n), self.organisation_of(n)))
            if seat:
                yield seat, membership
        for n in range(0, self.size.workers, 30):
            if self.organisation_of(n) == 0:
                yield self.seats[(self.size.hubs, 0)], self.memberships[n]

    def _shifts(self) -> Iterator[Sequence[Any]]:
        today = self.now.replace(hour=0, minute=0, second=0, microsecond=0)
        for hub in range(self.size.hubs):
            staff = self.holders_at(hub)
            for part in range(-9, 90):
                starts = today + timedelta(hours=8 * part)
                worker = staff[part % len(staff)]
                yield (
                    new_id(),
                    self.hubs[hub],
                    self.memberships[worker],
                    starts,
                    starts + timedelta(hours=8),
                    True,
                    False,
                )
