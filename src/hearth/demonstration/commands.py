"""`hearth demo`: an invented city, to look around in and to try things out."""

import argparse
import contextlib
import sys
from collections.abc import Callable, Iterator

SEED = 1904
PEOPLE = 300


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    building = subparsers.add_parser("demo", help="fill an empty database with an invented city")
    building.add_argument("--if-empty", action="store_true", help="say nothing where there is something already")
    building.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same city")
    building.add_argument("--people", type=int, default=PEOPLE, help="how many people live in it")
    building.set_defaults(command=demo)


def demo(options: argparse.Namespace) -> None:
    """Build the city in an empty database; in one that stands already, see that somebody is on shift."""
    from django.utils import timezone

    from hearth.core.operating import CannotRun
    from hearth.demonstration import building, caretaking

    state = caretaking.state_of_database(at=timezone.now())
    if state == caretaking.EMPTY:
        with _progress() as progress:
            building.build_city(seed=options.seed, people=options.people, now=timezone.now(), progress=progress)
    elif state == caretaking.DEMONSTRATION:
        caretaking.prolong_rota(now=timezone.now())
    elif not options.if_empty:
        raise CannotRun("There is something in this database that is not a demonstration. Nothing was changed.")


@contextlib.contextmanager
def _progress() -> "Iterator[Callable[[str, int, int], None]]":
    """Bars where somebody watches; a plain line for each step elsewhere."""
    if not sys.stderr.isatty():
        yield _say
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True)) as bars:
        tasks = {}

        def show(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=of)
            bars.update(tasks[what], completed=done)

        yield show


def _say(what: str, done: int, of: int) -> None:
    if done == of:
        print(f"{what}: {of} of {of}", file=sys.stderr, flush=True)  # noqa: T201
