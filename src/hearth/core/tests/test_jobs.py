"""Jobs belong to the transaction that asks for them."""

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from procrastinate.contrib.django import app
from structlog.testing import capture_logs
from tests import world as worlds

from hearth.core import jobs
from hearth.core.actor import SYSTEM
from hearth.core.models import Clock
from hearth.core.scope import acting_as


@pytest.fixture
def note_it():
    def note(*, key: str) -> None:
        cache.set(key, "done")

    yield jobs.job(note)
    app.tasks.pop("core.tests.test_jobs.note")


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'core.tests.test_jobs.note'")
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
class TestJob:
    def test_is_not_queued_when_the_transaction_rolls_back(self, note_it):
        with transaction.atomic():
            note_it.defer(key="a")
            transaction.set_rollback(True)

        assert queued() == 0

    def test_is_done_by_the_worker_as_the_applications_role(self, note_it):
        note_it.defer(key="a")

        jobs.work(wait=False)

        assert cache.get("a") == "done"

    def test_is_tried_again_after_a_failure(self):
        assert jobs.RETRY.max_attempts == 10


class TestHousekeeping:
    def test_runs_apart_from_what_people_asked_for(self):
        periodic = {task.task.name: task.task.queue for task in app.periodic_registry.periodic_tasks.values()}

        assert {"core.jobs.rescue", "core.jobs.link_audit_events", "core.jobs.recompute_clocks"} <= set(periodic)
        assert set(periodic.values()) == {jobs.HOUSEKEEPING}


@pytest.mark.django_db
class TestRecomputeClocks:
    def recomputed(self):
        with capture_logs() as logged:
            jobs.recompute_clocks.func(timestamp=0)
        return [(line["event"], line.get("count")) for line in logged]

    def test_finds_no_difference_in_what_actions_made(self):
        worlds.asked(worlds.build(), feels_unsafe=True)

        assert self.recomputed() == [("clocks.recomputed", None)]

    def test_reports_every_one_that_was_touched(self):
        referral, _ = worlds.asked(worlds.build())
        with acting_as(SYSTEM, at=worlds.now()):
            Clock.objects.filter(person_id=referral.person_id).update(due_at=worlds.now())

        assert self.recomputed() == [("clocks.astray", 2)]
