"""Somebody’s plan for the walk through every page: everything in it, some of it signed, one part in two versions."""

from datetime import timedelta
from typing import Any

from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.plans import actions
from hearth.plans.codes import Happened, How, Mark, Part, Whose
from hearth.plans.rules import Call, Card, Goal, Marked, Pen
from hearth.plans.wish_rules import Wish
from tests import world as worlds

LONG = "I would like to be by the river in the morning. " * 4 + "https://example.org/" + "a" * 90


def of_a_plan(world: worlds.World, person: Person) -> dict[str, Any]:
    """A card, parts, a goal and a wish; a part seen otherwise and one in two versions; a doubt; cards on paper."""
    lead, at, pen = worker_actor(world.lead), world.at, Pen(How.WITH)
    told: dict[str, Any] = {"person": person, "pen": pen, "at": at}
    other = worlds.known(world, known_as="Wilf", given="Wilf", family="Rowe", nhs_number=None)
    with acting_as(lead, at=at):
        words = Card("Sit with me.", (Call("Jess", "07700 900 118"),), calms="Tea.")
        card = actions.write_card(lead, card=words, **told)
        actions.write_card(lead, card=words, person=other, pen=pen, at=at)
        matters = actions.write_part(lead, part=Part.MATTERS, words=LONG, **told)
        for some in ("Tea on the step.", LONG):
            actions.write_part(lead, part=Part.GOOD_DAYS, words=some, **told)
        goal = actions.write_goal(lead, goal=Goal("A dog.", LONG[:200], "trying", confidence=4), **told)
        wish = actions.write_wish(lead, wish=Wish("refusal", LONG, life=True), **told)
        actions.say_otherwise(lead, person=person, version=matters, words=LONG, whose=Whose.PERSON, at=at)
        marked = Marked(Mark.CROSS, witness="Dee Kerr")
        actions.sign(lead, person=person, version_ids=[matters.pk, goal.pk, wish.pk], marked=marked, at=at)
        newer = {"wish": Wish("refusal", "Not the ward.", life=True), "pen": Pen(How.FOR, (wish.pk,))}
        actions.write_wish(lead, person=person, root_id=wish.root_id, at=at + timedelta(seconds=1), **newer)
        actions.note_happened(lead, person=person, happened=Happened.MOVE, happened_on=at.date(), at=at)
        doubted = {"decision": LONG[:200], "why": LONG, "support": LONG, "review_on": at.date()}
        doubt = actions.note_doubt(lead, person=person, at=at, **doubted)
        pack, _ = actions.take_paper(lead, at=at)
    return {
        "section": Part.GOOD_DAYS.value,
        "about": "part",
        "version_id": card.pk,
        "goal_id": goal.root_id,
        "wish_id": wish.root_id,
        "kind": "refusal",
        "doubt_id": doubt.pk,
        "pack_id": pack.pk,
    }
