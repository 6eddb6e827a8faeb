"""The whole city on paper: the same seed and day give the same lives, before anything is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random

from hearth.demonstration import stories
from hearth.demonstration.hand_written import hand_written_lives
from hearth.demonstration.lives import CircleWish, Life
from hearth.demonstration.moments import at_local, days_ago
from hearth.demonstration.people_of_the_city import Named, nhs_numbers, read_data, somebody
from hearth.people.details import ContactDetails, NeedDetails

HOLDING_ROLES = ("peer-supporter", "recovery-worker", "link-worker", "clinician", "social-worker")
KNOWN_ELSEWHERE_SHARE = 5
ASKED_WITH_FORM_DAYS = 60
EXPLAINED = ("Explained at the first talk, with the picture of the circle", "Explained on paper, read together")
LIVING = ("own-home", "rented", "family", "sofa", "hostel", "temporary", "unsafe-at-home", "street", "not-known")
LIVING_WEIGHTS = (26, 34, 14, 5, 5, 6, 1, 2, 7)


@dataclass(frozen=True, slots=True)
class Staffer:
    """A worker as the planner knows them."""

    key: str
    given: str
    organisation: str
    role: str
    hub: str
    manager: str
    family: str
    pattern: str


@dataclass(slots=True)
class Planner:
    """Chance, the day, and who holds how many already."""

    rng: Random
    now: datetime
    staff: Sequence[Staffer]
    numbers: Iterator[str]
    held: Counter[str]

    def team(self, hub: str, *roles: str) -> list[str]:
        """The workers of a hub in these roles, by key."""
        return [worker.key for worker in self.staff if worker.hub == hub and worker.role in roles]

    def next_holder(self, hub: str) -> str:
        """Whoever of the hub holds fewest people so far."""
        holder = min(self.team(hub, *HOLDING_ROLES), key=lambda key: (self.held[key], self.rng.random()))
        self.held[holder] += 1
        return holder


def staff() -> list[Staffer]:
    """Everyone who works in the city."""
    rows = read_data("workers")
    return [
        Staffer(key, given, organisation, role, hub, manager, family, pattern)
        for key, given, family, organisation, role, hub, manager, pattern in rows
    ]


def plan_lives(*, seed: int, people: int, now: datetime) -> list[Life]:
    """The hand-written lives, then generated ones until there are `people`; a fifth are known from elsewhere only."""
    planner = Planner(Random(seed), now, staff(), nhs_numbers(), Counter())  # noqa: S311  invented lives, not secrets
    written = [_grown(planner, life, theme) for life, theme in hand_written_lives(now)]
    planner.held.update(life.holder for life in written)
    elsewhere = people // KNOWN_ELSEWHERE_SHARE
    held = max(0, people - len(written) - elsewhere)
    return [
        *written,
        *(_held_life(planner, f"life-{number}") for number in range(held)),
        *(_known_elsewhere(planner, f"known-{number}") for number in range(elsewhere)),
    ]


def plan_prototype(*, seed: int, now: datetime, size: int, came_days_ago: int) -> list[Life]:
    """The people of the hub's first three months, who are there besides all others. Their numbers are nobody's."""
    planner = Planner(Random(seed + 1), now, staff(), nhs_numbers(), Counter())  # noqa: S311  invented lives
    return [_of_the_prototype(planner, f"prototype-{number}", came_days_ago) for number in range(size)]


def _of_the_prototype(planner: Planner, key: str, came_days_ago: int) -> Life:
    rng, named = planner.rng, somebody(planner.rng, now=planner.now)
    opened = at_local(days_ago(came_days_ago, now=planner.now), time(rng.randint(8, 17), rng.choice((5, 20, 40))))
    described = replace(_described(planner, key, named, opened), nhs="", status="confirmed")
    life = replace(described, hub="clarence", holder=planner.next_holder("clarence"), standing="supported")
    telling = _telling(planner, life, rng.choice(stories.themes()), planner.now)
    lead = _lead(planner, life.hub)
    life = replace(life, circle=_circle(planner, life), ask=stories.ask(telling, route="myself", by=lead))
    return life.grow(stories.journey(telling, asked="", lead=lead))


def _grown(planner: Planner, life: Life, theme: str) -> Life:
    """A hand-written life whose journey is left to the stories."""
    if not theme:
        return life
    telling = _telling(planner, life, theme, planner.now)
    asked = telling.say(read_data("stories")["themes"][theme]["asks"], life.holder)
    return life.grow(stories.journey(telling, asked=asked, lead=_lead(planner, life.hub)))


def _held_life(planner: Planner, key: str) -> Life:
    rng = planner.rng
    hub = rng.choices(("clarence", "acomb"), weights=(45, 55))[0]
    age_days, standing = _how_long(rng)
    opened = at_local(days_ago(age_days, now=planner.now), time(rng.randint(8, 19), rng.choice((5, 20, 40))))
    named = somebody(rng, now=planner.now)
    holder = planner.next_holder(hub)
    life = replace(
        _described(planner, key, named, opened), hub=hub, holder=holder, standing=standing, status="confirmed"
    )
    life = replace(life, circle=_circle(planner, life))
    return _with_story(planner, life, age_days)


def _with_story(planner: Planner, life: Life, age_days: int) -> Life:
    rng, lead = planner.rng, _lead(planner, life.hub)
    rests = life.standing == "resting"
    until = planner.now - timedelta(days=rng.randint(10, max(11, age_days // 2))) if rests else planner.now
    telling = _telling(planner, life, rng.choice(stories.themes()), until)
    asks = read_data("stories")["themes"][telling.theme]["asks"]
    if age_days > ASKED_WITH_FORM_DAYS:
        told = stories.journey(telling, asked=telling.say(asks, life.holder), lead=lead, rests=rests)
        return replace(life, first_holder=lead, held_since=life.made_at + timedelta(hours=20)).grow(told)
    ask = stories.ask(telling, route=rng.choice(("myself", "walk-in", "phone")), by=lead)
    return replace(life, ask=ask).grow(stories.journey(telling, asked="", lead=lead, rests=rests))


def _how_long(rng: Random) -> tuple[int, str]:
    """How many days ago they came, and where they stand."""
    standing = rng.choices(("welcoming", "supported", "resting"), weights=(12, 64, 24))[0]
    if standing == "welcoming":
        return rng.randint(1, 12), standing
    return rng.randint(30 if standing == "supported" else 90, 700), standing


def _known_elsewhere(planner: Planner, key: str) -> Life:
    named = somebody(planner.rng, now=planner.now)
    journey = stories.from_elsewhere(planner.rng, now=planner.now)
    return replace(_described(planner, key, named, journey[0].at), journey=journey)


def _described(planner: Planner, key: str, named: Named, made_at: datetime) -> Life:
    rng, data = planner.rng, read_data("stories")
    has_number = rng.random() < 0.8
    talks = rng.random() < 0.55
    needs = [NeedDetails("adjustment", rng.choice(data["adjustments"]))] if rng.random() < 0.25 else []
    return Life(
        key=key,
        known_as=named.known_as,
        made_at=made_at,
        given=named.given,
        family=named.family,
        pronouns=named.pronouns,
        birth_on=named.birth_on,
        birth_precision=named.birth_precision,
        area=rng.choice(read_data("city")["areas"]),
        living=rng.choices(LIVING, weights=LIVING_WEIGHTS)[0],
        how_to_talk=rng.choice(data["how_to_talk"]) if talks else "",
        confirmed_on=days_ago(rng.randint(10, 300), now=planner.now) if talks else None,
        nhs=next(planner.numbers) if has_number else "",
        contacts=_contacts(rng),
        needs=tuple(needs),
    )


def _contacts(rng: Random) -> tuple[ContactDetails, ...]:
    """A mobile phone, for most. Source: Ofcom, numbers kept for drama, 07700 900000 to 900999."""
    if rng.random() < 0.12:
        return ()
    number = f"07700 900{rng.randint(500, 999)}"
    return (ContactDetails("phone", number, safe_to_leave_message=rng.random() < 0.5),)


def _circle(planner: Planner, life: Life) -> tuple[CircleWish, ...]:
    """What they chose about the hub's partners when it was explained."""
    rng, at = planner.rng, min(life.made_at + timedelta(days=3), planner.now - timedelta(hours=1))
    how, by = rng.choice(EXPLAINED), life.holder
    chosen = {
        "trust": rng.choices(("full", "plan", "nothing"), weights=(75, 15, 10))[0],
        "social-care": rng.choices(("full", "appointments", "nothing"), weights=(50, 35, 15))[0],
    }
    chosen |= {
        worker.organisation: "full" for worker in planner.staff if worker.key == by and worker.organisation in chosen
    }
    return tuple(CircleWish("organisation", whom, level, at, how, by) for whom, level in chosen.items())


def _telling(planner: Planner, life: Life, theme: str, until: datetime) -> stories.Telling:
    colleagues = planner.team(life.hub, "peer-supporter", "recovery-worker", "welcomer")
    welcomers = planner.team(life.hub, "welcomer")
    return stories.Telling(
        rng=planner.rng,
        name=life.known_as,
        pronouns=life.pronouns,
        theme=theme,
        opened=life.made_at,
        until=until,
        holder=life.holder,
        colleagues=[key for key in colleagues if key not in welcomers],
        first_names={worker.key: worker.given for worker in planner.staff},
    )


def _lead(planner: Planner, hub: str) -> str:
    return planner.rng.choice(planner.team(hub, "shift-lead"))
