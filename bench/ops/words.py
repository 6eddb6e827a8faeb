"""Looking for 5,000 phrases in 100 kB that somebody wrote, as happens beside the box they write in."""

from time import perf_counter

from bench.measuring import percentile
from bench.result import Result
from bench.world import World
from hearth.language.finding import Finder, Term

TERMS, BYTES, ROUNDS = 5_000, 100_000, 200
MOST_MS = 5.0
BOX_ROUNDS, MOST_BESIDE_MS = 60, 50.0
LINE = "She talked about the garden and her sister, and said that the flat is cold. "


def suggested(_: World) -> Result:
    """How long a list ten times as long as any place needs takes, with a phrase in every twentieth line."""
    finder = Finder(Term(f"phrase number {n}", "something else", "a reason") for n in range(TERMS))
    lines = (LINE + (f"Phrase number {n}. " if n % 20 == 0 else "") for n in range(BYTES // len(LINE)))
    text = "".join(lines)[:BYTES]
    times = [_once(finder, text) for _ in range(ROUNDS)]
    p50, p95, p99 = (percentile(times, share) for share in (50, 95, 99))
    return Result(
        "5,000 phrases looked for in 100 kB",
        n=ROUNDS,
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
        bytes=len(text.encode()),
        budget={"p50_ms": MOST_MS},
        figures={"found": len(finder.find(text))},
        met=p50 <= MOST_MS,
    )


def beside_the_box(world: World) -> Result:
    """One look at what somebody is writing, as their page asks for it: ten kilobytes, all of the list, how it reads."""
    words = (LINE * 135)[:10_000]
    asked = {"_field": "words", "words": words}
    world.worker.post("/words", asked, expect=200)
    times = [world.worker.post("/words", asked, expect=200).ms for _ in range(BOX_ROUNDS)]
    p50, p95, p99 = (percentile(times, share) for share in (50, 95, 99))
    return Result(
        "words looked at beside the box, 10 kB",
        n=BOX_ROUNDS,
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
        budget={"p95_ms": MOST_BESIDE_MS},
        met=p95 <= MOST_BESIDE_MS,
    )


def _once(finder: Finder, text: str) -> float:
    began = perf_counter()
    finder.find(text)
    return (perf_counter() - began) * 1000
