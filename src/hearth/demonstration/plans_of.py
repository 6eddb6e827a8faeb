"""Plans and cards of the city: Robin’s by hand, a third of everybody’s out of few words, written and signed by all."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from hearth.core.actor import Actor
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.demonstration.lives import Life
from hearth.demonstration.people_of_the_city import read_data
from hearth.demonstration.places import City
from hearth.people.models import Person
from hearth.plans import actions
from hearth.plans.codes import How, Mark, Part, Whose
from hearth.plans.models import PartVersion
from hearth.plans.rules import Call, Card, Goal, Marked, Pen
from hearth.plans.wish_rules import Wish
from hearth.sharing.permissions import level_of

EVERY = 3
# Numbers that belong to nobody. Source: Ofcom, telephone numbers for drama use, 07700 900000 to 900999.
FIRST_NUMBER, LAST_NUMBER = 200, 999
# Of so many with a plan one has not said yes to it.
UNSIGNED = 4
ROBIN = "robin"


def tell(city: City, lives: Sequence[Life], *, first: Sequence[Life], seed: int) -> None:
    """Robin’s plan, and those of every third person whom somebody holds who may read everything of them.

    What they hope for is why they came; but for the `first`, of whom only what was published is told.
    """
    rng, published = Random(seed), {life.key for life in first}  # noqa: S311  invented words, not secrets
    _robin(city)
    held = [life for life in lives if life.grown and life.is_open and life.key != ROBIN]
    for number, life in enumerate(held[::EVERY]):
        actor = city.actor(life.holder)
        with acting_as(actor, at=city.now):
            if level_of(actor, person=city.people[life.key]) >= Level.FULL:
                told = {"signs": number % UNSIGNED != 0, "is_why": life.key not in published}
                _plan(actor, city, life, rng, **told)


def _plan(actor: Actor, city: City, life: Life, rng: Random, *, signs: bool, is_why: bool) -> None:
    words, person = read_data("plans"), city.people[life.key]
    at = max(life.made_at + timedelta(days=10), city.now - timedelta(days=rng.randint(3, 240), hours=rng.randint(1, 9)))
    at = min(at, city.now - timedelta(hours=2))
    written = [
        actions.write_card(actor, person=person, card=_card(words, rng), pen=Pen(How.WITH), at=at).pk,
        _part(actor, person, Part.MATTERS, rng.choice(words["matters"]), at),
        _part(actor, person, Part.STRENGTHS, rng.choice(words["strengths"]), at),
        _part(actor, person, Part.SIGNS_MINE, rng.choice(words["signs"]), at),
        _goal(actor, person, rng.choice(words["goals"]), rng, at, is_why=is_why),
    ]
    if signs:
        later = at + timedelta(minutes=40)
        marked = _mark(rng, life, actor)
        actions.sign(actor, person=person, version_ids=written, marked=marked, at=later)


def _card(words: dict[str, Any], rng: Random) -> Card:
    callers = rng.sample(words["callers"], k=rng.randint(1, 2))
    calls = tuple(Call(name, f"07700 900 {rng.randint(FIRST_NUMBER, LAST_NUMBER)}", who) for name, who in callers)
    said = {name: rng.choice(words[name]) for name in ("do_first", "calms", "please_dont")}
    more = {name: rng.choice(words[name]) for name in ("where_to_be", "home") if rng.random() < 0.6}
    return Card(calls=calls, **said, **more)


def _part(actor: Actor, person: Person, part: Part, words: str, at: datetime) -> UUID:
    return actions.write_part(actor, person=person, part=part, words=words, pen=Pen(How.WITH), at=at).pk


def _goal(actor: Actor, person: Person, goal: list[str], rng: Random, at: datetime, *, is_why: bool) -> UUID:
    state = rng.choice(("hoping", "trying", "going-well", "stuck"))
    reason = ("Person", person.pk) if is_why else None
    told = Goal(goal[0], goal[1], state, confidence=rng.randint(2, 8), reason=reason)
    return actions.write_goal(actor, person=person, goal=told, pen=Pen(How.WITH), at=at).pk


def _mark(rng: Random, life: Life, actor: Actor) -> Marked:
    mark = rng.choice((Mark.NAME, Mark.NAME, Mark.CROSS, Mark.SPOKEN))
    return Marked(mark, life.known_as) if mark == Mark.NAME else Marked(mark, witness=actor.name)


def _robin(city: City) -> None:
    told, robin = read_data("plans")[ROBIN], city.people[ROBIN]
    own, dee = city.selves[ROBIN], city.actor("peer-supporter")
    at = city.now - timedelta(days=50)
    with acting_as(dee, at=city.now):
        written = list(_of_robin(dee, robin, told, at))
    with acting_as(dee, at=city.now):
        seen = told["otherwise"]
        of = PartVersion.objects.visible_to(dee).get(person=robin, part=seen["of"])
        said = {"words": seen["words"], "whose": Whose.WORKER, "at": at + timedelta(minutes=50)}
        actions.say_otherwise(dee, person=robin, version=of, **said)
    with acting_as(own, at=city.now):
        actions.sign(own, person=robin, version_ids=written, marked=Marked(Mark.PAGE), at=at + timedelta(hours=1))


def _of_robin(dee: Actor, robin: Person, told: dict[str, Any], at: datetime) -> Iterator[UUID]:
    pen, long_ago = Pen(How.WITH), at - timedelta(days=260)
    calls = tuple(Call(**call) for call in told["card"]["calls"])
    card = Card(**{**told["card"], "calls": calls})
    yield actions.write_card(dee, person=robin, card=card, pen=pen, at=at).pk
    for code, words in told["parts"].items():
        yield _part(dee, robin, Part(code), words, at)
    goal = {**told["goal"]}
    first = {**goal, "confidence": goal.pop("before"), "state": "hoping"}
    first.pop("before")
    first["reason"] = goal["reason"] = ("Person", robin.pk)
    began = actions.write_goal(dee, person=robin, goal=Goal(**first), pen=pen, at=long_ago)
    now = actions.write_goal(
        dee, person=robin, goal=Goal(**goal), pen=Pen(How.WITH, (began.pk,)), at=at, root_id=began.root_id
    )
    yield now.pk
    yield actions.write_wish(dee, person=robin, wish=Wish(**told["wish"]), pen=pen, at=at).pk
