"""A whole Hearth on a folder of its own, as `bin/run` starts it, whose processes can be killed one by one."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import requests

from hearth.core.embedded import Cluster

START_SECONDS = 240
# Web process, web server, one database connection's process, the database, the background worker.
WEB = "hearth.config.web"
VICTIMS = ("web", "server", "connection", "database", "worker")


class House:
    """Started on entering, stopped on leaving."""

    def __init__(self, folder: Path) -> None:
        folder.chmod(0o755)
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.cluster = Cluster(folder.resolve() / "database")

    def __enter__(self) -> "House":
        self.said = (self.folder / "said").open("wb")
        command = [sys.executable, "-m", "hearth", "run", "--empty"]
        self.process = subprocess.Popen(
            command, env=self._surroundings(), stdout=self.said, stderr=self.said, start_new_session=True
        )
        self.wait_until_open()
        self._open_a_hub()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(90)
        finally:
            self.said.close()

    def _surroundings(self) -> dict[str, str]:
        ours = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "HEARTH_SECRET_KEY"}}
        return {**ours, "HEARTH_DATA_DIR": str(self.folder), "HEARTH_PORT": str(self.port), "HEARTH_WEB_WORKERS": "2"}

    def wait_until_open(self) -> None:
        """Return when pages are answered. Raises AssertionError with what was said when they never are."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if requests.get(f"{self.url}/readyz", timeout=5).ok:
                    return
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError((self.folder / "said").read_text())

    def _open_a_hub(self) -> None:
        """One hub with one shift lead, so that somebody can hold whoever asks."""
        surroundings = {**self._surroundings(), "DATABASE_URL": self.cluster.url(), "HEARTH_SECRET_KEY": "unused"}
        subprocess.run([sys.executable, "-m", "tests.faults.first_hub"], env=surroundings, check=True)

    def kill(self, victim: str) -> bool:
        """kill -9 one process of this kind. False when none runs just now."""
        found = self._processes(victim)
        if not found:
            return False
        os.kill(found[0], signal.SIGKILL)
        return True

    def _processes(self, victim: str) -> list[int]:
        if victim == "database":
            running = self.cluster.running_process()
            return [running] if running else []
        if victim == "connection":
            return self._connection_processes()
        own = children(self.process.pid)
        server = [child for child in own if WEB in command_line(child)]
        if victim == "web":
            return [child for process in server for child in children(process) if WEB in command_line(child)]
        return server if victim == "server" else [child for child in own if command_line(child).endswith("hearth work")]

    def _connection_processes(self) -> list[int]:
        postgres = self.cluster.running_process()
        return [child for child in children(postgres or 0) if command_line(child).startswith("postgres: hearth")]

    def ask(self, query: str) -> list[tuple]:
        """Rows as the keeper sees them: all."""
        with psycopg.connect(self.cluster.url()) as connection:
            connection.execute("SET ROLE hearth_keeper")
            return connection.execute(query).fetchall()

    def hearth(self, *command: str) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "hearth", *command]
        return subprocess.run(line, env=self._surroundings(), capture_output=True, text=True, check=False)


def children(process: int) -> list[int]:
    try:
        return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def command_line(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode().strip()
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
