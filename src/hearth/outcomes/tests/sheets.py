"""Invented words for a licensed measure, and sittings of somebody invented. No wording here is anybody's."""

import json
from datetime import timedelta

from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, instruments, queries
from hearth.outcomes.codes import Mode
from hearth.outcomes.terms import Licence, Sitting
from hearth.people.models import Person

DAY = timedelta(days=1)
REQOL = instruments.instrument("reqol-10", 1)
REQOL_20 = instruments.instrument("reqol-20", 1)
DIALOG = instruments.instrument("dialog", 1)
EVERYDAY = instruments.instrument("everyday", 1)
CAME_FOR = instruments.instrument("what-i-came-for", 1)
TOTAL = REQOL.scale("total")
# Every answer as far from a good week as it goes, as it stands on the form: items 1, 3, 6 and 9 run the other way.
LOWEST = {number: 4 if number in REQOL.reversed else 0 for number in TOTAL.items}
MIDDLE = dict.fromkeys(TOTAL.items, 2)


def file_for(of, **changed):
    """A file of words that fits a measure, with invented questions."""
    answers = [f"Answer {place}" for place in range(len(of.answers))]
    told = {
        "instrument": of.code,
        "version": of.version,
        "language": "en-GB",
        "title": f"{of.name}, invented words",
        "introduction": "These words were invented for a test.",
        "items": [
            {"number": n, "words": f"Invented question {n}?", "answers": answers, "reversed": n in of.reversed}
            for n in of.numbers
        ],
    }
    return {**told, **changed}


def as_bytes(told):
    """The file as it is uploaded."""
    return json.dumps(told).encode()


def with_total(total):
    """Answers on the form whose ReQoL-10 total is this."""
    each = [total // 10 + (place < total % 10) for place in range(10)]
    return {n: 4 - value if n in REQOL.reversed else value for n, value in zip(TOTAL.items, each, strict=True)}


def load(world, of=REQOL, *, days=365, checked="the invented guide", told=None):
    """The words of a measure, licensed to the trust from yesterday on."""
    today = day_of(world.at)
    licence = Licence(world.trust, "Licence 1234 (invented)", today - timedelta(days=1), today + timedelta(days=days))
    with acting_as(SYSTEM, at=world.at):
        content = as_bytes(told or file_for(of))
        return actions.load_wording(SYSTEM, of=of, content=content, licence=licence, rules_checked=checked, at=world.at)


def act(world, do, /, *, by=None, at=None, **told):
    """What somebody does, in a scope of their own. Sittings and people are found anew, as they see them."""
    actor = by or worker_actor(world.peer)
    at = at or world.at
    with acting_as(actor, at=at):
        if "fill" in told:
            fill = told["fill"]
            told["fill"] = queries.fill(actor, person_id=fill.person_id, fill_id=fill.pk)
        if "person" in told:
            told["person"] = Person.objects.visible_to(actor).get(pk=told["person"].pk)
        return do(actor, at=at, **told)


def begin(world, person, of=REQOL, *, by=None, at=None, **how):
    """Somebody begins a measure, on paper with the peer supporter unless said otherwise."""
    sitting = Sitting(how.pop("mode", Mode.PAPER), **how)
    return act(world, actions.begin_fill, person=person, of=of, sitting=sitting, by=by, at=at)


def filled(world, person, answers, of=REQOL, *, by=None, at=None, **how):
    """Somebody fills a measure in and finishes: what came of it."""
    fill = begin(world, person, of, by=by, at=at, **how)
    act(world, actions.answer_items, fill=fill, answers=answers, by=by, at=at)
    return act(world, actions.finish_fill, fill=fill, by=by, at=at)


def known(world, **details):
    """Somebody the team knows well, with a reason for coming."""
    return worlds.known(world, **details)
