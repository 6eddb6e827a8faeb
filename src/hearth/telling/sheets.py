"""A form on the screen: each answer with who told it and when, what is missing, what is old, what the person said."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from hearth.core.actor import Actor
from hearth.telling import queries, rules
from hearth.telling.codes import FillingStatus, Origin
from hearth.telling.models import Confirmation, FilledAnswer, Filling
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
    """A whole form. `closed` says that something in it was sealed since: then no answer is shown."""

    lines: list[Line]
    questions: list[tuple[FilledAnswer, Field]]
    missing: list[Field]
    confirmation: Confirmation | None
    saved: int
    asked: int
    closed: bool

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
    )


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
