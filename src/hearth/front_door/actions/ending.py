"""How a welcome ends: going on together, not now, connected elsewhere by name, or resting because nobody was reached.

Never closed: whoever holds them goes on holding them, and coming back needs no new referral.
"""

from datetime import datetime
from typing import Any

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.front_door import attempt_rules, welcome_permissions
from hearth.front_door import welcome_queries as queries
from hearth.front_door import welcome_rules as rules
from hearth.front_door.actions import promises
from hearth.front_door.actions.updates import tell_referrers
from hearth.front_door.actions.urgency import in_turn
from hearth.front_door.codes import ReferralStatus, UpdateKind
from hearth.front_door.models import Referral
from hearth.front_door.welcome_codes import WelcomeStep
from hearth.front_door.welcome_models import WelcomeOutcome
from hearth.holding import actions as holding
from hearth.holding.codes import HoldingStatus

STATUS_AFTER = {
    WelcomeStep.OFFER: ReferralStatus.WELCOMED,
    WelcomeStep.NOT_NOW: ReferralStatus.RESTING,
    WelcomeStep.CONNECTED: ReferralStatus.CONNECTED,
    WelcomeStep.NOT_REACHED: ReferralStatus.UNREACHED,
    WelcomeStep.CAME_BACK: ReferralStatus.RECEIVED,
}
# What whoever asked hears of it, if the person lets them.
TOLD_TO_REFERRERS = {
    WelcomeStep.OFFER: "We have agreed together how we go on.",
    WelcomeStep.NOT_NOW: "They said not now. The door stays open.",
    WelcomeStep.CONNECTED: "They are connected with somebody who said yes to them. The door here stays open.",
    WelcomeStep.NOT_REACHED: "We have not reached them so far. They are still held here, and the door stays open.",
}


@action
def agree_offer(actor: Actor, /, *, referral: Referral, words: str, at: datetime) -> WelcomeOutcome:
    """The person and whoever holds them agreed what comes next, in the person's words. They are supported from now on.

    Raises NotPermitted for anyone but the holder, or NotPossible before there was a real talk.
    """
    referral = in_turn(actor, referral)
    welcome_permissions.check_agree_offer(actor, holding=referral.person)
    rules.check_open(welcoming=queries.is_open(referral))
    rules.check_words(words, missing="What did you agree, in their words?")
    rules.check_talked(still_owed=queries.still_owes_a_talk(referral))
    if referral.person.status != HoldingStatus.SUPPORTED:
        holding.support(actor, holding=referral.person, because=words, at=at)
    return _end(actor, referral, WelcomeStep.OFFER, at, words=words)


@action
def say_not_now(actor: Actor, /, *, referral: Referral, words: str, at: datetime) -> WelcomeOutcome:
    """The person said: not now. It rests, what was promised waits for them, and the way back stays open.

    Raises NotPermitted, or NotPossible without their words.
    """
    welcome_permissions.check_reach_out(actor)
    referral = in_turn(actor, referral)
    rules.check_open(welcoming=queries.is_open(referral))
    rules.check_words(words, missing="What did they say? Only their own choice lets a promise wait.")
    _rest(actor, referral, words, at)
    promises.wait_for_them(person_id=referral.person_id, reason=f"They said not now: {words.strip()}", at=at)
    return _end(actor, referral, WelcomeStep.NOT_NOW, at, words=words)


@action
def connect_elsewhere(
    actor: Actor, /, *, referral: Referral, words: str, accepted_by: str, accepted_where: str, at: datetime
) -> WelcomeOutcome:
    """Somebody elsewhere, by name, said yes to them, and they want it. The door here stays open.

    Raises NotPermitted, or NotPossible without a name, without the person's words, or before there was a real talk.
    """
    welcome_permissions.check_reach_out(actor)
    referral = in_turn(actor, referral)
    rules.check_open(welcoming=queries.is_open(referral))
    rules.check_connected(accepted_by=accepted_by, accepted_where=accepted_where)
    rules.check_words(words, missing="What do they say about it?")
    rules.check_talked(still_owed=queries.still_owes_a_talk(referral))
    yes = f"{accepted_by.strip()}, {accepted_where.strip()}, said yes. {words.strip()}"
    _rest(actor, referral, yes, at)
    there = {"accepted_by": accepted_by.strip(), "accepted_where": accepted_where.strip()}
    return _end(actor, referral, WelcomeStep.CONNECTED, at, words=words, **there)


@action
def let_rest_unreached(actor: Actor, /, *, referral: Referral, words: str, at: datetime) -> WelcomeOutcome:
    """The second worker's word: we climbed the whole ladder and did not reach them, so it rests. Nothing is closed.

    What was promised goes on being owed: our not reaching them is not their choice. Raises NotPermitted, or
    NotPossible before the ladder was climbed, or without another worker who thought so first.
    """
    welcome_permissions.check_let_rest(actor)
    referral = in_turn(actor, referral)
    rules.check_open(welcoming=queries.is_open(referral))
    thought = queries.newest_thought(actor, referral)
    rules.check_second(
        decided=thought.decision if thought else None,
        first=thought.worker_id if thought else None,
        second=actor.worker_id,
    )
    today = day_of(at)
    attempt_rules.check_enough(
        queries.tries_of(actor, referral),
        open_ways=queries.ways_of(actor, referral).open_ways(today=today),
        of=attempt_rules.ladder(on=today),
        today=today,
    )
    rules.check_words(words, missing="Say why you think so too.")
    _rest(actor, referral, f"We could not reach you so far. {words.strip()}", at)
    both = {"thought": thought, "first_worker_id": thought.worker_id if thought else None}
    return _end(actor, referral, WelcomeStep.NOT_REACHED, at, words=words, **both)


@action
def come_back(actor: Actor, /, *, referral: Referral, words: str, at: datetime) -> WelcomeOutcome:
    """They are here again, or can be reached again: no new referral, the same hands.

    Raises NotPermitted, or NotPossible if it does not rest.
    """
    referral = in_turn(actor, referral)
    welcome_permissions.check_come_back(actor, holding=referral.person)
    if queries.is_open(referral):
        raise NotPossible("They are being welcomed already.")
    rules.check_words(words, missing="A few words about how it is now.")
    if referral.person.status == HoldingStatus.RESTING:
        holding.come_back(actor, holding=referral.person, because=words, at=at)
    promises.go_on(person_id=referral.person_id, at=at)
    outcome = _end(actor, referral, WelcomeStep.CAME_BACK, at, words=words)
    again = ("WelcomeOutcome", outcome.id)
    promises.begin(["first-contact"], referral=referral, subject=again, since=at, at=at)
    return outcome


def _rest(actor: Actor, referral: Referral, because: str, at: datetime) -> None:
    """Only somebody who is being welcomed rests by this: whoever is supported already goes on being supported."""
    if referral.person.status == HoldingStatus.WELCOMING:
        holding.rest(actor, holding=referral.person, because=because, at=at)


def _end(
    actor: Actor, referral: Referral, step: WelcomeStep, at: datetime, *, words: str, **more: Any
) -> WelcomeOutcome:
    outcome = WelcomeOutcome(
        id=new_id(),
        person_id=referral.person_id,
        referral=referral,
        step=step,
        words=words.strip(),
        by_id=actor.membership_id,
        worker_id=actor.worker_id,
        at=at,
        **more,
    )
    outcome.save(force_insert=True)
    referral.status = STATUS_AFTER[step]
    referral.ended_at = None if referral.status == ReferralStatus.RECEIVED else at
    referral.save(update_fields=["status", "ended_at"])
    if step in TOLD_TO_REFERRERS:
        told = TOLD_TO_REFERRERS[step]
        tell_referrers(actor, person=referral.person.person, kind=UpdateKind.OUTCOME, outcome=told, at=at)
    audit.record(actor, "front_door.welcome_step", subject=outcome, at=at, detail={"step": step})
    return outcome
