"""Partners' forms, and forms being filled or sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, QuerySet, Subquery, Sum

from hearth.core import doors
from hearth.core.actor import Actor
from hearth.core.sight import Level
from hearth.front_door.secrets import hashed
from hearth.sharing.models import CircleChoice
from hearth.telling import rules
from hearth.telling.catalogue import OF_THE_RECORD, SECTION_OF
from hearth.telling.codes import FillingStatus
from hearth.telling.models import (
    Confirmation,
    FilledAnswer,
    Filling,
    FormLink,
    FormOpening,
    FormUse,
    FormVersion,
    PartnerForm,
    SendingYes,
    SentForm,
)
from hearth.telling.rules import Answer


@dataclass(frozen=True, slots=True)
class Saved:
    """Questions nobody had to ask again, of all that were answered, in how many forms."""

    saved: int
    asked: int
    forms: int


@dataclass(frozen=True, slots=True)
class Behind:
    """What a link says before anybody says who they are: who sent it, from where, when, and whether it still opens."""

    sender: str
    organisation: str
    phone: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Closed:
    """What is sealed of somebody's record: all of it, these sections, these of the entries asked about."""

    whole: bool
    sections: frozenset[str]
    entries: frozenset[UUID]


def versions_in_use() -> QuerySet[FormVersion]:
    """The version of each form that is used now, in the order of their names."""
    newest = FormUse.objects.filter(form=OuterRef("form")).order_by("-decided_at", "-id")
    found = FormVersion.objects.annotate(used=Subquery(newest.values("version")[:1])).filter(used=F("id"))
    return found.select_related("form__organisation").defer("template").order_by("name", "id")


def newest_versions() -> QuerySet[FormVersion]:
    """The newest version of every form, used or not."""
    newest = FormVersion.objects.filter(form=OuterRef("form")).order_by("-number").values("id")[:1]
    found = FormVersion.objects.annotate(newest=Subquery(newest)).filter(newest=F("id"))
    return found.select_related("form__organisation", "made_by__worker").defer("template").order_by("name", "id")


def versions_of(form: PartnerForm) -> QuerySet[FormVersion]:
    """Every version of one form, the newest first."""
    return form.versions.select_related("made_by__worker").defer("template").order_by("-number")


def codes_like(plain: str) -> list[str]:
    """The words for forms that begin like this."""
    return list(PartnerForm.objects.filter(code__startswith=plain).values_list("code", flat=True))


def use_of(form: PartnerForm) -> FormUse | None:
    """What was decided last about which version is used."""
    return form.uses.select_related("version").defer("version__template").order_by("-decided_at", "-id").first()


def fillings_of(actor: Actor, *, person_id: UUID) -> QuerySet[Filling]:
    """Forms being filled for somebody, the newest first."""
    open_ones = Filling.objects.visible_to(actor).filter(
        person_id=person_id, status__in=[FillingStatus.OPEN, FillingStatus.CONFIRMED]
    )
    return _with_names(open_ones).order_by("-begun_at", "-id")


def sent_of(actor: Actor, *, person_id: UUID) -> QuerySet[SentForm]:
    """Forms that were sent for somebody, the newest first, without their bytes."""
    sent = SentForm.objects.visible_to(actor).filter(person_id=person_id)
    return sent.select_related("filling__version", "sent_by__worker").defer("content").order_by("-sent_at", "-id")


def sent_to(actor: Actor, *, person_id: UUID, organisation_id: str) -> QuerySet[SentForm]:
    """Forms of one organisation that were sent for somebody, the newest first, without their bytes."""
    return sent_of(actor, person_id=person_id).filter(filling__version__form__organisation_id=organisation_id)


def filling(actor: Actor, *, person_id: UUID, filling_id: UUID) -> Filling | None:
    """One form of one person, if the actor may see it."""
    return _with_names(Filling.objects.visible_to(actor).filter(pk=filling_id, person_id=person_id)).first()


def answers_of(actor: Actor, *, filling: Filling) -> list[FilledAnswer]:
    """Every answer of a form in the order of the form."""
    return list(FilledAnswer.objects.visible_to(actor).filter(filling=filling).order_by("place", "id"))


def as_values(rows: Iterable[FilledAnswer]) -> list[Answer]:
    """The answers as plain values."""
    return [Answer(row.key, row.label, row.fact, row.words, row.origin, row.source, row.given_on) for row in rows]


def sent_answers(sent: SentForm) -> list[Answer]:
    """Every answer that left, as a plain value."""
    told = ({name: value for name, value in one.items() if name != "entry_root"} for one in sent.answers)
    return [
        Answer(**{**one, "given_on": date.fromisoformat(one["given_on"]) if one["given_on"] else None}) for one in told
    ]


def confirmation_of(actor: Actor, *, filling: Filling, answers: Iterable[Answer]) -> Confirmation | None:
    """The newest yes of the person to exactly these answers."""
    yes = Confirmation.objects.visible_to(actor).filter(filling=filling, digest=rules.digest_of(answers))
    return yes.select_related("beside__worker").order_by("-confirmed_at", "-id").first()


def receiver_is_in_circle(actor: Actor, *, filling: Filling) -> bool:
    """Whether the person lets whoever gets this form know anything of them. Somebody we do not know here is outside."""
    organisation_id = filling.version.form.organisation_id
    if organisation_id is None:
        return False
    choices = CircleChoice.objects.visible_to(actor).filter(person=filling.person_id, whom_id=organisation_id)
    return choices.filter(whom_kind="organisation", until_at=None, level__gt=Level.NOTHING).exists()


def yes_to_receiver(actor: Actor, *, filling: Filling, answers: Iterable[Answer]) -> SendingYes | None:
    """The newest yes of the person to these answers going outside their circle."""
    said = SendingYes.objects.visible_to(actor).filter(filling=filling, digest=rules.digest_of(answers))
    return said.select_related("beside__worker").order_by("-said_at", "-id").first()


def link_of(actor: Actor, *, sent: SentForm) -> FormLink | None:
    """The link a form went by, if it went by one, with how it ended."""
    found = FormLink.objects.visible_to(actor).filter(sent=sent)
    return found.select_related("end__ended_by__worker").first()


def openings_of(actor: Actor, *, link: FormLink) -> QuerySet[FormOpening]:
    """Who opened a link and when, the newest first."""
    return FormOpening.objects.visible_to(actor).filter(link=link).order_by("-opened_at", "-id")


def behind_link(secret: str, *, at: datetime) -> Behind | None:
    """What a link opens, for whoever holds it: nothing yet of whom it is about. None for a link we never sent."""
    row = doors.first("SELECT * FROM telling_behind_link(%s, %s)", hashed(secret), at)
    if row is None:
        return None
    person_id, sender, organisation, phone, facts, roots, is_open = row
    closed = is_open and is_closed(person_id, zip(facts, roots, strict=True))
    return Behind(sender, organisation, phone, is_open=is_open and not closed)


def saved_for(actor: Actor, *, person_id: UUID) -> Saved:
    """Questions this person did not have to answer again, in all that was sent for them."""
    sent = SentForm.objects.visible_to(actor).filter(person_id=person_id)
    total = sent.aggregate(saved=Sum("saved", default=0), asked=Sum("asked", default=0))
    return Saved(total["saved"], total["asked"], sent.count())


def saved_at(hub_id: UUID) -> Saved:
    """The same for everyone a hub sent forms for: sums, of nobody in particular."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM telling_saved_at(%s)", [hub_id])
        return Saved(*cursor.fetchone())


def closed_of(person_id: UUID, roots: Iterable[UUID] = ()) -> Closed:
    """What is sealed, also for those whom it opens for: sealed things go into no form."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM telling_sealed(%s, %s)", [person_id, list(roots)])
        whole, sections, entries = cursor.fetchone()
    return Closed(whole, frozenset(sections), frozenset(entries))


def is_closed(person_id: UUID, told: Iterable[tuple[str, UUID | None]]) -> bool:
    """Whether any of these answers, as (fact, entry whose words it is), comes from what is sealed now."""
    told = list(told)
    closed = closed_of(person_id, [root for _, root in told if root])
    sealed = {fact for fact, section in SECTION_OF.items() if section in closed.sections}
    return any(
        fact in sealed or root in closed.entries or (closed.whole and fact in OF_THE_RECORD) for fact, root in told
    )


def closed_since(sent: SentForm) -> bool:
    """Whether something in a form that was sent was sealed afterwards: then only the person reads it again."""
    roots = ((one["fact"], UUID(one["entry_root"]) if one["entry_root"] else None) for one in sent.answers)
    return is_closed(sent.person_id, roots)


def _with_names(found: QuerySet[Filling]) -> QuerySet[Filling]:
    return found.select_related("person", "version__form__organisation", "begun_by__worker").defer("version__template")
