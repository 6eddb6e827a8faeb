"""What waits for a second pair of eyes: each as a question to be asked together with the others, and as one list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet

from hearth.core.actor import Actor
from hearth.core.clocks import day_of, definition, due_after, end_of
from hearth.core.moments import days_ago
from hearth.correcting.models import Move, MoveDecision
from hearth.holding.models import Holding
from hearth.people.identity_models import Restriction
from hearth.record.models import (
    DocumentCheck,
    DocumentRelease,
    DocumentReleaseAnswer,
    Withholding,
    WithholdingReview,
)
from hearth.sharing.models import CircleChoice
from hearth.sharing.queries import ending_choices
from hearth.subject_access.codes import RUNNING
from hearth.subject_access.models import AccessPart, ItemAsked, ItemDecision

MOST = 8
# Default: nobody is asked for a letter again because a file waits. Nothing opens by itself when it is late.
FILE_WITHIN_WD = 2
CLOCK_OF = {"withheld": "withholding-review", "moves": "wrong-record"}
IN_A_WEEK = Func(template="((hearth_now() AT TIME ZONE 'Europe/London')::date + 7)", output_field=DateField())


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """One thing somebody waits for: whose it is, what is asked, where, and by when."""

    whose: str
    words: str
    href: str
    due_at: datetime
    is_late: bool


def parts(actor: Actor) -> Mapping[str, QuerySet[Any]]:
    """What waits for this worker, part by part, each as far as they may know of it."""
    return {
        "withheld": _withheld(actor)[:MOST],
        "moves": _moves(actor)[:MOST] if actor.may("record.write") else Move.objects.none(),
        "held_files": _held_files(actor)[:MOST] if actor.may("record.countersign") else DocumentRelease.objects.none(),
        "to_read": _to_read(actor)[:MOST],
        "asked_about": _asked_about(actor)[:MOST],
        "close": _close(actor)[:MOST] if actor.may("circle.record") else Restriction.objects.none(),
        "ending": _ending(actor)[:MOST] if actor.may("circle.record") else CircleChoice.objects.none(),
    }


def to_look_at(found: Mapping[str, Iterable[Any]], *, at: datetime) -> list[ToLookAt]:
    """All of it as one list, the first due first."""
    rows = [
        *(_row(one.known_as, "is held back from them", f"/withheld/{one.pk}", _due("withheld", one.held_at), at)
          for one in found["withheld"]),
        *(_row(f"{one.known_as} and {one.right_known_as}", "may have words in the wrong record", f"/moves/{one.pk}",
               _due("moves", one.proposed_at), at) for one in found["moves"]),
        *(_row(one.known_as, "has a file held back: a colleague says that it is safe",
               f"/people/{one.person_id}/documents/{one.document_id}/release", _soon(one.proposed_at), at)
          for one in found["held_files"]),
        *(_row(one.called, "asked for their record: read your part", f"/subject-access/parts/{one.pk}", one.due_at, at)
          for one in found["to_read"]),
        *(_row(one.called, "asked for their record: say what you think of one thing",
               f"/subject-access/items/{one.item_id}", one.due_at, at) for one in found["asked_about"]),
        *(_row(one.known_as, "has a record kept close: look at it again", f"/people/{one.person_id}/restriction",
               end_of(one.review_on), at) for one in found["close"]),
        *(_row(one.known_as, "let somebody see for a while, which ends: ask whether it goes on",
               f"/people/{one.person_id}/circle?whom={one.whom_kind}:{one.whom_id}#choose", one.until_at, at)
          for one in found["ending"]),
    ]  # fmt: skip
    return sorted(rows, key=lambda one: one.due_at)


def due_of(code: str, since: datetime) -> datetime:
    """By when a promise of this kind that began then is kept."""
    clock = definition(code, on=day_of(since))
    return due_after(since, unit=clock.unit, count=clock.target)


def _row(whose: str, words: str, href: str, due_at: datetime, at: datetime) -> ToLookAt:
    return ToLookAt(whose, words, href, due_at, due_at < at)


def _due(part: str, since: datetime) -> datetime:
    return due_of(CLOCK_OF[part], since)


def _soon(since: datetime) -> datetime:
    return due_after(since, unit="wd", count=FILE_WITHIN_WD)


def _held_files(actor: Actor) -> QuerySet[DocumentRelease]:
    """What another worker says is safe, of files that the scanner holds back and has not looked at again."""
    answered = DocumentReleaseAnswer.objects.visible_to(actor).filter(release=OuterRef("pk"))
    later = DocumentCheck.objects.visible_to(actor).filter(
        document=OuterRef("document_id"), at__gt=OuterRef("of_check__at")
    )
    others = DocumentRelease.objects.visible_to(actor).filter(~Exists(answered), ~Exists(later))
    unlike = others.exclude(proposed_by=actor.membership_id)
    return unlike.annotate(known_as=F("person__known_as")).order_by("proposed_at")


def _withheld(actor: Actor) -> QuerySet[Withholding]:
    """What this worker is asked to look at and nobody has looked at."""
    looked = WithholdingReview.objects.visible_to(actor).filter(withholding=OuterRef("pk"))
    live = Q(until_at=None) | Q(until_at__gt=days_ago(0))
    mine = Withholding.objects.visible_to(actor).filter(live, ~Exists(looked), reviewer=actor.membership_id)
    return mine.annotate(known_as=F("person__known_as")).order_by("held_at")


def _moves(actor: Actor) -> QuerySet[Move]:
    """What another worker proposed about two people this one may know."""
    decided = MoveDecision.objects.visible_to(actor).filter(move=OuterRef("pk"))
    names = {"known_as": F("person__known_as"), "right_known_as": F("right_person__known_as")}
    others = Move.objects.visible_to(actor).filter(~Exists(decided)).exclude(proposed_by=actor.membership_id)
    return others.annotate(**names).order_by("proposed_at")


def _to_read(actor: Actor) -> QuerySet[AccessPart]:
    mine = AccessPart.objects.visible_to(actor).filter(reviewer=actor.membership_id, reviewed_at=None)
    running = mine.filter(request__status__in=RUNNING)
    return running.annotate(called=F("request__called"), due_at=F("request__due_at")).order_by("request__due_at")


def _asked_about(actor: Actor) -> QuerySet[ItemAsked]:
    since = ItemDecision.objects.visible_to(actor).filter(item=OuterRef("item"), decided_at__gte=OuterRef("asked_at"))
    mine = ItemAsked.objects.visible_to(actor).filter(~Exists(since), membership=actor.membership_id)
    named = {"called": F("item__request__called"), "due_at": F("item__request__due_at")}
    return mine.annotate(**named).order_by("item__request__due_at")


def _close(actor: Actor) -> QuerySet[Restriction]:
    """Records kept close whose day to look again comes within a week, of people this worker holds."""
    live = Restriction.objects.visible_to(actor).filter(_held_by(actor), ended_at=None, review_on__lte=IN_A_WEEK)
    return live.annotate(known_as=F("person__known_as")).order_by("review_on")


def _ending(actor: Actor) -> QuerySet[CircleChoice]:
    """What people this worker holds have opened for a while, and closes soon."""
    return ending_choices(actor).filter(_held_by(actor)).annotate(known_as=F("person__known_as"))


def _held_by(actor: Actor) -> Exists:
    mine = Holding.objects.visible_to(actor).filter(person=OuterRef("person_id"), holder_id=actor.membership_id)
    return Exists(mine)
