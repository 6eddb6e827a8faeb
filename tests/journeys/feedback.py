"""What people told us, for the samples of every page: a complaint answered and put up, an idea, one without a name."""

from typing import Any

from hearth.core.actor import PUBLIC
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes.feedback import actions
from hearth.outcomes.feedback.codes import Kind, Outcome, Step
from hearth.outcomes.feedback.rules import Told
from hearth.people.models import Person
from hearth.sharing import queries as sharing
from tests import world as worlds

LONG = "Nobody rang me back on the day they said. " * 4 + "https://example.org/" + "a" * 90


def of_feedback(world: worlds.World, person: Person) -> dict[str, Any]:
    """One with every step, one that waits, one behind a secret, and what everybody reads."""
    account = worlds.own_sign_in(world, person)
    themselves = sharing.person_actor(account_id=account.id, person_id=person.id)
    assert themselves is not None
    about = {"hub_id": world.hub.pk, "may_be_told": True}
    with acting_as(themselves, at=world.at):
        said, _ = actions.say(themselves, told=Told(Kind.COMPLAINT, LONG, **about), at=world.at)
        actions.say(themselves, told=Told(Kind.IDEA, LONG, **about), at=world.at)
    with acting_as(PUBLIC, at=world.at):
        named = Told(Kind.COMPLAINT, LONG, called="Ron Marsh", reach="07700 900 321", **about)
        _, secret = actions.say(PUBLIC, told=named, at=world.at)
    guardian = worker_actor(worlds.worker("Gwen", "Ellis", "guardian", world.trust))
    with acting_as(guardian, at=world.at):
        for step in (Step.TAKEN, Step.ACKNOWLEDGED, Step.NEWS, Step.ANSWERED):
            actions.take_step(guardian, feedback=said, step=step, words=LONG, at=world.at)
        what: dict[str, Any] = {"said": LONG[:300], "outcome": Outcome.COULD_NOT, "words": LONG, "nobody_known": True}
        told = actions.tell_everybody(guardian, feedback=said, at=world.at, **what)
    return {"feedback_id": said.pk, "said_token": secret, "you_said_id": told.pk}
