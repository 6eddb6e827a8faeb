"""Handing somebody over: asked, talked about, accepted by name, met, complete. The sender holds all the while."""

from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.holding import permissions, queries, rules
from hearth.holding.actions import questions, story
from hearth.holding.actions.holders import check_is_here, in_turn, pass_to
from hearth.holding.codes import HandoverStatus
from hearth.holding.models import Handover, Holding
from hearth.holding.rules import Outside, Proposal
from hearth.organisations.models import Membership, Team


@action
def propose_handover(
    actor: Actor, /, *, holding: Holding, to: Team | Membership | Outside, proposal: Proposal, at: datetime
) -> Handover:
    """Ask a team, a worker, or somebody by e-mail to hold this person. Nothing changes until a yes, and a meeting.

    Raises NotPermitted for anyone but the holder and whoever leads, or NotPossible.
    """
    holding = in_turn(actor, holding)
    permissions.check_hand_over(actor, holding=holding)
    rules.check_proposal(proposal)
    rules.check_is_held(holding.status)
    if queries.running_handover(actor, person_id=holding.pk):
        raise NotPossible("Somebody has been asked already. Wait for their answer, or take that question back first.")
    questions.check_target(holding, to)
    hop = queries.hops(actor, holding=holding) + 1
    rules.check_hop(hop, may_lead=actor.may("holding.move"))
    first = new_id()
    handover = questions.ask(actor, holding, to, proposal, root_id=first, row_id=first, at=at)
    questions.promise_answer(handover, hop=hop, at=at)
    story.tell_asked(actor, handover, to, at)
    return handover


@action
def talk_about_handover(actor: Actor, /, *, handover: Handover, spoken_to: str, at: datetime) -> Handover:
    """They have begun to talk it over. Raises NotPermitted, or NotPossible once somebody has answered."""
    permissions.check_take_part(actor, handover=handover)
    rules.check_step(handover.status, HandoverStatus.TALKING)
    return _step(actor, handover, HandoverStatus.TALKING, at, spoken_to=spoken_to.strip(), talked_at=at)


@action
def accept_handover(actor: Actor, /, *, handover: Handover, at: datetime) -> Handover:
    """I, by name, will hold this person. Whoever was asked before me and pointed on has their answer too.

    Raises NotPermitted for anyone who was not asked, or NotPossible once somebody has answered.
    """
    in_turn(actor, handover.person)
    permissions.check_answer(actor, handover=handover)
    rules.check_step(handover.status, HandoverStatus.ACCEPTED)
    _step(actor, handover, HandoverStatus.ACCEPTED, at, accepted_by_id=actor.membership_id, accepted_at=at)
    questions.settle_earlier(actor, handover, at)
    questions.keep_answer(actor, handover, at)
    story.tell_accepted(actor, handover, at)
    return handover


@action
def point_on(
    actor: Actor, /, *, handover: Handover, to: Team | Membership, spoken_to: str, because: str, at: datetime
) -> Handover:
    """We are not the right place: this is who is, and this is whom I spoke to there. The question goes to them.

    The holder still holds, the answer is still owed by the same day, and nothing is settled until somebody says yes.
    Raises NotPermitted for anyone who was not asked, or NotPossible if it does not say who, or points back.
    """
    in_turn(actor, handover.person)
    permissions.check_answer(actor, handover=handover)
    rules.check_unanswered(handover.status, pointed_on=handover.alternative_id is not None)
    rules.check_pointing(spoken_to=spoken_to, because=because)
    questions.check_target(handover.person, to)
    questions.check_not_asked_before(actor, handover, to)
    further = new_id()
    # First, because only one question of a chain may be the running one.
    _step(
        actor, handover, HandoverStatus.TALKING, at, alternative_id=further, spoken_to=spoken_to.strip(), talked_at=at
    )
    asked = questions.as_asked(handover, reason=because)
    next_question = questions.ask(actor, handover.person, to, asked, root_id=handover.root_id, row_id=further, at=at)
    story.tell_pointed_on(actor, next_question, to, at)
    return next_question


@action
def have_met(actor: Actor, /, *, handover: Handover, met_at: datetime, at: datetime) -> Handover:
    """The person, the one who holds them and the one who will, have met. Raises NotPermitted or NotPossible."""
    permissions.check_take_part(actor, handover=handover)
    rules.check_step(handover.status, HandoverStatus.MET)
    rules.check_has_happened(met_at, now=at)
    return _step(actor, handover, HandoverStatus.MET, at, met_at=met_at)


@action
def complete_handover(actor: Actor, /, *, handover: Handover, at: datetime) -> Holding:
    """From this second the one who said yes holds the person. Raises NotPermitted or NotPossible."""
    in_turn(actor, handover.person)
    permissions.check_hand_over(actor, holding=handover.person)
    rules.check_step(handover.status, HandoverStatus.COMPLETED)
    to = Membership.objects.select_related("worker", "organisation").get(id__in=[handover.accepted_by_id])
    check_is_here(to)
    _step(actor, handover, HandoverStatus.COMPLETED, at, ended_at=at)
    questions.no_longer_asked(actor, handover, at)
    story.tell_completed(actor, handover, to, at)
    return pass_to(actor, handover.person, to, at)


@action
def withdraw_handover(actor: Actor, /, *, handover: Handover, because: str, at: datetime) -> Handover:
    """Take the question back: the person does not want it, or it is no longer right. The holder still holds.

    Raises NotPermitted, or NotPossible without a reason.
    """
    in_turn(actor, handover.person)
    permissions.check_hand_over(actor, holding=handover.person)
    rules.check_step(handover.status, HandoverStatus.WITHDRAWN)
    if not because.strip():
        raise NotPossible("Say why this is taken back. Those who were asked will read it.")
    over = {"ended_because": because.strip(), "ended_at": at}
    questions.end_earlier(actor, handover, at, because=because.strip())
    _step(actor, handover, HandoverStatus.WITHDRAWN, at, **over)
    questions.keep_answer(actor, handover, at)
    questions.no_longer_asked(actor, handover, at)
    story.tell_withdrawn(actor, handover, at)
    return handover


def _step(actor: Actor, handover: Handover, to: HandoverStatus, at: datetime, **changes: object) -> Handover:
    """Write the step unless somebody was quicker; then say so, and nothing is changed."""
    here = Handover.objects.visible_to(actor).filter(pk=handover.pk, status=handover.status)
    if not here.update(status=to, **changes):
        raise NotPossible("Somebody has answered this meanwhile. Look at it again.")
    handover.status = to
    for name, value in changes.items():
        setattr(handover, name, value)
    audit.record(actor, f"holding.handover_{to.replace('-', '_')}", subject=handover, at=at)
    return handover
