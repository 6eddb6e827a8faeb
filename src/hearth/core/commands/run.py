"""`hearth run`: database, web server and background worker, started together, kept alive, stopped together."""

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from hearth.core import environment, supervision
from hearth.core.commands import serve
from hearth.core.embedded import Cluster, only_one, stop_with_parent
from hearth.core.operating import CannotRun

PACKAGE = Path(__file__).resolve().parents[2]
LOG_KEPT_BYTES = 10 * 1024 * 1024
ANSWER_SECONDS = 60
WORKER_LATER_SECONDS = 2.5
STOP_SECONDS = 20.0
DATABASE_STOP_SECONDS = 60.0


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    running = subparsers.add_parser("run", help="start everything; Ctrl-C stops it")
    running.add_argument("--host", default=os.environ.get("HEARTH_HOST", "127.0.0.1"))
    running.add_argument("--port", type=int, default=serve.port())
    running.add_argument("--empty", action="store_true", help="without a demonstration city")
    running.set_defaults(command=run, bare=True)


def run(options: argparse.Namespace) -> int:
    """Start everything, say where it is, and look after it until told to stop."""
    stopping = _stop_on_signals()
    _check_port(options.host, options.port)
    folder = environment.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    environment.provide_secret()
    with contextlib.ExitStack() as stack:
        database, wait_for_database = stack.enter_context(_database())
        if not _is_prepared(folder, own_database=bool(database)):
            wait_for_database()
            _prepare(options, folder, stopping, own_database=bool(database))
        web, worker = own = _own_parts(options, folder)
        for part in own:
            stack.callback(part.stop)
        # The pages are loaded while the database opens its eyes.
        web.start()
        wait_for_database()
        # Nobody waits for the worker; the pages come first.
        worker.start_again_at = time.monotonic() + WORKER_LATER_SECONDS
        watcher = threading.Thread(target=_announce, args=(options, folder, stopping), daemon=True)
        watcher.start()
        supervision.tend_until(stopping, [*database, *own], say)
        say("Stopping.")
    return 0


def _stop_on_signals() -> threading.Event:
    stopping = threading.Event()
    for received in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(received, lambda *_: stopping.set())
    return stopping


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise CannotRun(
                f"Hearth cannot listen on {host}, port {port}: something else does already, or it is not allowed. "
                f"Choose another port: HEARTH_PORT={port + 1} bin/run"
            ) from problem


@contextlib.contextmanager
def _database() -> Iterator[tuple[list[supervision.Part], Callable[[], None]]]:
    """Our own PostgreSQL, starting, as a part to look after, and a way to wait until it answers.

    Nothing, and nothing to wait for, when DATABASE_URL names another.
    """
    cluster = environment.embedded_cluster()
    if cluster is None:
        say("Using the database of DATABASE_URL")
        yield [], lambda: None
        return
    with only_one(cluster.folder):
        say("Making a database" if cluster.is_new else "Starting the database")
        cluster.stop()
        part = supervision.Part("database", lambda: _spawn(cluster), signal.SIGINT, DATABASE_STOP_SECONDS)
        part.start()
        try:
            os.environ["DATABASE_URL"] = cluster.url()
            yield [part], lambda: cluster.wait_until_ready(part.is_alive)
        finally:
            part.stop()


def _spawn(cluster: Cluster) -> "subprocess.Popen[bytes]":
    cluster.prepare()
    return cluster.spawn()


def _own_parts(options: argparse.Namespace, folder: Path) -> list[supervision.Part]:
    web = serve.serve_command(options.host, options.port, serve.web_workers())
    own = (("web server", web, "web"), ("background worker", _hearth("work"), "work"))
    return [
        supervision.Part(name, partial(_child, command, folder, log), signal.SIGTERM, STOP_SECONDS)
        for name, command, log in own
    ]


def _hearth(command: str) -> list[str]:
    return [sys.executable, "-m", "hearth", command]


def _child(command: list[str], folder: Path, name: str) -> "subprocess.Popen[bytes]":
    """Start a process in a group of its own, its log in a file, that stops when we do, however we stop."""
    with _log(folder, name).open("ab") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(_metrics(folder))},
            start_new_session=True,
            preexec_fn=stop_with_parent(signal.SIGTERM),
        )


def _log(folder: Path, name: str) -> Path:
    path = folder / "log" / f"{name}.log"
    path.parent.mkdir(exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_KEPT_BYTES:
        path.replace(path.with_suffix(".log.1"))
    return path


def _metrics(folder: Path) -> Path:
    metrics = folder / "metrics"
    metrics.mkdir(exist_ok=True)
    return metrics


def _prepare(options: argparse.Namespace, folder: Path, stopping: threading.Event, *, own_database: bool) -> None:
    """Everything `hearth prepare` does. The database answers already."""
    say("Bringing everything up to date")
    command = [*_hearth("prepare"), *(["--empty"] if options.empty else [])]
    preparing = subprocess.run(command, check=False, preexec_fn=stop_with_parent(signal.SIGTERM))
    if preparing.returncode and not stopping.is_set():
        raise CannotRun("Hearth could not be made ready. What stood in the way is written above.")
    if own_database:
        _stamp(folder).write_text(_code())


def _is_prepared(folder: Path, *, own_database: bool) -> bool:
    """Whether `hearth prepare` was done for this very code and our own database."""
    shutil.rmtree(folder / "metrics", ignore_errors=True)
    stamp = _stamp(folder)
    return own_database and stamp.exists() and stamp.read_text() == _code()


def _stamp(folder: Path) -> Path:
    return folder / "database" / "prepared"


def _code() -> str:
    """One line that changes when any file of the package does."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    lines = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _announce(options: argparse.Namespace, folder: Path, stopping: threading.Event) -> None:
    """Say where Hearth is as soon as it answers."""
    url = f"http://{options.host}:{options.port}"
    deadline = time.monotonic() + ANSWER_SECONDS
    while not stopping.wait(0.1):
        if _answers(f"{url}/healthz"):
            return say(
                f"\nHearth is open at {url}\nYou can sign in as invented people at {url}/demo\nCtrl-C stops everything."
            )
        if time.monotonic() > deadline:
            return say(f"The web server does not answer yet. Its log is {folder / 'log' / 'web.log'}")
    return None


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def say(sentence: str) -> None:
    """Tell whoever is watching what is happening."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201
