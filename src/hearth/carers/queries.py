"""Reading what people close to somebody told, kept and asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from hearth.carers.models import AssessmentAsk, Group, Note, Seeing
from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.sight import LEVEL_WORDS, Level
from hearth.front_door.codes import ReferralStatus
from hearth.people.models import Person
from hearth.sharing import queries as sharing
from hearth.sharing.permissions import levels_of
from hearth.sharing.proxy_models import Proxy
from hearth.sharing.supporter_models import Supporting


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody the reader is beside: what they call them, and what they may see. Nothing shared and shut out look the
    same.
    """

    supporting: Supporting
    level: Level
    proxy: Proxy | None = None

    @property
    def level_words(self) -> str:
        """As the person says it of what they share."""
        return LEVEL_WORDS[self.level]


@dataclass(frozen=True, slots=True)
class WhoReads:
    """Who owes reading what was told: whoever holds the person, or whoever leads where they are held."""

    holder_id: UUID | None
    hub_id: UUID | None


def beside(actor: Actor) -> list[Beside]:
    """Whom the reader is beside; empty for whoever is here for themselves."""
    rows = sharing.supported(actor)
    people = [one.about_id for one in rows]
    levels = levels_of(actor, people=people) if rows else {}
    acts = sharing.acting_for(actor, people=people) if levels else {}
    return [Beside(one, levels.get(one.about_id, Level.NOTHING), acts.get(one.about_id)) for one in rows]


def told_about(actor: Actor, *, about_id: UUID) -> list[Seeing]:
    """What the reader told about this one, the newest first, with what came back."""
    mine = Seeing.objects.visible_to(actor).filter(carer_id=actor.person_id, person_id=about_id)
    return list(mine.select_related("reading").order_by("-sent_at"))


def unread(actor: Actor) -> QuerySet[Seeing]:
    """What nobody has read yet of people the worker may know everything of: danger first, then who waits longest."""
    waiting = Seeing.objects.visible_to(actor).filter(reading=None)
    return waiting.select_related("person").order_by("-unsafe", "sent_at")


def seen(actor: Actor) -> QuerySet[Seeing]:
    """Everything told of people the worker may know everything of, with who has read it."""
    return Seeing.objects.visible_to(actor).select_related("person", "reading__read_by__worker")


def notes(actor: Actor) -> list[Note]:
    """The reader's own private notes, the newest first."""
    return list(Note.objects.visible_to(actor).order_by("-kept_at", "-id"))


def groups() -> list[Group]:
    """The groups that go on, by name."""
    return list(Group.objects.filter(ended_at=None).select_related("hub").order_by("name"))


def assessment(actor: Actor, *, person: Person) -> AssessmentAsk | None:
    """The assessment of their own that the reader asked for and is still being welcomed to; later they may ask anew."""
    open_ones = {"person": person, "referral__status": ReferralStatus.RECEIVED}
    asked = AssessmentAsk.objects.visible_to(actor).filter(**open_ones)
    return asked.select_related("referral__hub").order_by("-asked_at").first()


def who_reads(*, about_id: UUID) -> WhoReads:
    """Who owes reading it. Answers only whoever is beside them, and is shown to nobody."""
    row = doors.first("SELECT * FROM carers_who_reads(%s)", about_id)
    return WhoReads(*row) if row else WhoReads(None, None)


def lead_on_duty(hub_id: UUID, at: datetime) -> UUID | None:
    """Who leads at this hub now."""
    found: UUID | None = doors.answer("SELECT front_door_lead_on_duty(%s, %s)", hub_id, at)
    return found
