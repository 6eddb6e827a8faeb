"""Pages anyone may open: signing in, and a long form."""

from bench.operation import Operation
from bench.world import World

NOTHING_ASKED = "SELECT 1"


def sign_in_page(world: World) -> Operation:
    return Operation(
        "sign-in page",
        ours=lambda _: world.anyone.get("/sign-in"),
        floor=lambda _: world.ask(NOTHING_ASKED),
        bare=lambda _: world.bare_anyone.get("/sign-in"),
        most_queries=1,
        p50_ms=4,
        most_times_bare=1.5,
    )


def long_form(world: World) -> Operation:
    """Asking for support is the longest form there is."""
    return Operation(
        "form of 20 fields",
        ours=lambda _: world.anyone.get("/ask/whole"),
        floor=lambda _: world.ask(NOTHING_ASKED),
        bare=lambda _: world.bare_anyone.get("/form"),
        most_queries=3,
        p50_ms=14,
        most_times_bare=1.2,
    )
