"""What the measurements know of the city: who signs in, whom they hold, whom they look for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
from django.core.wsgi import get_wsgi_application
from django.db import connection

from bench.bare import SESSIONS, bare_application
from bench.visitor import Visitor, signed_in
from hearth.organisations.models import Account, Membership

SAMPLE = 1_000


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person of the city, as the measurements look for them."""

    person_id: UUID
    given: str
    family: str
    former: str
    birth_on: date
    nhs_number: str


@dataclass(frozen=True, slots=True)
class World:
    """The running application, the bare one beside it, a signed-in worker and the people they meet.

    `owner` is a connection no policy binds; the floors use it. `held` are the worker's 200, `long` those among them
    with very long journeys, `people` a sample of the whole city.
    """

    worker: Visitor
    anyone: Visitor
    bare: Visitor
    bare_anyone: Visitor
    membership: Membership
    owner: psycopg.Connection
    held: Sequence[UUID]
    long: Sequence[UUID]
    people: Sequence[Somebody]

    def ask(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """One hand-written statement past all policies, in a transaction of its own. Answers its rows."""
        cursor = self.owner.execute(statement, parameters)
        return cursor.fetchall() if cursor.description else []


def world(owner_url: str) -> World:
    """Meet the city that is running."""
    owner = psycopg.connect(owner_url, autocommit=True)
    # Whoever opens the page of somebody held by worker 0 is worker 0.
    (membership_id,) = owner.execute("SELECT membership_id FROM bench.author WHERE n = 0").fetchone() or ()
    membership = Membership.objects.select_related("worker__account", "organisation", "hub").get(id=membership_id)
    account = Account.objects.get(worker=membership.worker_id)
    cookies, bare_cookies = signed_in(account, membership_id), signed_in(account, membership_id, engine=SESSIONS)
    ours, bare = get_wsgi_application(), bare_application()
    connection.close()
    held = "SELECT person_id FROM bench.life WHERE holder_id = %s ORDER BY n"
    long = f"{held} LIMIT (SELECT count(*) FROM bench.life WHERE holder_id = %s AND entries >= 600)"
    return World(
        worker=Visitor(ours, cookies),
        anyone=Visitor(ours),
        bare=Visitor(bare, bare_cookies),
        bare_anyone=Visitor(bare),
        membership=membership,
        owner=owner,
        held=[person for (person,) in owner.execute(held, [membership_id])],
        long=[person for (person,) in owner.execute(long, [membership_id, membership_id])],
        people=_sample(owner),
    )


def _sample(owner: psycopg.Connection) -> list[Somebody]:
    rows = owner.execute(
        """
        SELECT p.id, n.given, n.family, coalesce(o.family, ''), p.birth_on, coalesce(i.value, '')
          FROM bench.life l
          JOIN people_person p ON p.id = l.person_id
          JOIN people_personname n ON n.person_id = p.id AND n.use = 'official'
          LEFT JOIN people_personname o ON o.person_id = p.id AND o.use = 'old'
          LEFT JOIN people_identifier i ON i.person_id = p.id AND i.system = 'nhs-number'
         ORDER BY hashtext(l.n::text) LIMIT %s
        """,
        [SAMPLE],
    )
    return [Somebody(*row) for row in rows]
