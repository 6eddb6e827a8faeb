"""`bin/bench`: how fast Hearth is in a whole city, beside hand-written SQL and a bare Django view."""

import argparse
import os
import sys
from pathlib import Path

from bench import place, report
from bench.progress import bar, say
from bench.result import Result
from bench.sizes import SIZES

ABOUT = (
    "Times are milliseconds on the server: a whole request through the whole chain, signed in, one client, no network, "
    "everything on (sight, row security, audit). floor: the same facts by hand-written SQL on the same database in "
    "turn. bare: a one-file Django view with session, CSRF and sign-in, no rules. SQL leaves out begin and commit, who "
    "acts, and the trace of who looked."
)


def main() -> int:
    """0 unless a row asks the database more often than it may or is not answered; times are for reading."""
    options = _options()
    with place.city(SIZES[options.size], fresh=options.fresh):
        results, unanswered = _measured(options.only, options.rounds)
    print(report.table(results))
    print(f"\n{ABOUT}\nCity: {options.size}. Cores here: {os.cpu_count()}.")
    if options.json:
        report.write_json(options.json, results)
    for row in unanswered:
        say(f"NOT MEASURED: {row}")
    return 0 if all(result.queries_met for result in results) and not unanswered else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the rows as a list")
    parser.add_argument("--fresh", action="store_true", help="make the city anew")
    parser.add_argument("--only", default="", metavar="WORDS", help="only rows whose name has these words")
    parser.add_argument("--rounds", type=int, metavar="N", help="in place of each row's own number")
    return parser.parse_args()


def _measured(only: str, rounds: int | None) -> tuple[list[Result], list[str]]:
    """Every row, and what came instead of those that were not answered as they should: the others stand."""
    # Only now: everything below needs Django to be set up on the city.
    from bench.measuring import measure
    from bench.ops import OTHERS, TIMED
    from bench.visitor import NotAnswered
    from bench.world import world

    here = world(os.environ["BENCH_OWNER_URL"])
    results, unanswered = list[Result](), list[str]()
    timed = [operation for operation in (make(here) for make in TIMED) if only in operation.name]
    for done, operation in enumerate(timed):
        bar(f"Measuring: {operation.name}", done, len(timed))
        try:
            results.append(measure(operation, rounds or operation.rounds))
        except NotAnswered as why:
            unanswered.append(f"{operation.name}: {why}")
    bar("Measuring", len(timed), len(timed))
    for run in OTHERS:
        if only in f"{run.__module__}.{run.__name__}":
            say(f"  {run.__module__.rsplit('.', 1)[-1].replace('_', ' ')}: {run.__name__.replace('_', ' ')}")
            results.append(run(here))
    return results, unanswered


if __name__ == "__main__":
    sys.exit(main())
