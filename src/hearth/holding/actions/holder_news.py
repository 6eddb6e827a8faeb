"""Telling people that somebody else holds them, in Hearth's own name: whoever arranged it need not see them."""

from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django import app

from hearth.core import audit, jobs
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.holding import permissions
from hearth.holding.actions.telling import send_news, tell
from hearth.organisations.models import Membership
from hearth.record.models import Entry

TELLING_JOB = "holding.jobs.tell_who_holds"
LEFT, AWAY, BACK, PASSED, SHIFT = "left", "away", "back", "passed", "shift"
TITLES = {
    LEFT: "{new} holds from now on",
    AWAY: "{new} holds meanwhile",
    BACK: "{new} is back",
    PASSED: "{new} holds from now on",
    SHIFT: "{new} holds from now on",
}
WORDS = {
    LEFT: "{old} no longer works here. From this moment {new} holds you. Nothing you have stops.",
    AWAY: "{old} is away for a while. Until then {new} holds you. Nothing you have stops, and you need not tell it all "
    "again.",
    PASSED: "{new} holds you from now on, in place of {old}. Nothing you have stops.",
    SHIFT: "{old} goes home. {new} has said yes and holds you from now on. Nothing you have stops.",
    BACK: "{new} is back and holds you again. Nothing you have stops.",
}


def tell_each_later(people: list[UUID], *, news: str, old: Membership, new: Membership, at: datetime) -> None:
    """Each of them is told as soon as this transaction holds: the telling is queued in it, so neither is alone."""
    if people:
        given = {"news": news, "old": str(old.pk), "new": str(new.pk), "at": at.isoformat()}
        app.configure_task(TELLING_JOB, queue=jobs.ORDINARY).defer(people=[str(one) for one in people], **given)


@action
def tell_who_holds(
    actor: Actor, /, *, people: list[UUID], news: str, old: Membership, new: Membership, at: datetime
) -> int:
    """Each reads in their own journey who holds them since `at`. Told once, however often this runs.

    Returns how many were told. Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    names = {"old": old.worker.name, "new": new.worker.name}
    subject = ("Membership", old.pk)
    told = Entry.objects.visible_to(actor).filter(subject_id=old.pk, subject_type="Membership", occurred_at=at)
    waiting = set(people) - set(told.values_list("person_id", flat=True))
    for person_id in sorted(waiting):
        title, words = TITLES[news].format(**names), WORDS[news].format(**names)
        tell(actor, person_id, title=title, sentences=[words], subject=subject, at=at)
        send_news(actor, person_id, key=f"holder/{old.pk}/{person_id}/{at.isoformat()}", subject=subject, at=at)
    audit.record(actor, "holding.told_who_holds", subject=old, at=at, detail={"told": len(waiting)})
    return len(waiting)
