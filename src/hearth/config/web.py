"""`python -m hearth.config.web OPTIONS`: granian, whose processes share what was loaded before they were made.

A process made by forking has every page at once, instead of loading all of it again: the house opens sooner, one that
died is back sooner, and three of them take little more memory than one. Nothing may be open before the fork: the
connections to the database are made by each process when it first needs one.
"""

import gc

from django.urls import get_resolver
from granian.cli import entrypoint

from hearth.config import wsgi  # noqa: F401  it sets Django up


def serve() -> None:
    """Load every page, then become the web server."""
    get_resolver().check()
    # What is loaded stays: nobody need look through it for rubbish, and so each process leaves it as it is, shared.
    gc.collect()
    gc.freeze()
    entrypoint()  # type: ignore[no-untyped-call]  # granian's own


if __name__ == "__main__":
    serve()
