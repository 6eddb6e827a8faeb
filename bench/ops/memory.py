"""Memory of three web workers after load, ours and the bare application's."""

import re
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from bench.result import Result
from bench.serving import BARE, OURS, serving
from bench.visitor import Visitor
from bench.world import World

REQUESTS = 240
MOST_MB = 235
MOST_TIMES_BARE = 1.6


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
    with serving(*served) as (server, port):
        for place in range(REQUESTS):
            request = urllib.request.Request(f"http://127.0.0.1:{port}{paths[place % len(paths)]}")
            request.add_header("Cookie", cookie)
            with urllib.request.urlopen(request, timeout=20) as answer:
                answer.read()
        return _megabytes(server.pid, "Rss"), _megabytes(server.pid, "Pss")


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
