"""Eight people at once: the slowest of them must not wait out of all proportion."""

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.measuring import percentile
from bench.result import Result
from bench.serving import OURS, serving
from bench.visitor import NotAnswered
from bench.world import World

CLIENTS = 8
EACH = 60
WARM_UP = 10
MOST_TIMES_P50 = 5


def person_page(world: World) -> Result:
    """Eight workers opening one page after the other without a pause, as fast as the server answers."""
    return _crowd("person page, eight clients at once", world, [f"/people/{p}" for p in world.held])


def worklist(world: World) -> Result:
    """Eight workers asking for their day without a pause."""
    return _crowd("worklist of 200 people, eight clients at once", world, ["/desk"])


def _crowd(name: str, world: World, paths: Sequence[str]) -> Result:
    cookie = "; ".join(f"{name}={value}" for name, value in world.worker.cookies.items())
    with serving(*OURS) as (_, port), ThreadPoolExecutor(CLIENTS) as clients:
        asked = [clients.submit(_client, port, cookie, [*paths[n:], *paths[:n]]) for n in range(CLIENTS)]
        times = [ms for one in asked for ms in one.result()]
    p50, p95, p99 = (percentile(times, share) for share in (50, 95, 99))
    return Result(
        name,
        n=len(times),
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
        budget={"p99_times_p50": MOST_TIMES_P50},
        figures={"p99_times_p50": round(p99 / p50, 2)},
        met=p99 <= MOST_TIMES_P50 * p50,
    )


def _client(port: int, cookie: str, paths: Sequence[str]) -> list[float]:
    """Milliseconds of each answer, as the one who asks feels them. Raises NotAnswered for any but a page."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for place in range(WARM_UP + EACH):
        began = time.perf_counter()
        line.request("GET", paths[place % len(paths)], headers={"Cookie": cookie})
        answer = line.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != http.client.OK:
            raise NotAnswered(f"{answer.status} with eight clients")
    line.close()
    return times[WARM_UP:]
