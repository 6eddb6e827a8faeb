"""Somebody's plan, as tests write, sign and read it. Everybody is invented."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import Client
from tests import world as worlds

from hearth.core.actor import SYSTEM, Actor
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.plans import actions
from hearth.plans.codes import About, How, Mark, Part
from hearth.plans.queries import versions
from hearth.plans.rules import Call, Card, Goal, Marked, Pen, Thread
from hearth.sharing import actions as sharing

CARD = Card(
    do_first="Sit with me. Don’t ask me questions for ten minutes.",
    calls=(Call("Jess", "07700 900 118", "my sister", "any hour"), Call("Dee", "07700 900 142", hours="until nine")),
    not_to_ring="Mum. The police, unless someone is hurt.",
    calms="A dark corner, the blue blanket, rain on my phone.",
    please_dont="Stand over me. Take my phone. Say “calm down”.",
    home="Biscuit the cat: Mr Iqbal next door has a key.",
)
GOAL = Goal(words="To be outside again without counting the exits.", next_step="Stand at the gate.", state="hoping")
SEEN = Marked(Mark.SPOKEN, witness="Dee Kerr")
SIGN_LATER = timedelta(minutes=1)


def act(
    world: worlds.World, do: Any, /, *, by: Actor | None = None, later: timedelta = timedelta(), **told: Any
) -> Any:
    """Somebody does something; the lead unless told otherwise."""
    actor = by or worker_actor(world.lead)
    with acting_as(actor, at=world.at + later):
        return do(actor, at=world.at + later, **told)


def pen(*before: Any, how: How = How.WITH) -> Pen:
    """A pen held together, with these versions before the writer."""
    return Pen(how, tuple(one.pk for one in before))


def part(
    world: worlds.World, person: Person, words: str = "The allotment.", *before: Any, how: How = How.WITH, **more: Any
) -> Any:
    """A part of the plan is written."""
    told = {"part": Part.MATTERS, "words": words, "pen": pen(*before, how=how), **more}
    return act(world, actions.write_part, person=person, **told)


def card(world: worlds.World, person: Person, *before: Any, how: How = How.WITH, **changed: Any) -> Any:
    """The card is written. `by` and `later` as for `act`; anything else is said on the card."""
    when = {name: changed.pop(name) for name in ("by", "later") if name in changed}
    words = replace(CARD, **changed)
    return act(world, actions.write_card, person=person, card=words, pen=pen(*before, how=how), **when)


def goal(world: worlds.World, person: Person, *before: Any, root_id: Any = None, **changed: Any) -> Any:
    """Something hoped for is written down."""
    when = {name: changed.pop(name) for name in ("by", "later") if name in changed}
    told = {"goal": replace(GOAL, **changed), "pen": pen(*before), "root_id": root_id}
    return act(world, actions.write_goal, person=person, **told, **when)


def sign(world: worlds.World, person: Person, *these: Any, **more: Any) -> Any:
    """The person says yes, a minute after noon unless told otherwise."""
    told = {"marked": SEEN, "later": SIGN_LATER, **more}
    return act(world, actions.sign, person=person, version_ids=[one.pk for one in these], **told)


def stands(world: worlds.World, person: Person, about: About, *, by: Actor | None = None) -> Thread[Any] | None:
    """What stands of the one thing of this kind, as somebody sees it a day later."""
    actor = by or worker_actor(world.lead)
    with acting_as(actor, at=world.at + timedelta(days=1)):
        found = versions.everything(actor, person_id=person.pk)
    return next((thread for kind, thread in found if kind == about), None)


def close_card(world: worlds.World, person: Person, *, hidden: bool = False) -> None:
    """The person closes their card for everybody."""
    with acting_as(SYSTEM, at=world.at):
        sharing.seal(
            SYSTEM, person=person, section="card", hidden=hidden, consequence_explained="Nobody will know.", at=world.at
        )


def page(client: Client, path: str) -> str:
    """What stands on a page that is there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return worlds.words(answer)
