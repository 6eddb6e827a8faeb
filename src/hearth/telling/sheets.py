"""A form on the screen: each answer with who told it and when, what is missing, what is old, what the person said."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse

from hearth.core.actor import Actor
from hearth.telling import queries, rules
from hearth.telling.codes import FillingStatus, Origin
from hearth.telling.models import Confirmation, FilledAnswer, Filling, FormLink, FormOpening, SendingYes, SentForm
from hearth.telling.rules import Field


@dataclass(frozen=True, slots=True)
class Line:
    """One answer as it is shown."""

    answer: FilledAnswer
    field: Field
    is_stale: bool
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole form. `closed` says that something in it was sealed since: then no answer is shown. `is_outside` says
    that the receiver is not in the person's circle; `receiver_yes` is their yes to that."""

    lines: list[Line]
    questions: list[tuple[FilledAnswer, Field]]
    missing: list[Field]
    confirmation: Confirmation | None
    saved: int
    asked: int
    closed: bool
    is_outside: bool
    receiver_yes: SendingYes | None

    @property
    def stale(self) -> int:
        """How many answers are so old that one asks whether they still hold."""
        return sum(line.is_stale for line in self.lines)


def sheet(actor: Actor, *, filling: Filling, on: date) -> Sheet:
    """One form as it stands, for whoever may see it."""
    rows = queries.answers_of(actor, filling=filling)
    answers = queries.as_values(rows)
    fields = {field.key: field for field in rules.fields_from(filling.version.fields)}
    closed = queries.is_closed(filling.person_id, [(row.fact, row.entry_root) for row in rows if row.words])
    missing = rules.missing(answers, fields.values())
    is_open = filling.status in (FillingStatus.OPEN, FillingStatus.CONFIRMED)
    return Sheet(
        lines=[] if closed else [_line(row, fields[row.key], missing, on) for row in rows],
        questions=_questions(rows, fields) if is_open and not closed else [],
        missing=missing,
        confirmation=queries.confirmation_of(actor, filling=filling, answers=answers),
        saved=rules.questions_saved(answers),
        asked=rules.questions_in(answers),
        closed=closed,
        is_outside=not queries.receiver_is_in_circle(actor, filling=filling),
        receiver_yes=queries.yes_to_receiver(actor, filling=filling, answers=answers),
    )


@dataclass(frozen=True, slots=True)
class SentLink:
    """The link a form went by, who opened it, and whether it still opens."""

    link: FormLink
    openings: list[FormOpening]
    is_open: bool


def sent_link(actor: Actor, *, sent: SentForm, at: datetime) -> SentLink | None:
    """What became of the link a form went by; None for one that went another way."""
    link = queries.link_of(actor, sent=sent)
    if link is None:
        return None
    openings = list(queries.openings_of(actor, link=link))
    return SentLink(link, openings, is_open=link.expires_at > at and not hasattr(link, "end"))


def open_questions(actor: Actor, *, filling: Filling) -> list[tuple[FilledAnswer, Field]]:
    """What nobody knows yet and can be asked, in the order of the form."""
    fields = {field.key: field for field in rules.fields_from(filling.version.fields)}
    return _questions(queries.answers_of(actor, filling=filling), fields)


def as_file(content: bytes, *, content_type: str, name: str) -> HttpResponse:
    """A file to keep. It is never opened in the page, and no name of a person is in it."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _questions(rows: list[FilledAnswer], fields: dict[str, Field]) -> list[tuple[FilledAnswer, Field]]:
    return [(row, fields[row.key]) for row in rows if row.origin == Origin.EMPTY and rules.can_be_asked(row.fact)]


def _line(row: FilledAnswer, field: Field, missing: list[Field], on: date) -> Line:
    is_stale = row.origin == Origin.KNOWN and rules.is_stale(row.given_on, on=on)
    return Line(row, field, is_stale, field in missing)
