"""`hearth serve`, `hearth work`, `hearth migrate`: the parts of `hearth run`, for whoever supervises them otherwise."""

import argparse
import os
import sys

THREADS = 4
STOP_SECONDS = 10


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the three commands."""
    serving = subparsers.add_parser("serve", help="answer on the web")
    serving.add_argument("--host", default=os.environ.get("HEARTH_HOST", "127.0.0.1"))
    serving.add_argument("--port", type=int, default=port())
    serving.add_argument("--workers", type=int, default=web_workers(), help="processes; each has four threads")
    serving.set_defaults(command=serve)
    working = subparsers.add_parser("work", help="do what was queued: messages, clocks, housekeeping")
    working.add_argument("--until-done", action="store_true", help="stop when nothing is due")
    working.set_defaults(command=work)
    migrating = subparsers.add_parser("migrate", help="bring the database up to date")
    migrating.set_defaults(command=migrate)


def port() -> int:
    """The web server's port: HEARTH_PORT, else 8000."""
    return int(os.environ.get("HEARTH_PORT") or "8000")


def web_workers() -> int:
    """Web processes: HEARTH_WEB_WORKERS, else one for each core and three at most."""
    return int(os.environ.get("HEARTH_WEB_WORKERS") or min(3, os.cpu_count() or 1))


def serve_command(host: str, on_port: int, workers: int) -> list[str]:
    """What runs the web server. A process that dies is started again by granian itself."""
    return [
        *[sys.executable, "-m", "hearth.config.web", "hearth.config.wsgi:application"],
        *["--interface", "wsgi", "--no-ws"],
        *["--host", host, "--port", str(on_port), "--workers", str(workers), "--blocking-threads", str(THREADS)],
        *["--respawn-failed-workers", "--respawn-interval", "0.5", "--workers-kill-timeout", str(STOP_SECONDS)],
        *["--no-access-log", "--log-level", "warning"],
    ]


def serve(options: argparse.Namespace) -> None:
    """Become the web server."""
    command = serve_command(options.host, options.port, options.workers)
    os.execv(command[0], command)  # noqa: S606


def work(options: argparse.Namespace) -> None:
    """Do jobs until told to stop."""
    from hearth.core import jobs

    jobs.work(wait=not options.until_done)


def migrate(_options: argparse.Namespace) -> None:
    """Make the roles, run the migrations, grant the rights."""
    from django.core.management import call_command

    from hearth.core import database

    database.ensure_roles(os.environ["DATABASE_URL"])
    call_command("migrate", interactive=False)
