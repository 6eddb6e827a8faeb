"""Random small worlds, drawn by Hypothesis as plain values."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from hearth.core.roles import ROLES
from hearth.core.sight import Level
from hearth.sharing import rules
from hearth.sharing.codes import RelationshipKind

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ORGANISATIONS, TEAMS, WORKERS, MEMBERSHIPS, PEOPLE, ENTRIES = 3, 2, 3, 5, 3, 3


def number(count: int) -> st.SearchStrategy[int]:
    return st.integers(0, count - 1)


@st.composite
def lasting(draw: st.DrawFn, *, ends: bool = False) -> rules.Lasting:
    start = draw(st.sampled_from([-50, -1, 0, 2]))
    lengths = [1, 2, 3, 60] if ends else [None, None, 0, 1, 2, 3, 60]
    length = draw(st.sampled_from(lengths))
    begins = NOON + timedelta(hours=start)
    return rules.Lasting(begins, None if length is None else begins + timedelta(hours=length))


def some(strategy: st.SearchStrategy, most: int) -> st.SearchStrategy[list]:
    return st.lists(strategy, max_size=most)


def choices() -> st.SearchStrategy[tuple]:
    any_level = st.sampled_from([level for level in Level if level >= Level.NOTHING])
    organisation = st.tuples(st.just("organisation"), number(ORGANISATIONS), any_level, lasting())
    worker = st.tuples(st.just("worker"), number(MEMBERSHIPS), st.sampled_from([Level.NOTHING, Level.FULL]), lasting())
    supporter = st.tuples(st.just("supporter"), number(PEOPLE), any_level, lasting())
    return st.one_of(organisation, organisation, worker, supporter)


def relationships() -> st.SearchStrategy[tuple]:
    standing = st.sampled_from([RelationshipKind.HOLDER, RelationshipKind.INVOLVED, RelationshipKind.ASKED])
    passing = st.sampled_from([RelationshipKind.PRESENT, RelationshipKind.ON_CALL, RelationshipKind.PANEL])
    whose = st.one_of(st.tuples(st.just("team"), number(TEAMS)), st.tuples(st.just("worker"), number(MEMBERSHIPS)))
    return st.one_of(st.tuples(standing, whose, lasting()), st.tuples(passing, whose, lasting(ends=True)))


sealings = st.tuples(
    st.sampled_from([None, 0, 1, "allergy", "medicine", "safety-note"]),
    st.booleans(),
    st.sets(number(MEMBERSHIPS), max_size=2),
    st.booleans(),
    st.sampled_from([False, False, True]),
)
entries = st.sampled_from([Level.MINIMUM, Level.APPOINTMENTS, Level.PLAN, Level.FULL])
# Which entry, from when until when, and after how many hours somebody let them read it.
held_back = st.tuples(
    number(ENTRIES),
    st.builds(
        lambda start, length: rules.Lasting(
            NOON + timedelta(hours=start), length and NOON + timedelta(hours=start + length)
        ),
        st.sampled_from([-50, -1, 0, 2]),
        st.sampled_from([None, 1, 2, 60]),
    ),
    st.sampled_from([None, None, 0, 1, 51]),
)
lives = st.fixed_dictionaries(
    {
        "relationships": some(relationships(), 4),
        "choices": some(choices(), 4),
        "blocks": some(st.tuples(number(WORKERS), lasting()), 1),
        "overrides": some(st.tuples(number(MEMBERSHIPS), st.booleans(), lasting(ends=True)), 1),
        "sealings": some(sealings, 2),
        "entries": st.lists(entries, min_size=ENTRIES, max_size=ENTRIES),
        "withheld": some(held_back, 2),
        "restricted": st.booleans(),
        "status": st.sampled_from(["provisional", "provisional", "provisional", "restricted", "merged-into"]),
    }
)
plans = st.fixed_dictionaries(
    {
        "teams": st.lists(number(ORGANISATIONS), min_size=TEAMS, max_size=TEAMS),
        "seats": st.sets(st.tuples(number(TEAMS), number(ORGANISATIONS)), min_size=1, max_size=5),
        "memberships": st.lists(
            st.tuples(number(WORKERS), number(ORGANISATIONS), st.sampled_from(sorted(ROLES))),
            min_size=MEMBERSHIPS,
            max_size=MEMBERSHIPS,
            unique=True,
        ),
        "sitting": st.sets(st.tuples(number(5), number(MEMBERSHIPS)), max_size=7),
        "lives": st.lists(lives, min_size=PEOPLE, max_size=PEOPLE),
    }
)
