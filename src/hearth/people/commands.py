"""`hearth link`: look for two records of one person, for a custodian to decide."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command. Importing this must not need settings."""
    linking = subparsers.add_parser("link", help="look for two records of one person, as every night")
    linking.set_defaults(command=link)


def link(options: argparse.Namespace) -> None:
    """Look through everybody. Nothing is joined: a custodian decides about what is found."""
    from django.utils import timezone

    from hearth.people.linkage import running

    with _progress() as advance:
        run = running.link(at=timezone.now(), advance=advance)
    print(f"Looked at {run.people:,} people: {run.pairs:,} pairs to look at, {run.new:,} of them new.")  # noqa: T201


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal; elsewhere a plain line before, so that a log stays readable."""
    from rich.console import Console
    from rich.progress import Progress, TaskID

    console = Console(stderr=True)
    if not console.is_terminal:
        print("Looking for two records of one person.", file=sys.stderr)  # noqa: T201
        yield lambda _what, _done, _of: None
        return
    with Progress(console=console) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)

        yield advance
