"""Journeys that nobody went, in as few words as a test can be read in."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from hypothesis import strategies as st

from hearth.record.codes import EntryKind
from hearth.record.journey.facts import Facts, Hand, Happening, Shape, When, facts

NUMBERS = count(1_000_000)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KINDS = {
    Shape.CONTACT: EntryKind.CONVERSATION,
    Shape.MISSED: EntryKind.DID_NOT_MAKE_IT,
    Shape.TRIED: EntryKind.CONTACT_ATTEMPT,
    Shape.CRISIS: EntryKind.CRISIS,
    Shape.PASSED: EntryKind.HANDOVER,
}


def days_ago(days, hours=0):
    return NOW - timedelta(days=days, hours=hours)


def thing(days, shape=Shape.CONTACT, lane="The Hub", *, number=None, **more):
    """Something that happened so many days ago."""
    one = UUID(int=next(NUMBERS) if number is None else number)
    kind = more.pop("kind", KINDS.get(shape, EntryKind.IMPORTED_EVENT))
    return Happening(id=one, at=days_ago(days), lane=lane, kind=kind, shape=shape, **more)


def passed(days, lane, to="", yes=False, **more):
    return thing(days, Shape.PASSED, lane, passed_to=to, yes=yes, **more)


def journey(*things, held=None, now=NOW):
    """All of it; held by Dee of the Hub since so many days ago."""
    hands = [Hand("Dee", "The Hub", days_ago(held), None)] if held is not None else []
    return facts(list(things), hands=hands, now=now)


LANES = ["GP surgery", "Crisis team", "Access team", "Police", "Hospital", "The Hub", *(f"Team {n}" for n in range(9))]


@st.composite
def journeys(draw, most=60) -> Facts:
    """Any journey at all: every shape, many teams, things at the same moment, stays, times known by the year only."""
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 4_000 * 24),
                st.sampled_from(list(Shape)),
                st.sampled_from(LANES),
                st.sampled_from([*LANES, ""]),
                st.sampled_from([True, False, None]),
                st.integers(0, 2_000),
                st.sampled_from([When.DAY, When.DAY, When.MONTH, When.YEAR, When.UNKNOWN]),
            ),
            max_size=most,
        )
    )
    held = draw(st.one_of(st.none(), st.integers(0, 1_500)))
    things = [made(n, row) for n, row in enumerate(rows)]
    return journey(*things, held=held)


def made(number, row):
    hours, shape, lane, to, yes, lasted, when = row
    at = NOW - timedelta(hours=hours)
    until = min(at + timedelta(hours=lasted), NOW) if shape is Shape.STAY else None
    passing = {"passed_to": to, "yes": yes} if shape is Shape.PASSED else {}
    helped = {"helped": "A long talk about the cat and the rain"} if shape is Shape.CRISIS else {}
    kind = KINDS.get(shape, EntryKind.REFERRAL)
    return Happening(UUID(int=number), at, lane, kind, shape, until=until, when=when, **passing, **helped)
