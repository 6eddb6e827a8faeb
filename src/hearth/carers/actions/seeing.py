"""What somebody close sees: told whatever is shared with them, read by somebody by name, taken into the journey."""

from datetime import datetime

from hearth.carers import permissions, queries, rules
from hearth.carers.codes import READ_CLOCK, SEEING, UNSAFE_CLOCK
from hearth.carers.models import Seeing, SeeingRead
from hearth.core import audit, clocks
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.models import Clock
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.record.models import Entry
from hearth.sharing.supporter_models import Supporting


@action
def tell_seeing(
    actor: Actor, /, *, supporting: Supporting, words: str, unsafe: bool, may_read: bool, at: datetime
) -> Seeing:
    """Somebody close tells what they see. Whoever holds the person is promised to read it; where somebody may be in
    danger now, whoever leads there, within the hour. Nothing comes back that says anything of the person.

    Raises NotPermitted, or NotPossible without words.
    """
    permissions.check_tell(actor, supporting=supporting)
    rules.check_words(words)
    seeing = Seeing(
        id=new_id(),
        person_id=supporting.about_id,
        carer_id=supporting.person_id,
        told_by=actor.name,
        relation=supporting.relation,
        words=words.strip(),
        unsafe=unsafe,
        may_read=may_read,
        sent_at=at,
    )
    seeing.save(force_insert=True)
    _promise(seeing, at)
    audit.record(actor, "carers.seeing_told", subject=seeing, at=at, detail={"unsafe": unsafe})
    return seeing


@action
def read_seeing(actor: Actor, /, *, seeing: Seeing, words_back: str, at: datetime) -> SeeingRead:
    """A worker has read it: it stands in the journey as told by somebody else, and the promise is kept.

    Where whoever told it did not agree that the person reads it, it is held back from them as told in confidence
    until a second worker says otherwise. Raises NotPermitted, or NotPossible if somebody has read it already.
    """
    reader_id = permissions.check_read(actor, seeing=seeing)
    if SeeingRead.objects.visible_to(actor).filter(seeing=seeing).exists():
        raise NotPossible(rules.READ_ALREADY)
    entry = _into_the_journey(actor, seeing, at)
    reading = SeeingRead(
        id=new_id(),
        person_id=seeing.person_id,
        carer_id=seeing.carer_id,
        seeing=seeing,
        read_by_id=reader_id,
        read_at=at,
        words_back=words_back.strip(),
        entry_id=entry.pk,
    )
    reading.save(force_insert=True)
    for clock in Clock.objects.filter(subject_type=SEEING, subject_id=seeing.pk, stopped_at=None):
        clocks.add_event(clock, kind="stop", occurred_at=at, at=at)
    audit.record(actor, "carers.seeing_read", subject=reading, at=at)
    return reading


def _into_the_journey(actor: Actor, seeing: Seeing, at: datetime) -> Entry:
    teller = f"{seeing.told_by}, {seeing.relation}," if seeing.relation else seeing.told_by
    return record.write_entry(
        actor,
        person=seeing.person,
        kind=EntryKind.CONVERSATION,
        title=f"{teller} told us what they see",
        body=seeing.words,
        occurred_at=seeing.sent_at,
        at=at,
        source=Source.TOLD_BY_OTHER,
        about_others=True,
        told_in_confidence=not seeing.may_read,
        subject=(SEEING, seeing.pk),
    )


def _promise(seeing: Seeing, at: datetime) -> None:
    who = queries.who_reads(about_id=seeing.person_id)
    lead = queries.lead_on_duty(who.hub_id, at) if who.hub_id and (seeing.unsafe or not who.holder_id) else None
    owner_id = lead or who.holder_id
    if owner_id is None:
        return
    clocks.start_clock(
        code=UNSAFE_CLOCK if seeing.unsafe else READ_CLOCK,
        person_id=seeing.person_id,
        subject_type=SEEING,
        subject_id=seeing.pk,
        owner_id=owner_id,
        at=at,
    )
