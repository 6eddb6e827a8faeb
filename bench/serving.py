"""The web server as `hearth serve` runs it, or the bare application's, for as long as it is needed."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WORKERS = 3
STARTS_SECONDS = 60
# What serves, and what is served. Ours as `hearth serve` does it.
OURS = ("hearth.config.web", "hearth.config.wsgi:application")
BARE = ("granian", "bench.bare_wsgi:application")


@contextmanager
def serving(module: str, application: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Three workers of four threads; the process that started them, and the port they answer on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", module, application, "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", str(WORKERS), "--blocking-threads", "4", "--no-access-log"]
    server = subprocess.Popen([*command, "--log-level", "error"], env={**os.environ, "PYTHONPATH": os.getcwd()})
    try:
        _wait_for(port)
        yield server, port
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + STARTS_SECONDS
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
