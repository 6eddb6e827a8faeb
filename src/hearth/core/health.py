"""What machines ask: is the process alive, may it be sent people, how has it been doing."""

import hmac
import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from hearth.core.views import outside_scope

REQUESTS = Counter("hearth_requests", "Requests answered", ["method", "route", "status"])
SECONDS = Histogram("hearth_request_seconds", "Time to answer, in seconds", ["route"])
# The worker reports every ten seconds.
WORKER_QUIET_SECONDS = 60
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def count_request(method: str, route: str, status: int, seconds: float) -> None:
    """Add one answered request to the metrics."""
    REQUESTS.labels(method if method in METHODS else "other", route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


@outside_scope
@never_cache
@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """The process answers. It says nothing about the database: a restart would not cure that."""
    return _plain("Hearth is running.\n")


@outside_scope
@never_cache
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """200 if people may be sent here, 503 if not, with a sentence for each thing looked at.

    A quiet background worker is said but does not close the door: pages still work, and work waits safely in its queue.
    """
    try:
        migrated = _migrated()
        worker = worker_words(worker_silence_seconds())
    except DatabaseError:
        return _plain("The database does not answer.\n", status=503)
    schema = "The database is up to date." if migrated else "The database waits for `hearth migrate`."
    return _plain(f"The database answers.\n{schema}\n{worker}\n", status=200 if migrated else 503)


@outside_scope
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, for this machine itself or whoever shows the token of HEARTH_METRICS_TOKEN; else 404."""
    if not _may_read_metrics(request):
        return HttpResponseNotFound()
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def worker_silence_seconds() -> int | None:
    """Whole seconds since any background worker last reported, or None if none ever did."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat))::int FROM procrastinate_workers")
        row = cursor.fetchone()
    return row[0] if row else None


def worker_words(silence_seconds: int | None) -> str:
    """The worker's state as a sentence."""
    if silence_seconds is None:
        return "No background worker has started."
    if silence_seconds > WORKER_QUIET_SECONDS:
        return f"The background worker has been quiet for {silence_seconds} seconds."
    return "The background worker is busy or ready."


def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _may_read_metrics(request: HttpRequest) -> bool:
    token = os.environ.get("HEARTH_METRICS_TOKEN", "")
    if token:
        return hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode())
    # Behind a proxy everybody seems to come from this machine.
    return request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and settings.SECURE_PROXY_SSL_HEADER is None


def _registry() -> CollectorRegistry:
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]  # the library does not annotate it
    return together


def _plain(words: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
