"""Shutting everyone out: one action, one statement, one second (DOMAIN 6, abusive ex-partner)."""

import json
from datetime import datetime

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.ids import new_id
from hearth.holding.models import Holding
from hearth.messaging import actions as messaging
from hearth.messaging.rules import Wording, worker
from hearth.people.models import Person
from hearth.sharing import actions as sharing
from hearth.shut_off import permissions
from hearth.shut_off.models import ShutOff
from hearth.shut_off.rules import Besides

# It says nothing of whom it is about, wherever it is read.
TO_THE_HOLDER = Wording(
    "Please look at your list today",
    "Somebody you hold has changed who may know of them. It stands on their page. Until you have read it, tell nobody "
    "who asks anything, not even that they come here.",
)


@action
def shut_out(actor: Actor, /, *, person: Person, besides: Besides, at: datetime, keep_session: str = "") -> ShutOff:
    """From this second nobody close to the person sees anything, and nobody who is named.

    Offers to come in, other sessions in their own sign-in, its codes, passwords and passkeys, and links to forms end
    too; `keep_session` is the key of the session that goes on. Whoever holds the person is asked to look, in words
    that name nobody. Raises NotPermitted, or AtRest for somebody who has died.
    """
    permissions.check_shut_out(actor, person=person)
    done = ShutOff(
        id=new_id(),
        person=person,
        named=list(besides.named),
        unsafe=list(besides.unsafe),
        never_ring=list(besides.never_ring),
        words=besides.words.strip(),
        recorded_by_id=actor.membership_id,
        done_at=at,
    )
    ShutOff.objects.bulk_create([done])
    holding = Holding.objects.visible_to(actor).filter(person=person).first()
    ended = doors.answer("SELECT shut_off_end_all(%s, %s, %s)::text", done.pk, keep_session, at)
    sharing.rewrite_sight(person_id=person.pk, at=at)
    _ask_the_holder(actor, done, holding, at)
    audit.record(actor, "shut_off.done", subject=done, person_id=person.pk, at=at, detail={"ended": json.loads(ended)})
    return done


def _ask_the_holder(actor: Actor, done: ShutOff, holding: Holding | None, at: datetime) -> None:
    holder_id = holding.holder_id if holding else None
    if holder_id is None or holder_id == actor.membership_id or holder_id in done.named:
        return
    messaging.queue_message(
        actor,
        to=worker(holder_id),
        about=None,
        wording=TO_THE_HOLDER,
        key=f"shut-off/{done.pk}",
        subject=("ShutOff", done.pk),
        at=at,
    )
