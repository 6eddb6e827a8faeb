"""Work done after the answer: queued in the transaction that asks for it, done at least once by `hearth work`.

A package keeps its jobs in its own `jobs.py`, which is found by itself:

    @jobs.job
    def send_receipt(*, referral_id: str) -> None: ...

    send_receipt.defer(referral_id=str(referral.id))

If the transaction rolls back there is no job. A job may run twice (its worker can die before saying it is done), so it
must be written to change nothing the second time. Arguments are identifiers only.
"""

import asyncio
import signal
from collections.abc import Callable
from typing import Any

import procrastinate
import structlog
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.tasks import Task

from hearth.core import audit, checks, database
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as

ORDINARY = "ordinary"
HOUSEKEEPING = "housekeeping"
CONCURRENCY = 4
HEARTBEAT_SECONDS = 10
# A worker silent for this long is taken for dead, and what it was doing is done again.
STALLED_SECONDS = 40
STOP_SECONDS = 20
KEPT_HOURS = 7 * 24
RETRY = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=4)
MOST_REPORTED = 20
log = structlog.get_logger()

Function = Callable[..., Any]


def job(function: Function) -> Task[..., Any, Any]:
    """Make a function a job that is tried up to ten times, waiting four times longer after each failure."""
    return app.task(queue=ORDINARY, name=_name(function), retry=RETRY)(function)


def every(cron: str) -> Callable[[Function], Task[..., Any, Any]]:
    """Run a function by the clock, as `every("*/5 * * * *")`. It runs apart, so that no slow job holds it up."""

    def scheduled(function: Function) -> Task[..., Any, Any]:
        def run(timestamp: int) -> Any:
            return function()

        # Two late ticks need not both run: one waits at most.
        task = app.task(queue=HOUSEKEEPING, name=_name(function), queueing_lock=_name(function))(run)
        return app.periodic(cron=cron)(task)

    return scheduled


def _name(function: Function) -> str:
    return f"{function.__module__.removeprefix('hearth.')}.{function.__name__}"


def work(*, wait: bool = True) -> None:
    """Do jobs until told to stop (SIGTERM or SIGINT), or with `wait=False` until none is due.

    Two workers share the process: one for what people asked for, one for housekeeping.
    """
    with app.replace_connector(_connector()) as worker_app:
        asyncio.run(_work(worker_app, wait=wait))


def _connector() -> procrastinate.PsycopgConnector:
    """The worker's own connections; like Django's, they become the application's role."""
    parameters = connector_params()
    options = f"{parameters.get('options', '')} -c role={database.APPLICATION}"
    return procrastinate.PsycopgConnector(kwargs={**parameters, "options": options.strip()})


async def _work(worker_app: procrastinate.App, *, wait: bool) -> None:
    async with worker_app.open_async():
        workers = [
            asyncio.create_task(_one_worker(worker_app, [ORDINARY], CONCURRENCY, wait=wait)),
            asyncio.create_task(_one_worker(worker_app, [HOUSEKEEPING, "builtin"], 1, wait=wait)),
        ]
        for received in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(received, _stop, workers)
        await asyncio.wait(workers, return_when=asyncio.FIRST_EXCEPTION)
        _stop(workers)
        for outcome in await asyncio.gather(*workers, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome


async def _one_worker(worker_app: procrastinate.App, queues: list[str], concurrency: int, *, wait: bool) -> None:
    await worker_app.run_worker_async(
        queues=queues,
        name=queues[0],
        concurrency=concurrency,
        wait=wait,
        install_signal_handlers=False,
        shutdown_graceful_timeout=STOP_SECONDS,
        update_heartbeat_interval=HEARTBEAT_SECONDS,
        stalled_worker_timeout=STALLED_SECONDS,
        delete_jobs="never",
    )


def _stop(workers: "list[asyncio.Task[None]]") -> None:
    for worker in workers:
        worker.cancel()


@app.periodic(cron="* * * * *")
@app.task(queue=HOUSEKEEPING, name="core.jobs.rescue", pass_context=True)
async def rescue(context: procrastinate.JobContext, timestamp: int) -> None:
    """Queue again what a dead worker left half done, and forget what was finished a week ago."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(stalled)
    await manager.delete_old_jobs(nb_hours=KEPT_HOURS)


@every("20 3 * * *")
def recompute_clocks() -> None:
    """Every night: is each promise due when its events say? A difference is a bug: reported, never mended here."""
    with acting_as(SYSTEM, at=timezone.now()):
        astray = checks.clocks_astray()
    if astray:
        log.error("clocks.astray", count=len(astray), problems=astray[:MOST_REPORTED])
    else:
        log.info("clocks.recomputed")


@every("* * * * *")
def link_audit_events() -> None:
    """Give the last minute's audit events their place in the day's chain."""
    with acting_as(SYSTEM, at=timezone.now()) as scope:
        audit.link_pending_events(at=scope.at)
