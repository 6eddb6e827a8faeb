"""Asking that something be put right, and answering within a month."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.clocks import add_event, day_of, start_clock
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.core.models import Clock
from hearth.correcting import permissions, queries, rules
from hearth.correcting.actions.recipients import note_recipients
from hearth.correcting.actions.telling import tell_the_person, tell_workers, write_in_their_journey
from hearth.correcting.codes import CORRECTION, Outcome
from hearth.correcting.models import CorrectionAnswer, CorrectionRequest
from hearth.holding.models import Holding
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.models import Entry

KIND = "CorrectionRequest"


@action
def ask_correction(
    actor: Actor, /, *, entry: Entry, words: str, at: datetime, statement: str = "", together: str = ""
) -> CorrectionRequest:
    """The person asks that an entry be put right; whoever holds them answers within one calendar month.

    `statement` is what shall stand beside the entry if it is not changed; without one it is the request itself. A
    worker writes it down with them and says in `together` how. Whoever holds the person and whoever wrote the entry are
    told. Whoever acts for the person asks for them, and it says so.
    Raises NotPermitted, or NotPossible without words or while an earlier request waits.
    Source of the month: UK GDPR articles 12(3) and 16, as `core.clocks` has them.
    """
    permissions.check_ask_correction(actor, entry=entry)
    waits = queries.waiting_about(actor, person_id=entry.person_id, root_id=entry.root_id).exists()
    rules.check_ask(words=words, statement=statement, waits=waits)
    if actor.kind is ActorKind.WORKER and not together.strip():
        raise NotPossible("Say how you wrote it down together.")
    person = Person.objects.visible_to(actor).get(pk=entry.person_id)
    acted = _in_whose_name(actor, person)
    request = CorrectionRequest(
        id=new_id(),
        person_id=entry.person_id,
        root_id=entry.root_id,
        entry_id=entry.pk,
        words=words.strip(),
        statement=f"{acted}{statement.strip() or words.strip()}",
        asked_by=person.known_as,
        acted_by=actor.name if acted else "",
        written_by_id=actor.membership_id,
        together=together.strip() if actor.membership_id else "",
        asked_at=at,
    )
    request.save(force_insert=True)
    _begin(actor, request, entry, person.known_as, at)
    audit.record(actor, "correcting.correction_asked", subject=request, at=at)
    return request


@action
def accept_correction(
    actor: Actor, /, *, request: CorrectionRequest, entry: Entry, body: str, reason: str, at: datetime
) -> CorrectionAnswer:
    """Put the entry right as the person asked, and promise to tell whoever had the words before.

    `entry` is the version that stands now. Raises NotPermitted, NotPossible, also for what came from another record, or
    record.AmendedMeanwhile.
    """
    answerer = _check(actor, request, entry, reason)
    rules.check_is_ours(source=entry.source)
    version = record.amend_as_asked(actor, entry=entry, body=body, reason=reason[:300], at=at)
    answer = _answer(actor, answerer, request, Outcome.AMENDED, reason, at, version.pk)
    note_recipients(actor, answer, at)
    return answer


@action
def keep_as_written(
    actor: Actor, /, *, request: CorrectionRequest, entry: Entry, reason: str, at: datetime
) -> CorrectionAnswer:
    """Leave the entry as it is, and say why; what the person would have stand beside it stands there from now on.

    Raises NotPermitted, or NotPossible.
    """
    answerer = _check(actor, request, entry, reason)
    answer = _answer(actor, answerer, request, Outcome.NOT_ACCEPTED, reason, at)
    together = f"Asked for on {day_of(request.asked_at):%-d %B %Y}"
    record.attach_statement(actor, entry=entry, words=request.statement, answers_id=answer.pk, together=together, at=at)
    return answer


def answer_as_taken_out(actor: Actor, answerer: UUID, request: CorrectionRequest, at: datetime) -> CorrectionAnswer:
    """The entry was about somebody else, and whoever moves it answers this too."""
    reason = "It was about somebody else and has been taken out."
    return _answer(actor, answerer, request, Outcome.TAKEN_OUT, reason, at)


def _check(actor: Actor, request: CorrectionRequest, entry: Entry, reason: str) -> UUID:
    owner = queries.who_answers(request)
    answerer = permissions.check_answer_correction(actor, request=request, entry=entry, answers=owner)
    answered = queries.answers_to(actor, request=request).exists()
    rules.check_answer(answered=answered, reason=reason)
    return answerer


def _in_whose_name(actor: Actor, person: Person) -> str:
    """What their statement begins with where somebody asks for them; empty where they ask themselves."""
    acts = actor.kind is ActorKind.PERSON and actor.person_id != person.pk
    return f"{actor.name}, for {person.known_as}: " if acts else ""


def _begin(actor: Actor, request: CorrectionRequest, entry: Entry, called: str, at: datetime) -> Clock:
    holding = Holding.objects.visible_to(actor).filter(person_id=request.person_id).first()
    holder_id = holding.holder_id if holding else None
    clock = start_clock(
        code=CORRECTION,
        person_id=request.person_id,
        subject_type=KIND,
        subject_id=request.pk,
        owner_id=holder_id,
        at=at,
    )
    told = [key for key in dict.fromkeys([holder_id, entry.author_id]) if key and key != actor.membership_id]
    tell_workers(actor, told, request, at)
    write_in_their_journey(
        actor,
        request,
        "Asked for a correction",
        f"What was written about {day_of(entry.occurred_at):%-d %B %Y} is not right for {called}. "
        f"They hear by {day_of(clock.due_at):%-d %B %Y} what we do about it.",
        at,
    )
    return clock


def _answer(
    actor: Actor,
    answerer: UUID,
    request: CorrectionRequest,
    outcome: Outcome,
    reason: str,
    at: datetime,
    version_id: UUID | None = None,
) -> CorrectionAnswer:
    answer = CorrectionAnswer(
        id=new_id(),
        request=request,
        person_id=request.person_id,
        root_id=request.root_id,
        outcome=outcome,
        reason=reason.strip(),
        version_id=version_id,
        answered_by_id=answerer,
        answered_by_name=actor.name,
        answered_at=at,
    )
    with first_come("Somebody has answered this already."):
        answer.save(force_insert=True)
    add_event(queries.clock_of(request), kind="stop", occurred_at=at, at=at)
    said = {
        Outcome.AMENDED: f"{actor.name} has put it right. {reason.strip()}",
        Outcome.NOT_ACCEPTED: f"{actor.name} has not changed it. {reason.strip()} Your own words stand beside it.",
        Outcome.TAKEN_OUT: reason,
    }
    write_in_their_journey(actor, request, "An answer about a correction", said[outcome], at)
    tell_the_person(actor, request, at)
    audit.record(actor, "correcting.correction_answered", subject=answer, at=at, detail={"outcome": outcome})
    return answer
