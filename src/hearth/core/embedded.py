"""A real PostgreSQL 18 from a Python wheel, for a machine that has none.

It listens on a Unix socket only. Every sign-in needs a password; the two passwords are made up on the first start and
kept in a file only the person running Hearth can read. PostgreSQL refuses to run as root, so then it runs as the
system user `hearth-db`.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from hearth.core.embedded_files import (
    SYSTEM_FOLDER,
    DatabaseWillNotStart,
    binaries,
    hand_over,
    identity,
    others_may_pass,
    own,
)
from hearth.core.operating import CannotRun

RECOVERY_SECONDS = 300

INITDB_OPTIONS = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "max_connections": "120",
    "jit": "off",
    "logging_collector": "on",
    "log_directory": "../log",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    # Failed statements and their rows would carry people's words into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
THROW_AWAY_SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "max_connections": "60",
}


@dataclass(frozen=True)
class Cluster:
    """One PostgreSQL data folder and the way in. `throw_away` gives up safety for speed; only tests may."""

    folder: Path
    throw_away: bool = False

    @cached_property
    def home(self) -> Path:
        """Where the server's own files are: inside the folder, unless the system user cannot reach it there."""
        if os.geteuid() != 0 or others_may_pass(self.folder):
            return self.folder / "server"
        return SYSTEM_FOLDER / hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def sockets(self) -> Path:
        """A short path outside the data folder: a socket path may hold 107 characters."""
        return Path("/tmp") / f"hearth-{hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]}"  # noqa: S108

    @property
    def is_new(self) -> bool:
        return not self.data.exists()

    def url(self, role: str = "hearth", database: str = "hearth") -> str:
        """A postgresql:// address. Role `hearth` owns the database; role `postgres` is the superuser."""
        password = json.loads((self.folder / "passwords.json").read_text())[role]
        return f"postgresql://{role}:{password}@/{database}?host={quote(str(self.sockets), safe='/')}"

    def is_ours(self, url: str) -> bool:
        """Whether an address is that of this server."""
        return (self.folder / "passwords.json").exists() and url == self.url()

    def prepare(self) -> None:
        """Everything that must exist before the server can start. Safe to repeat."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        own(self.home)
        own(self.home / "log")
        own(self.sockets, private=True)
        _make_passwords(self.folder / "passwords.json")
        if self.is_new:
            self._create()
        self._forget_dead_server()

    def _create(self) -> None:
        unfinished = self.home / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file = self.home / "password.once"
        password_file.write_text(json.loads((self.folder / "passwords.json").read_text())["postgres"])
        try:
            hand_over(password_file)
            command = [str(binaries() / "initdb"), "-D", str(unfinished), "-U", "postgres", f"--pwfile={password_file}"]
            options = [
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            ]
            durability = ["--no-sync"] if self.throw_away else []
            made = subprocess.run(command + options + durability, capture_output=True, text=True, cwd="/", **identity())
        finally:
            password_file.unlink()
        if made.returncode:
            raise DatabaseWillNotStart(f"PostgreSQL could not make its data folder: {made.stderr.strip()}")
        unfinished.rename(self.data)

    def _forget_dead_server(self) -> None:
        """Remove a lock file whose process is gone or is something else; PostgreSQL would take it for a server."""
        lock = self.data / "postmaster.pid"
        if self.running_process() is None:
            lock.unlink(missing_ok=True)

    def running_process(self) -> int | None:
        """The process number of the server on this folder, if one runs."""
        try:
            process = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
            is_server = "postgres" in Path(f"/proc/{process}/comm").read_text()
        except (OSError, ValueError):
            return None
        return process if is_server else None

    def command(self) -> list[str]:
        settings = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        if self.throw_away:
            settings |= THROW_AWAY_SETTINGS
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(binaries() / "postgres"), "-D", str(self.data), *options]

    def spawn(self) -> "subprocess.Popen[bytes]":
        """Start the server as a child that stops when we do. Call `prepare` before and `wait_until_ready` after."""
        return subprocess.Popen(
            self.command(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=stop_with_parent(signal.SIGINT),
            **identity(),
        )

    def wait_until_ready(self, alive: Callable[[], bool]) -> None:
        """Return when the server answers and has its role and database. Raises DatabaseWillNotStart."""
        import psycopg  # takes as long as the server does; the pages have begun to load by now

        deadline = time.monotonic() + RECOVERY_SECONDS
        while time.monotonic() < deadline:
            try:
                return self._complete()
            except psycopg.OperationalError:
                if not alive():
                    break
                time.sleep(0.05)
        raise DatabaseWillNotStart(f"PostgreSQL did not start. Its log is in {self.home / 'log'}.")

    def _complete(self) -> None:
        import psycopg
        from psycopg import sql

        password = json.loads((self.folder / "passwords.json").read_text())["hearth"]
        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'hearth'").fetchone():
                create = sql.SQL("CREATE ROLE hearth LOGIN CREATEROLE CREATEDB PASSWORD {}")
                connection.execute(create.format(sql.Literal(password)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'hearth'").fetchone():
                connection.execute("CREATE DATABASE hearth OWNER hearth")

    def stop(self) -> None:
        """Stop whatever server runs on this folder, letting it finish its writes."""
        process = self.running_process()
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGINT)
        deadline = time.monotonic() + 60
        while self.running_process() == process and time.monotonic() < deadline:
            time.sleep(0.05)

    @contextlib.contextmanager
    def running(self) -> Iterator["Cluster"]:
        """The server for the length of a block: the one that already runs, or one started and stopped here."""
        if self.running_process() is not None:
            yield self
            return
        with self.running_alone():
            yield self

    @contextlib.contextmanager
    def running_alone(self) -> Iterator["Cluster"]:
        """The server for the length of a block, nobody else using it. Raises AlreadyRunning."""
        with only_one(self.folder):
            self.stop()  # one left over from a Hearth that was killed
            self.prepare()
            server = self.spawn()
            try:
                self.wait_until_ready(lambda: server.poll() is None)
                yield self
            finally:
                _stop_child(server)


class AlreadyRunning(CannotRun):
    """Another Hearth runs on the same data folder."""


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder for one process. Raises AlreadyRunning; the operating system lets go when the holder dies."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise AlreadyRunning(f"Hearth is already running on {folder}.") from problem
        yield


def _stop_child(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGINT)
    server.wait(60)


def stop_with_parent(with_signal: int) -> Callable[[], None]:
    """For a child about to start: ask Linux to signal it when its parent dies, however the parent dies."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None

    def before_start() -> None:
        if library is not None:
            library.prctl(1, with_signal)  # PR_SET_PDEATHSIG

    return before_start


def _make_passwords(path: Path) -> None:
    if path.exists():
        return
    unfinished = path.with_suffix(".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump({"postgres": secrets.token_urlsafe(32), "hearth": secrets.token_urlsafe(32)}, file)
    unfinished.rename(path)
