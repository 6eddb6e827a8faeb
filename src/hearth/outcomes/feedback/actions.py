"""Saying something to us, answering it by name, and telling everybody what came of it."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.front_door.secrets import hashed
from hearth.messaging import actions as messaging
from hearth.messaging.links import absolute
from hearth.messaging.rules import Wording, the_person, worker
from hearth.organisations.models import Membership
from hearth.outcomes.feedback import permissions, queries, rules
from hearth.outcomes.feedback.codes import Kind, Outcome, Step
from hearth.outcomes.feedback.rules import Told
from hearth.outcomes.models import Feedback, FeedbackStep, YouSaid, YouSaidEnd
from hearth.people.models import Person

SUBJECT = "Feedback"
# No promise about a complaint is older and still worth a reminder every hour.
REMINDED_FOR = timedelta(days=60)
SOMEBODY_ELSE = "Somebody else has just written here. Look at it again."
NEWS = Wording(
    "An answer for you",
    "There is an answer to something you asked us.\n\nYou can read it on your own page, or ask us when we next talk.",
)
CAME_IN = {
    Kind.THANKS: "Somebody has said thank you.",
    Kind.IDEA: "Somebody has an idea for us.",
    Kind.COMPLAINT: "A complaint has come in. Whoever made it hears within three working days that it has arrived.",
}


@action
def say(actor: Actor, /, *, told: Told, at: datetime) -> tuple[Feedback, str]:
    """Keep what somebody says of us, and tell whoever answers for it.

    Of somebody signed in as themselves it bears their name, and stands on their own page; for anybody else there is a
    secret, given back once, with which they read what follows. It says nothing about who they are but what they wrote.
    Raises NotPossible without words.
    """
    permissions.check_say(actor)
    rules.check_told(told)
    own = actor.kind is ActorKind.PERSON
    secret = "" if own else secrets.token_urlsafe(32)
    feedback = Feedback(
        id=new_id(),
        kind=told.kind,
        words=told.words.strip(),
        person_id=actor.person_id if own else None,
        called=actor.name if own else told.called.strip(),
        reach="" if own else told.reach.strip(),
        hub_id=told.hub_id,
        beyond_hub=told.beyond_hub,
        may_be_told=told.may_be_told,
        secret_hash=hashed(secret) if secret else None,
        written_by_id=actor.membership_id,
        said_at=at,
    )
    feedback.save(force_insert=True)
    _tell_workers(actor, feedback, CAME_IN[told.kind], "in", at)
    audit.record(actor, "outcomes.feedback_said", subject=feedback, at=at, detail={"kind": told.kind})
    return feedback, secret


@action
def say_for(actor: Actor, /, *, person: Person, told: Told, at: datetime) -> Feedback:
    """Whoever acts for somebody says it for them. It bears both names, stands on the person's own page, and whoever
    said it reads what follows while they act. Raises NotPermitted, or NotPossible without words.
    """
    acting_id = permissions.check_say_for(actor, person_id=person.pk)
    rules.check_told(told)
    feedback = Feedback(
        id=new_id(),
        kind=told.kind,
        words=told.words.strip(),
        person=person,
        called=person.known_as,
        acting_id=acting_id,
        acted_by=actor.name,
        hub_id=told.hub_id,
        beyond_hub=told.beyond_hub,
        may_be_told=False,
        said_at=at,
    )
    feedback.save(force_insert=True)
    _tell_workers(actor, feedback, CAME_IN[told.kind], "in", at)
    audit.record(actor, "outcomes.feedback_said_for", subject=feedback, at=at, detail={"kind": told.kind})
    return feedback


@action
def take_step(actor: Actor, /, *, feedback: Feedback, step: Step, words: str, at: datetime) -> FeedbackStep:
    """Take it on, say that it has arrived, say how it is going, or answer it: by name, in words they can read.

    Raises NotPermitted, or NotPossible for what cannot follow, without words, or if somebody was faster.
    """
    by_id = permissions.check_answer(actor)
    state = queries.state_of(actor, feedback=feedback)
    rules.check_step(feedback.kind, state, step, words=words)
    if step == Step.CAME_BACK:
        raise NotPossible(rules.NOT_NOW[step])
    taken = _add(actor, feedback, step, words, state.steps + 1, by_id, at)
    if feedback.person_id is not None and step != Step.TAKEN:
        messaging.queue_message(
            actor,
            to=the_person(),
            about=feedback.person_id,
            wording=NEWS,
            key=f"feedback:{taken.pk}",
            subject=(SUBJECT, feedback.pk),
            at=at,
        )
    audit.record(actor, "outcomes.feedback_step", subject=feedback, at=at, detail={"step": step})
    return taken


@action
def come_back(actor: Actor, /, *, feedback: Feedback, words: str, at: datetime) -> FeedbackStep:
    """Whoever said it is not content with the answer: it is looked at again.

    Raises NotPermitted for anybody else, or NotPossible before there is an answer, or without words.
    """
    permissions.check_come_back(actor, feedback=feedback)
    state = queries.state_of(actor, feedback=feedback)
    rules.check_step(feedback.kind, state, Step.CAME_BACK, words=words)
    step = _add(actor, feedback, Step.CAME_BACK, words, state.steps + 1, None, at)
    _tell_workers(actor, feedback, "Somebody says that our answer does not answer them.", f"back:{step.pk}", at)
    audit.record(actor, "outcomes.feedback_came_back", subject=feedback, at=at)
    return step


@action
def tell_everybody(
    actor: Actor, /, *, feedback: Feedback, said: str, outcome: Outcome, words: str, nobody_known: bool, at: datetime
) -> YouSaid:
    """Put up what was said, in other words, and what came of it. `nobody_known`: it was read once more for names.

    Raises NotPermitted, or NotPossible before whoever said it has their answer, or if they did not agree.
    """
    by_id = permissions.check_answer(actor)
    stand = queries.state_of(actor, feedback=feedback).stand
    rules.check_publish(
        may_be_told=feedback.may_be_told, stand=stand, said=said, words=words, nobody_known=nobody_known
    )
    put_up = YouSaid(
        id=new_id(),
        feedback=feedback,
        hub_id=feedback.hub_id,
        said=said.strip(),
        outcome=outcome,
        words=words.strip(),
        told_by_id=by_id,
        told_at=at,
    )
    with first_come("This has been put up already."):
        put_up.save(force_insert=True)
    audit.record(actor, "outcomes.feedback_told", subject=put_up, at=at, detail={"outcome": outcome})
    return put_up


@action
def take_down(actor: Actor, /, *, you_said: YouSaid, why: str, at: datetime) -> YouSaidEnd:
    """Take down again what everybody could read. Raises NotPermitted, or NotPossible without a reason."""
    by_id = permissions.check_answer(actor)
    if not why.strip():
        raise NotPossible("Say why it comes down.")
    end = YouSaidEnd(id=new_id(), you_said=you_said, why=why.strip(), by_id=by_id, at=at)
    with first_come("It has been taken down already."):
        end.save(force_insert=True)
    audit.record(actor, "outcomes.feedback_taken_down", subject=you_said, at=at)
    return end


@action
def remind(actor: Actor, /, *, at: datetime) -> int:
    """Whoever answers hears once that a complaint is soon too late to acknowledge, those beyond the hubs once it is.

    Returns how many complaints wait so. Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_remind(actor)
    waiting = 0
    for feedback in queries.complaints_not_acknowledged(actor, since=at - REMINDED_FOR):
        amber_at, due_at = rules.acknowledge_by(feedback.said_at)
        if at >= amber_at:
            _tell_workers(actor, feedback, "A complaint waits to be acknowledged today.", "amber", at)
            waiting += 1
        if at > due_at:
            beyond = queries.who_answers(actor, feedback=feedback, beyond_hub=True, at=at)
            _tell(actor, beyond, feedback, "A complaint was not acknowledged in time.", "late", at)
    audit.record(actor, "outcomes.feedback_reminded", subject=audit.Whole(at.date().isoformat()), at=at)
    return waiting


def _add(
    actor: Actor, feedback: Feedback, step: Step, words: str, place: int, by_id: UUID | None, at: datetime
) -> FeedbackStep:
    taken = FeedbackStep(
        id=new_id(),
        feedback=feedback,
        person_id=feedback.person_id,
        place=place,
        kind=step,
        words=words.strip(),
        by_id=by_id,
        by_name=actor.name,
        at=at,
    )
    with first_come(SOMEBODY_ELSE):
        taken.save(force_insert=True)
    return taken


def _tell_workers(actor: Actor, feedback: Feedback, words: str, key: str, at: datetime) -> None:
    told = queries.who_answers(actor, feedback=feedback, beyond_hub=feedback.beyond_hub, at=at)
    _tell(actor, told, feedback, words, key, at)


def _tell(actor: Actor, told: Iterable[Membership], feedback: Feedback, words: str, key: str, at: datetime) -> None:
    """Without a name, and without a word of it: it is read where it is locked. Nobody is named whom it is about."""
    where = absolute(f"/desk/feedback/{feedback.pk}")
    for one in told:
        messaging.queue_message(
            actor,
            to=worker(one.pk),
            about=None,
            wording=Wording("Something people told us", f"{words}\n\nPlease read it here:\n\n{where}"),
            key=f"feedback:{feedback.pk}:{key}:{one.pk}",
            subject=(SUBJECT, feedback.pk),
            at=at,
        )
