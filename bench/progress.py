"""What is being done, and for how long, to whoever watches."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 24


@contextmanager
def step(words: str) -> Iterator[None]:
    """Say what begins and, when it has ended, how long it took."""
    began = time.perf_counter()
    _write(f"  {words} …")
    yield
    _write(f"\r\033[K  {words}: {time.perf_counter() - began:.1f} s\n")


def bar(words: str, done: int, of: int) -> None:
    """Redraw one line of progress; the line is cleared when all is done."""
    filled = WIDTH * done // max(of, 1)
    _write(f"\r\033[K  {words} [{'#' * filled}{'.' * (WIDTH - filled)}] {done:,} of {of:,}")
    if done >= of:
        _write("\r\033[K")


def say(sentence: str) -> None:
    """One line."""
    _write(f"{sentence}\n")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
