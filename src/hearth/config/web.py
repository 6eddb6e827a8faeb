"""`python -m hearth.config.web OPTIONS`: granian, whose processes share what was loaded before they were made.

A process made by forking has every page at once, instead of loading all of it again: the house opens sooner, one that
died is back sooner, and three of them take little more memory than one. Nothing may be open before the fork: the
connections to the database are made by each process when it first needs one.
"""

import gc

from django.apps import apps
from django.conf import settings
from django.template import engines
from django.urls import get_resolver, reverse
from granian.cli import entrypoint
from jinja2 import Environment, FileSystemBytecodeCache

from hearth.config import wsgi  # noqa: F401  it sets Django up


def serve() -> None:
    """Load every page, then become the web server."""
    load_addresses()
    load_models()
    load_templates()
    # What is loaded stays: nobody need look through it for rubbish, and so each process leaves it as it is, shared.
    gc.collect()
    gc.freeze()
    entrypoint()  # type: ignore[no-untyped-call]  # granian's own


def load_addresses() -> None:
    """Know every address by its name. Django otherwise works that out in each process, at its first request."""
    get_resolver().check()
    reverse("healthz")


def load_models() -> None:
    """Know how all tables hang together, as each process otherwise works out for itself: 4 MB in each of them."""
    for model in apps.get_models():
        for worked_out in (
            "related_objects",
            "fields_map",
            "_forward_fields_map",
            "concrete_fields",
            "_property_names",
        ):
            getattr(model._meta, worked_out)


def load_templates() -> None:
    """Have every template at hand before the first request; what was made of them is kept for the next start."""
    kept = settings.DATA_DIR / "templates"
    kept.mkdir(mode=0o700, parents=True, exist_ok=True)
    pages: Environment = engines["jinja2"].env  # type: ignore[attr-defined]  # an engine of Jinja has one
    pages.bytecode_cache = FileSystemBytecodeCache(str(kept))
    for name in pages.list_templates(filter_func=lambda name: not name.startswith("nhsuk/")):
        pages.get_template(name)


if __name__ == "__main__":
    serve()
