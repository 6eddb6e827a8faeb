from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection
from tests import world as worlds

from hearth.core import audit
from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.models import AuditEvent, AuditLink, Installation
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 11, 20, 23, 50, tzinfo=UTC)


@pytest.fixture
def trail():
    """Six linked events, three on each side of midnight."""
    for step in range(6):
        at = LATE + timedelta(minutes=4 * step)
        with acting_as(SYSTEM, at=at):
            audit.record(SYSTEM, f"tests.step_{step}", subject=Installation(id=1), at=at, detail={"step": step})
        if step % 2:
            link(at)
    assert problems() == []


def link(at):
    with acting_as(SYSTEM, at=at):
        return audit.link_pending_events(at=at)


def problems(at=LATE + timedelta(hours=12)):
    with acting_as(SYSTEM, at=at):
        return audit.chain_problems(at=at)


@contextmanager
def as_owner():
    """Whoever owns the tables and takes the lock off: what the chain must still find."""
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("ALTER TABLE core_auditevent DISABLE ROW LEVEL SECURITY")
        yield cursor
        cursor.execute("ALTER TABLE core_auditevent ENABLE ROW LEVEL SECURITY")
        cursor.execute("SET ROLE hearth_app")


class TestRecord:
    def test_keeps_who_for_whom_and_what(self):
        world = worlds.build()
        lead = worker_actor(world.lead)

        with acting_as(lead, at=world.at):
            audit.record(lead, "tests.done", subject=world.hub, at=world.at, detail={"code": "x"})
        with acting_as(SYSTEM, at=world.at):
            event = AuditEvent.objects.get(event="tests.done")

        assert (event.actor_kind, event.membership_id, event.account_id) == (
            "worker",
            world.lead.id,
            world.lead.worker.account_id,
        )
        assert (event.subject_type, event.subject_id, event.detail) == ("Hub", str(world.hub.id), {"code": "x"})

    def test_can_be_added_to_by_anyone_and_read_by_nobody(self):
        with acting_as(PUBLIC, at=LATE):
            audit.record(PUBLIC, "tests.done", subject=Installation(id=1), at=LATE)
            assert not AuditEvent.objects.exists()

    @pytest.mark.parametrize("statement", ["UPDATE core_auditevent SET event = 'x'", "DELETE FROM core_auditevent"])
    @pytest.mark.parametrize("actor", [PUBLIC, SYSTEM])
    def test_can_be_altered_by_nobody_not_even_hearth_itself(self, trail, actor, statement):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            acting_as(actor, at=LATE),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


class TestLinkPendingEvents:
    def test_gives_each_event_one_place_and_begins_each_day_anew(self, trail):
        with acting_as(SYSTEM, at=LATE):
            places = list(AuditLink.objects.order_by("day", "position").values_list("day__day", "position"))

        assert places == [(20, 1), (20, 2), (21, 1), (21, 2), (21, 3), (21, 4)]

    def test_does_nothing_twice(self, trail):
        assert link(LATE + timedelta(hours=1)) == 0

    def test_takes_no_more_than_asked_and_goes_on_where_it_was(self):
        with acting_as(SYSTEM, at=LATE):
            for _ in range(5):
                audit.record(SYSTEM, "tests.done", subject=Installation(id=1), at=LATE)
            counts = [audit.link_pending_events(at=LATE, limit=2) for _ in range(4)]

        assert counts == [2, 2, 1, 0]
        assert problems() == []


class TestChainProblems:
    @pytest.mark.parametrize(
        "change",
        [
            "event = 'tests.other'",
            "at = at - interval '1 second'",
            "detail = '{}'",
            "person_id = gen_random_uuid()",
            "membership_id = gen_random_uuid()",
            "subject_id = '2'",
            "request_id = 'x'",
        ],
    )
    def test_finds_an_event_that_was_altered(self, trail, change):
        with as_owner() as cursor:
            cursor.execute(f"UPDATE core_auditevent SET {change} WHERE event = 'tests.step_2'")

        (problem,) = problems()
        assert "2026-11-21 breaks at event" in problem

    def test_finds_an_event_that_was_removed(self, trail):
        with as_owner() as cursor:
            cursor.execute("DELETE FROM core_auditevent WHERE event = 'tests.step_2'")

        assert any("is missing" in problem for problem in problems())

    @pytest.mark.parametrize("step", [0, 2, 4])
    def test_finds_an_event_that_was_removed_with_its_place(self, trail, step):
        with as_owner() as cursor:
            cursor.execute(
                "WITH gone AS (DELETE FROM core_auditevent WHERE event = %s RETURNING id)"
                " DELETE FROM core_auditlink WHERE event_id IN (SELECT id FROM gone)",
                [f"tests.step_{step}"],
            )

        assert any("breaks at event" in problem for problem in problems())

    def test_finds_a_day_that_was_removed_whole(self, trail):
        with as_owner() as cursor:
            cursor.execute(
                "WITH gone AS (DELETE FROM core_auditlink WHERE day = '2026-11-20' RETURNING event_id)"
                " DELETE FROM core_auditevent WHERE id IN (SELECT event_id FROM gone)"
            )

        assert any("breaks at event" in problem for problem in problems())

    def test_finds_an_event_that_was_put_in_later(self, trail):
        with acting_as(SYSTEM, at=LATE):
            audit.record(SYSTEM, "tests.invented", subject=Installation(id=1), at=LATE)
        with as_owner() as cursor:
            cursor.execute("UPDATE core_auditlink SET position = position + 10 WHERE day = '2026-11-21'")
            cursor.execute(
                "INSERT INTO core_auditlink (event_id, day, position, hash)"
                " SELECT id, '2026-11-20', 3, repeat('0', 64) FROM core_auditevent WHERE event = 'tests.invented'"
            )

        assert any("breaks at event" in problem for problem in problems())

    def test_finds_an_event_that_was_never_linked(self, trail):
        at = LATE + timedelta(hours=1)
        with acting_as(SYSTEM, at=at):
            audit.record(SYSTEM, "tests.forgotten", subject=Installation(id=1), at=at)

        assert problems(at + timedelta(minutes=59)) == []
        (problem,) = problems(at + timedelta(minutes=61))
        assert problem.endswith("was never linked")
