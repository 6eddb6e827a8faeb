"""Filling in a partner's form with what is known, asking once what is not, and the person's yes to it."""

from datetime import date, datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor, ActorKind
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.people.models import Person
from hearth.telling import permissions, queries, rules
from hearth.telling.actions import homes
from hearth.telling.catalogue import BY_CODE, SECTION_OF, TOLD_HERE
from hearth.telling.codes import ConfirmedBy, FillingStatus, Origin
from hearth.telling.known import known_facts
from hearth.telling.models import Confirmation, FilledAnswer, Filling, FormVersion, SendingYes, ToldFact
from hearth.telling.rules import Field, Known

CLOSED_SINCE = "Something in this form was closed since it was filled in. Let it go, and begin it anew."
ASKED_ELSEWHERE = "This is not asked here. Write it where it belongs in the record, and begin the form anew."


@action
def begin_filling(actor: Actor, /, *, person: Person, version: FormVersion, at: datetime) -> Filling:
    """Fill the partner's form with everything that is known, seen by this worker, and not sealed.

    Raises NotPermitted, or NotPossible for a form that is not used any more.
    """
    mine = permissions.check_fill_form(actor, person=person)
    if not queries.versions_in_use().filter(pk=version.pk).exists():
        raise NotPossible("This form is not used any more. Choose another.")
    filling = Filling(id=new_id(), person=person, version=version, begun_by_id=mine, begun_at=at)
    filling.save(force_insert=True)
    known = known_facts(actor, person=person, at=at)
    fields = rules.fields_from(version.fields)
    rows = [_answer(filling, place, field, known.get(field.fact)) for place, field in enumerate(fields)]
    FilledAnswer.objects.bulk_create(rows)
    audit.record(actor, "telling.filling_begun", subject=filling, at=at, detail={"version": str(version.pk)})
    return filling


@action
def answer(
    actor: Actor, /, *, filling: Filling, answer: FilledAnswer, words: str, day: date | None = None, at: datetime
) -> None:
    """What the person says now. What was not known is kept where it belongs, so that nobody asks it again; what was
    known otherwise stands so in this form. A yes they gave before does not cover it: they are asked once more.

    `day` is the date told, where one is asked. Raises NotPermitted, or NotPossible if it cannot be kept.
    """
    permissions.check_fill_form(actor, person=filling.person)
    _check_open(filling)
    rules.check_answer(words)
    words = words.replace("\x00", "").strip()
    if not words or words == answer.words:
        audit.record(actor, "telling.answer_unchanged", subject=answer, at=at)
        return
    origin = Origin.ASKED if answer.origin in (Origin.EMPTY, Origin.ASKED) else Origin.CHANGED
    if not BY_CODE[answer.fact].question and origin == Origin.ASKED:
        raise NotPossible(ASKED_ELSEWHERE)
    if answer.fact in TOLD_HERE or (origin == Origin.ASKED and not answer.words):
        homes.keep(actor, person=filling.person, fact=answer.fact, words=words, day=day, at=at)
    _put(actor, answer, words=words, origin=origin, at=at)
    _confirm_anew(actor, filling)
    audit.record(actor, "telling.answer_given", subject=answer, at=at, detail={"fact": answer.fact, "origin": origin})


@action
def say_still_right(actor: Actor, /, *, filling: Filling, answer: FilledAnswer, at: datetime) -> None:
    """An answer given long ago still holds: the person said so today, for this form and the next.

    Raises NotPermitted, or NotPossible for an answer nobody gave.
    """
    permissions.check_fill_form(actor, person=filling.person)
    _check_open(filling)
    if answer.origin != Origin.KNOWN or not BY_CODE[answer.fact].told or answer.fact in SECTION_OF:
        raise NotPossible("There is nothing here that could still be right.")
    row = ToldFact(person=filling.person, fact=answer.fact, words=answer.words, told_at=at)
    row.written_by_id = actor.membership_id
    ToldFact.objects.bulk_create([row])
    rows = FilledAnswer.objects.visible_to(actor).filter(pk=answer.pk)
    rows.update(given_on=day_of(at), source=f"Told to {actor.name}"[:200])
    audit.record(actor, "telling.answer_holds", subject=answer, at=at, detail={"fact": answer.fact})


@action
def confirm_filling(actor: Actor, /, *, filling: Filling, at: datetime) -> Confirmation:
    """The person says that these answers are right and may be sent: on their own page, or with a worker beside them.

    Raises NotPermitted, or NotPossible while something that must be answered is not, or was closed meanwhile.
    """
    permissions.check_confirm_form(actor, filling=filling)
    rules.check_move(filling.status, FillingStatus.CONFIRMED)
    rows = queries.answers_of(actor, filling=filling)
    answers = queries.as_values(rows)
    rules.check_complete(answers, rules.fields_from(filling.version.fields))
    check_nothing_closed(filling, rows)
    themselves = actor.kind is ActorKind.PERSON
    confirmation = Confirmation(
        id=new_id(),
        filling=filling,
        person_id=filling.person_id,
        digest=rules.digest_of(answers),
        confirmed_by=ConfirmedBy.THEMSELVES if themselves else ConfirmedBy.BESIDE,
        beside_id=None if themselves else actor.membership_id,
        confirmed_at=at,
    )
    confirmation.save(force_insert=True)
    move(actor, filling, FillingStatus.CONFIRMED)
    audit.record(actor, "telling.filling_confirmed", subject=confirmation, person_id=filling.person_id, at=at)
    return confirmation


@action
def say_yes_to_receiver(actor: Actor, /, *, filling: Filling, at: datetime) -> SendingYes:
    """The person was told that the receiver is not in their circle, and says that these answers may go there, once.

    Raises NotPermitted, or NotPossible for a form that was sent or let go, or for a receiver in the circle.
    """
    permissions.check_confirm_form(actor, filling=filling)
    _check_open(filling)
    if queries.receiver_is_in_circle(actor, filling=filling):
        raise NotPossible("They are in the circle already. Nothing more needs to be asked.")
    themselves = actor.kind is ActorKind.PERSON
    yes = SendingYes(
        id=new_id(),
        filling=filling,
        person_id=filling.person_id,
        digest=rules.digest_of(queries.as_values(queries.answers_of(actor, filling=filling))),
        receiver=filling.version.goes_to,
        organisation_id=filling.version.form.organisation_id,
        said=ConfirmedBy.THEMSELVES if themselves else ConfirmedBy.BESIDE,
        beside_id=None if themselves else actor.membership_id,
        said_at=at,
    )
    yes.save(force_insert=True)
    audit.record(actor, "telling.receiver_agreed", subject=yes, person_id=filling.person_id, at=at)
    return yes


@action
def let_go(actor: Actor, /, *, filling: Filling, because: str, at: datetime) -> None:
    """This form is not wanted any more; nothing leaves. What was told for it stays told.

    Raises NotPermitted, or NotPossible without a reason or if it was sent.
    """
    permissions.check_confirm_form(actor, filling=filling)
    rules.check_move(filling.status, FillingStatus.LET_GO)
    if not because.strip():
        raise NotPossible("Say in a few words why.")
    move(actor, filling, FillingStatus.LET_GO, ended_because=because.strip()[:200])
    audit.record(actor, "telling.filling_let_go", subject=filling, person_id=filling.person_id, at=at)


def move(actor: Actor, filling: Filling, to: FillingStatus, **more: str) -> None:
    """The form stands there now. Raises NotPossible if somebody moved it first."""
    still = Filling.objects.visible_to(actor).filter(pk=filling.pk, status=filling.status)
    if not still.update(status=to, **more):
        raise NotPossible("Somebody was at this form at the same moment. Look at it again.")
    filling.status = to


def check_nothing_closed(filling: Filling, rows: list[FilledAnswer]) -> None:
    """Raises NotPossible if anything in the form was sealed after it was filled in."""
    filled = [(row.fact, row.entry_root) for row in rows if row.words]
    if queries.is_closed(filling.person_id, filled):
        raise NotPossible(CLOSED_SINCE)


def _check_open(filling: Filling) -> None:
    if filling.status not in (FillingStatus.OPEN, FillingStatus.CONFIRMED):
        raise NotPossible("This form was sent or let go already. Begin a new one.")


def _confirm_anew(actor: Actor, filling: Filling) -> None:
    if filling.status == FillingStatus.CONFIRMED:
        move(actor, filling, FillingStatus.OPEN)


def _put(actor: Actor, answer: FilledAnswer, *, words: str, origin: Origin, at: datetime) -> None:
    told = {"given_on": day_of(at), "source": f"Told to {actor.name}"[:200], "entry_root": None}
    FilledAnswer.objects.visible_to(actor).filter(pk=answer.pk).update(words=words, origin=origin, **told)


def _answer(filling: Filling, place: int, field: Field, known: Known | None) -> FilledAnswer:
    told = known or Known("")
    return FilledAnswer(
        id=new_id(),
        filling=filling,
        person_id=filling.person_id,
        place=place,
        key=field.key,
        label=field.label,
        fact=field.fact,
        words=told.words[: rules.LONGEST_ANSWER],
        origin=Origin.KNOWN if told.words else Origin.EMPTY,
        source=told.source[:200],
        given_on=told.given_on,
        entry_root=told.entry_root or None,
    )
