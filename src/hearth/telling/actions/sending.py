"""Sending what the person confirmed: the file is made, kept as it is, and becomes part of their journey."""

import hashlib
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import LONDON
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.telling import making, permissions, queries, rules
from hearth.telling.actions import links
from hearth.telling.actions.filling import check_nothing_closed, move
from hearth.telling.codes import ConfirmedBy, FillingStatus, Way
from hearth.telling.models import Confirmation, FilledAnswer, Filling, SendingYes, SentForm
from hearth.telling.rules import Answer

NOT_CONFIRMED = "The person has not said yes to these answers yet. Show them first."
WAY_WORDS = {Way.FILE: "as a file", Way.PAPER: "on paper", Way.LINK: "by a link"}


@action
def send_form(actor: Actor, /, *, filling: Filling, way: Way, sent_to: str, at: datetime) -> SentForm:
    """Send exactly what the person confirmed. The file is kept byte for byte; they read in their journey what left.

    By a link, an e-mail that says nothing of them leads there, and opens for whoever knows the address it came to.
    Raises NotPermitted, or NotPossible without their yes to these very answers, without one to a receiver outside
    their circle, or without saying to whom it goes.
    """
    mine = permissions.check_fill_form(actor, person=filling.person)
    rows = queries.answers_of(actor, filling=filling)
    answers = queries.as_values(rows)
    confirmation = queries.confirmation_of(actor, filling=filling, answers=answers)
    if confirmation is None or filling.status == FillingStatus.OPEN:
        raise NotPossible(NOT_CONFIRMED)
    rules.check_move(filling.status, FillingStatus.SENT)
    to = links.check_receiver(way, sent_to)
    check_nothing_closed(filling, rows)
    agreed = _agreed(actor, filling, answers)
    move(actor, filling, FillingStatus.SENT)
    sent = _kept(filling, rows, confirmation, way, sent_to.strip(), at)
    sent.sent_by_id, sent.hub_id = mine, actor.hub_id
    sent.in_circle, sent.outside_yes = agreed is None, agreed
    sent.save(force_insert=True)
    if to is not None:
        links.send_link(actor, sent=sent, to=to, at=at)
    _tell(actor, filling, sent, at)
    audit.record(actor, "telling.form_sent", subject=sent, person_id=filling.person_id, at=at, detail={"way": way})
    return sent


def _agreed(actor: Actor, filling: Filling, answers: list[Answer]) -> SendingYes | None:
    """The person's yes to a receiver outside their circle; None for one inside it, who needs none."""
    if queries.receiver_is_in_circle(actor, filling=filling):
        return None
    agreed = queries.yes_to_receiver(actor, filling=filling, answers=answers)
    if agreed is None:
        raise NotPossible(
            f"{filling.version.goes_to} is not in {filling.person.known_as}’s circle. Ask whether it may go there."
        )
    return agreed


def _kept(
    filling: Filling,
    rows: list[FilledAnswer],
    confirmation: Confirmation,
    way: Way,
    sent_to: str,
    at: datetime,
) -> SentForm:
    answers = queries.as_values(rows)
    made = making.filled(_form(filling), answers, confirmed=words_of(confirmation), at=at)
    return SentForm(
        id=new_id(),
        person_id=filling.person_id,
        filling=filling,
        confirmation=confirmation,
        digest=confirmation.digest,
        answers=[_told(row) for row in rows],
        content=made.content,
        content_type=made.content_type,
        file_name=f"{slugify(filling.version.name)[:60] or 'form'}.{made.ending}",
        sha256=hashlib.sha256(made.content).hexdigest(),
        way=way,
        sent_to=sent_to[:254],
        saved=rules.questions_saved(answers),
        asked=rules.questions_in(answers),
        sent_at=at,
    )


def words_of(confirmation: Confirmation) -> str:
    """Who said that it is right, and when, as it stands under our own print."""
    on = confirmation.confirmed_at.astimezone(LONDON)
    day = f"{on.day} {on:%B %Y}"
    if confirmation.confirmed_by == ConfirmedBy.THEMSELVES:
        return f"They read these answers on their own page and said yes on {day}."
    beside = confirmation.beside.worker.name if confirmation.beside else "somebody"
    return f"They read these answers with {beside} and said yes on {day}."


def _form(filling: Filling) -> making.Form:
    version = filling.version
    template = bytes(version.template) if version.template is not None else b""
    return making.Form(version.name, version.goes_to, version.purpose, version.kind, template)


def _told(row: FilledAnswer) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("key", "label", "fact", "words", "origin", "source")}
    given_on = row.given_on.isoformat() if row.given_on else None
    return {**told, "given_on": given_on, "entry_root": str(row.entry_root) if row.entry_root else None}


def _tell(actor: Actor, filling: Filling, sent: SentForm, at: datetime) -> None:
    """In the journey: what left, to whom, and what it tells of. The answers stand with what was sent, not here."""
    saved = {0: "", 1: "You did not have to tell us one of the answers again."}
    thanks = saved.get(sent.saved, f"You did not have to tell us {sent.saved} of the answers again.")
    labels = [answer["label"] for answer in sent.answers if answer["words"]]
    body = f"Sent to {sent.sent_to} {WAY_WORDS[Way(sent.way)]}, after you said yes. {thanks}".strip()
    record.write_entry(
        actor,
        person=filling.person,
        kind=EntryKind.DOCUMENT,
        title=f"{filling.version.name} sent",
        body="\n".join([body, f"It tells of: {', '.join(labels)}."]),
        source=Source.SEEN,
        occurred_at=at,
        at=at,
        subject=("SentForm", sent.pk),
    )
