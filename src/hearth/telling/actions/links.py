"""A form that leaves by a link: the neutral e-mail, opening it by name, and closing it before its day."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.crypto import salted_hmac

from hearth.core import audit, doors
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.front_door.secrets import hashed
from hearth.messaging import actions as messaging
from hearth.messaging.codes import AddresseeKind
from hearth.messaging.links import absolute
from hearth.messaging.rules import Addressee, Wording, by_email
from hearth.telling import permissions, queries
from hearth.telling.codes import Opened, Way
from hearth.telling.models import FormLink, FormLinkEnd, FormOpening, SentForm

# Default: two weeks, so that somebody on holiday still finds it and no old mailbox holds a key for long.
OPENS_FOR = timedelta(days=14)
OPENS_NOTHING = "This link opens nothing any more. Ask whoever sent it to you."
NOT_THE_ADDRESS = "It did not come to this address. Write the address the e-mail came to."
SAY_WHO = "Say who you are. The person reads it."


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """What was sent, for whoever opened it: every answer, and the file as it left."""

    name: str
    about: str
    answers: list[dict[str, Any]]
    content: bytes
    content_type: str
    file_name: str


def check_receiver(way: Way, sent_to: str) -> Addressee | None:
    """Whom a link goes to; nobody for another way. Raises NotPossible without a receiver or an address to write to."""
    if not sent_to.strip():
        raise NotPossible("Say to whom it goes.")
    return by_email(AddresseeKind.PARTNER, sent_to) if way is Way.LINK else None


def send_link(actor: Actor, *, sent: SentForm, to: Addressee, at: datetime) -> FormLink:
    """The link, and the e-mail that leads to it: it names whoever sent it, never whom or what it is about."""
    key = new_id()
    link = FormLink(
        id=key,
        person_id=sent.person_id,
        sent=sent,
        email=to.address,
        secret_hash=hashed(secret_of(key)),
        made_at=at,
        expires_at=at + OPENS_FOR,
    )
    link.save(force_insert=True)
    day = day_of(link.expires_at)
    body = (
        f"{actor.name} has sent you something to read. Open this page, say who you are, and write the address this "
        f"e-mail came to:\n\n{absolute(f'/f/{secret_of(key)}')}\n\n"
        f"It opens until {day.day} {day:%B %Y}. If it was not meant for you, you need do nothing."
    )
    messaging.queue_message(
        actor,
        to=to,
        about=sent.person_id,
        wording=Wording("Something for you to read", body),
        key=f"telling.link/{link.pk}",
        subject=("SentForm", sent.pk),
        at=at,
        good_until_at=link.expires_at,
    )
    return link


def secret_of(link_id: object) -> str:
    """The secret in a link: made from our own key each time, and kept nowhere."""
    return salted_hmac("hearth.telling.link", str(link_id), algorithm="sha256").hexdigest()


@action
def open_link(actor: Actor, /, *, secret: str, name: str, email: str, what: Opened, at: datetime) -> OpenedForm:
    """Show what was sent to whoever knows the address it came to, by name. Each time is counted; the person reads it.

    Raises NotPossible for a link that is not ours, has ended, or tells of something that was closed since; for another
    address, or without a name.
    """
    behind = queries.behind_link(secret, at=at)
    if behind is None or not behind.is_open:
        raise NotPossible(OPENS_NOTHING)
    if not name.strip():
        raise NotPossible(SAY_WHO)
    given = (hashed(secret), email.strip(), name.strip()[:120], what.value, at)
    row = doors.first("SELECT * FROM telling_open_link(%s, %s, %s, %s, %s)", *given)
    if row is None:
        raise NotPossible(NOT_THE_ADDRESS)
    opening_id, person_id, form, about, answers, content, content_type, file_name = row
    opening = FormOpening(pk=opening_id, person_id=person_id)
    audit.record(actor, "telling.link_opened", subject=opening, person_id=person_id, at=at, detail={"what": what})
    told = json.loads(answers) if isinstance(answers, str) else answers
    return OpenedForm(form, about, told, bytes(content), content_type, file_name)


@action
def end_link(actor: Actor, /, *, link: FormLink, at: datetime) -> FormLinkEnd:
    """From this second it opens nothing. What was read is read. Raises NotPermitted, or NotPossible if it has ended."""
    mine = permissions.check_end_link(actor, link=link)
    end = FormLinkEnd(id=new_id(), person_id=link.person_id, link=link, ended_by_id=mine, ended_at=at)
    with first_come("This link is closed already."):
        end.save(force_insert=True)
    audit.record(actor, "telling.link_ended", subject=end, person_id=link.person_id, at=at)
    return end
