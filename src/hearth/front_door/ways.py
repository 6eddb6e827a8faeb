"""The ways to somebody as a page offers them: those that are safe now to choose, and why the others are not."""

from dataclasses import dataclass
from datetime import datetime

from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.front_door import attempt_rules as rules
from hearth.front_door import welcome_queries as queries
from hearth.front_door.welcome_codes import Channel
from hearth.front_door.welcome_queries import Ways
from hearth.people.codes import ContactKind
from hearth.people.models import Contact

DOING = {
    Channel.CALL: "Rang",
    Channel.TEXT: "Texted",
    Channel.EMAIL: "Wrote to",
    Channel.LETTER: "Sent a letter to",
    Channel.VISIT: "Went to",
    Channel.THROUGH: "Asked",
}
ANY_OTHER_WAY = [
    (Channel.CALL.value, "Rang a number they gave us when they asked"),
    (Channel.VISIT.value, "Went where they said they can be found"),
]
CHANNEL_TO_WRITE = {
    ContactKind.PHONE: Channel.TEXT,
    ContactKind.EMAIL: Channel.EMAIL,
    ContactKind.ADDRESS: Channel.LETTER,
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen, as (value, words); and each way that cannot, with the reason."""

    offered: list[tuple[str, str]]
    refused: list[tuple[str, str]]


def ways_to_try(known: Ways, *, at: datetime) -> Offered:
    """Every way that is safe to take now. What is not safe is never offered, and says why."""
    offered, refused = [], []
    for contact in known.contacts:
        for channel in rules.CHANNELS_OF[ContactKind(contact.kind)]:
            why_not = _why_not(channel, contact, known, at)
            if not why_not:
                offered.append((f"{channel.value}:{contact.pk}", _words(channel, contact)))
            elif contact.until_on is None:
                refused.append((f"{DOING[channel]} {contact.value}", why_not))
    for relation in known.relations:
        if relation.do_not_contact:
            refused.append((relation.name, "Must not be contacted."))
        else:
            offered.append((f"{Channel.THROUGH.value}:{relation.pk}", f"Asked {relation.name} ({relation.relation})"))
    return Offered(offered + ANY_OTHER_WAY, refused)


def contacts_to_write_to(known: Ways, *, at: datetime) -> list[tuple[str, str]]:
    """Where a text, an e-mail or a letter may go now."""
    kinds = [(contact, CHANNEL_TO_WRITE.get(ContactKind(contact.kind))) for contact in known.contacts]
    return [
        (str(contact.pk), f"{contact.value} ({contact.get_kind_display().lower()})")
        for contact, channel in kinds
        if channel is not None and not _why_not(channel, contact, known, at)
    ]


def _why_not(channel: Channel, contact: Contact, known: Ways, at: datetime) -> str:
    reach = queries.reach(contact, today=day_of(at))
    try:
        rules.check_way(channel, reach=reach, never=known.never, died=known.died)
    except NotPossible as problem:
        return str(problem).removesuffix(f" {rules.ALREADY}")
    return ""


def _words(channel: Channel, contact: Contact) -> str:
    leave = channel == Channel.CALL and not contact.safe_to_leave_message
    when = f", {contact.best_times}" if contact.best_times else ""
    return f"{DOING[channel]} {contact.value}{when}{'; leave no message' if leave else ''}"
