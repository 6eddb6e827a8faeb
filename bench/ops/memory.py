"""Memory of three web workers after load, ours and the bare application's."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.result import Result
from bench.visitor import Visitor
from bench.world import World

WORKERS = 3
REQUESTS = 240
MOST_MB = 235
MOST_TIMES_BARE = 1.6
STARTS_SECONDS = 60
# What serves, and what is served. Ours as `hearth serve` does it.
OURS = ("hearth.config.web", "hearth.config.wsgi:application")
BARE = ("granian", "bench.bare_wsgi:application")


def memory(world: World) -> Result:
    """Resident memory, and the share that counts memory used together once (what the machine really gives up)."""
    held, long = world.held, world.long
    paths = ["/desk", *(f"/people/{p}" for p in held[:8]), f"/people/{long[0]}/journey", "/ask"]
    bare_paths = ["/worklist", *(f"/{p}/journey" for p in held[:8]), "/form", "/sign-in"]
    ours, bare = _after_load(OURS, world.worker, paths), _after_load(BARE, world.bare, bare_paths)
    return Result(
        "memory of three web workers after load, MB",
        n=REQUESTS,
        budget={"mb": MOST_MB, "bare_ratio": MOST_TIMES_BARE},
        figures={"mb": ours[1], "resident_mb": ours[0], "bare_mb": bare[1], "bare_resident_mb": bare[0]},
        bare_ratio=ours[1] / bare[1],
        met=ours[1] <= MOST_MB and ours[1] / bare[1] <= MOST_TIMES_BARE,
    )


def _after_load(served: tuple[str, str], visitor: Visitor, paths: Sequence[str]) -> tuple[int, int]:
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    with _served(*served) as (server, port):
        for place in range(REQUESTS):
            request = urllib.request.Request(f"http://127.0.0.1:{port}{paths[place % len(paths)]}")
            request.add_header("Cookie", cookie)
            with urllib.request.urlopen(request, timeout=20) as answer:
                answer.read()
        return _megabytes(server.pid, "Rss"), _megabytes(server.pid, "Pss")


@contextmanager
def _served(module: str, application: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
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


def _megabytes(server: int, figure: str) -> int:
    """Of the workers; the process that started them serves nobody, and is counted with them all the same."""
    total = 0
    for process in [server, *_children(server)]:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
        found = re.search(rf"^{figure}:\s+(\d+) kB", text, re.M)
        total += int(found.group(1)) if found else 0
    return round(total / 1024)


def _children(parent: int) -> list[int]:
    return [
        int(child) for path in Path(f"/proc/{parent}/task").glob("*/children") for child in path.read_text().split()
    ]
