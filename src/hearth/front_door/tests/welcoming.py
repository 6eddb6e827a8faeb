"""Doing, in a test, what workers do between the receipt and being supported."""

from datetime import timedelta

from tests import world as worlds

from hearth.core.scope import acting_as
from hearth.front_door import actions
from hearth.front_door import welcome_queries as queries
from hearth.front_door.actions import Tried
from hearth.front_door.models import Referral
from hearth.front_door.welcome_codes import AttemptOutcome, BookingOutcome, Channel, Decision, Place
from hearth.front_door.welcome_rules import Arranged, Thinking
from hearth.organisations.queries import worker_actor

THINKING = Thinking(
    "She likes the river.", "Her sister.", "A visit, with her sister.", Decision.REST, "We tried a lot."
)


def does(world, membership, act, *, after=timedelta(hours=1), referral=None, **more):
    """Let one worker act some time after the world began, on the referral as they see it then."""
    actor, at = worker_actor(membership), world.at + after
    with acting_as(actor, at=at):
        if referral is not None:
            more["referral"] = queries.referral_of(actor).get(pk=referral.pk)
        return act(actor, at=at, **more)


def judge(world, referral, by, urgency, *, reason="Her sister rang.", after=timedelta(hours=1)):
    return does(world, by, actions.judge_urgency, referral=referral, urgency=urgency, reason=reason, after=after)


def tried(world, referral, *, by=None, outcome=AttemptOutcome.NO_ANSWER, channel=Channel.CALL, after=None, **more):
    after = timedelta(hours=1) if after is None else after
    told = Tried(channel, outcome, world.at + after, **more)
    return does(world, by or world.lead, actions.note_attempt, referral=referral, tried=told, after=after)


def arranged(world, *, days=2, whom=None, **changed):
    told = {
        "whom": (whom or world.lead).pk,
        "place": Place.ROOM,
        "starts_at": world.at + timedelta(days=days),
        "minutes": 60,
        "agreed_how": "She said so on the phone.",
    }
    return Arranged(**{**told, **changed})


def booked(world, referral, *, by=None, after=timedelta(hours=1), **changed):
    told = arranged(world, **changed)
    return does(world, by or world.lead, actions.book_welcome, referral=referral, arranged=told, after=after)


def ended(world, booking, outcome=BookingOutcome.HELD, *, by=None, after=timedelta(days=2, hours=2), **more):
    def act(actor, at):
        seen = type(booking).objects.visible_to(actor).select_related("referral", "with_whom__worker")
        words = more.pop("words", "We sat by the window.")
        return actions.end_booking(actor, booking=seen.get(pk=booking.pk), outcome=outcome, words=words, at=at, **more)

    return does(world, by or world.lead, act, after=after)


def thought(world, referral, *, by=None, colleague=None, after=timedelta(days=15), thinking=THINKING):
    with_whom = (colleague or world.peer).worker
    return does(
        world, by or world.lead, actions.think_aloud, referral=referral, colleague=with_whom, thinking=thinking,
        after=after,
    )  # fmt: skip


def again(referral):
    """The referral as it stands now."""
    return worlds.all_of(Referral, pk=referral.pk)[0]
