"""What is known of somebody, fact by fact, each with who told it and when; only what the asker sees and nothing sealed.

Reads through `visible_to` throughout, in a number of statements that does not depend on the form.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import chain

from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.front_door.models import Referral
from hearth.holding.models import Holding
from hearth.organisations.models import Hub
from hearth.people.codes import NHS_NUMBER, BirthPrecision, ContactKind, LivingSituation, NameUse, NeedKind
from hearth.people.models import Circumstances, Contact, Identifier, Need, Person, PersonName, Relation
from hearth.record.codes import EntryStatus, Source
from hearth.record.models import Entry, HealthFact
from hearth.telling import queries
from hearth.telling.catalogue import TOLD_HERE
from hearth.telling.models import ToldFact
from hearth.telling.rules import Known

NEEDS = {NeedKind.LANGUAGE: "language", NeedKind.COMMUNICATION: "communication", NeedKind.ADJUSTMENT: "adjustments"}
CONTACTS = {
    ContactKind.PHONE: "phone",
    ContactKind.EMAIL: "email",
    ContactKind.ADDRESS: "address",
    ContactKind.PLACE: "where_found",
}
OWN_PAGE = "On their page"


def known_facts(actor: Actor, *, person: Person, at: datetime) -> dict[str, Known]:
    """Everything the catalogue names that is known of this person and may go into a form."""
    words = _own_words(actor, person)
    closed = queries.closed_of(person.pk, [entry.root_id for entry in words])
    theirs = chain(
        _identity(person),
        _names(actor, person),
        _ways(actor, person),
        _needs(actor, person),
        _people(actor, person),
        _life(actor, person),
        _of_us(actor, person, at),
        () if closed.whole else _of_the_record(actor, person, words, closed),
    )
    known = {code: fact for code, fact in theirs if fact.words.strip()}
    return known if closed.whole else _with_what_was_told(actor, person, known)


def _identity(person: Person) -> Iterable[tuple[str, Known]]:
    since = day_of(person.made_at)
    yield "known_as", Known(person.known_as, OWN_PAGE, since)
    yield "pronouns", Known(person.pronouns, OWN_PAGE, since)
    yield "birth_on", Known(_born(person), OWN_PAGE, since)
    yield "how_to_talk", Known(person.how_to_talk, "Told by the person", person.how_to_talk_confirmed_on or since)


def _names(actor: Actor, person: Person) -> Iterable[tuple[str, Known]]:
    since = day_of(person.made_at)
    # Never a restricted one, whoever asks.
    names = PersonName.objects.visible_to(actor).filter(person=person, until_on=None, restricted=False)
    official = names.filter(use=NameUse.OFFICIAL).order_by("id").last()
    if official:
        yield "legal_name", Known(f"{official.given} {official.family}".strip(), OWN_PAGE, since)
    number = Identifier.objects.visible_to(actor).filter(person=person, system=NHS_NUMBER).first()
    if number:
        yield "nhs_number", Known(f"{number.value[:3]} {number.value[3:6]} {number.value[6:]}", OWN_PAGE, since)


def _ways(actor: Actor, person: Person) -> Iterable[tuple[str, Known]]:
    since = day_of(person.made_at)
    ways = Contact.objects.visible_to(actor).filter(person=person, until_on=None, safe_to_use=True)
    for way in ways.order_by("-id"):
        yield CONTACTS[ContactKind(way.kind)], Known(way.value, OWN_PAGE, since)


def _needs(actor: Actor, person: Person) -> Iterable[tuple[str, Known]]:
    since = day_of(person.made_at)
    found = list(Need.objects.visible_to(actor).filter(person=person, until_on=None).order_by("id"))
    for kind, code in NEEDS.items():
        of_kind = [need for need in found if need.kind == kind]
        words = "; ".join(need.words + (", with an interpreter" if need.interpreter else "") for need in of_kind)
        days = [need.confirmed_on or since for need in of_kind]
        yield code, Known(words, "Told by the person", min(days, default=None))


def _people(actor: Actor, person: Person) -> Iterable[tuple[str, Known]]:
    close = Relation.objects.visible_to(actor).filter(
        person=person, until_on=None, emergency=True, do_not_contact=False
    )
    words = "; ".join(f"{one.name} ({one.relation}) {one.how_to_reach}".strip() for one in close.order_by("name"))
    yield "people_to_ring", Known(words, OWN_PAGE, day_of(person.made_at))


def _life(actor: Actor, person: Person) -> Iterable[tuple[str, Known]]:
    since = day_of(person.made_at)
    life = Circumstances.objects.visible_to(actor).filter(person=person).first()
    if life is None:
        return
    if life.living_situation != LivingSituation.NOT_KNOWN:
        yield "living_situation", Known(LivingSituation(life.living_situation).label, OWN_PAGE, since)
    yield "household", Known(life.household, OWN_PAGE, since)
    yield "gp", Known(life.gp, OWN_PAGE, since)


def _of_the_record(
    actor: Actor, person: Person, words: list[Entry], closed: queries.Closed
) -> Iterable[tuple[str, Known]]:
    for entry in [entry for entry in words if entry.root_id not in closed.entries][:1]:
        day = day_of(entry.occurred_at)
        yield "own_words", Known(entry.body, f"{entry.author_name}, in the record", day, str(entry.root_id))
    yield from _health(actor, person, closed.sections)
    asked = Referral.objects.visible_to(actor).filter(person_id=person.pk).order_by("-received_at").first()
    if asked:
        yield from _told_at_the_door(asked)


def _own_words(actor: Actor, person: Person) -> list[Entry]:
    """Their own words, newest first; none said in confidence, about others or in error."""
    entries = Entry.objects.visible_to(actor).filter(person=person, amended_by=None, source=Source.TOLD_BY_PERSON)
    open_ones = entries.filter(about_others=False, told_in_confidence=False)
    return list(open_ones.exclude(status=EntryStatus.ENTERED_IN_ERROR).exclude(body="").order_by("-occurred_at")[:10])


def _health(actor: Actor, person: Person, sealed: frozenset[str]) -> Iterable[tuple[str, Known]]:
    facts = list(HealthFact.objects.visible_to(actor).filter(person=person, ended_on=None).order_by("-said_on", "id"))
    for kind, code in (("allergy", "allergies"), ("medicine", "medicines")):
        of_kind = [fact for fact in facts if fact.kind == kind and kind not in sealed]
        words = "; ".join("None known" if f.none_known else f"{f.what} {f.detail}".strip() for f in of_kind)
        says = ", ".join(dict.fromkeys(fact.said_by for fact in of_kind))
        yield code, Known(words, says, min((fact.said_on for fact in of_kind), default=None))


def _told_at_the_door(asked: Referral) -> Iterable[tuple[str, Known]]:
    day = day_of(asked.received_at)
    who = f"{asked.referrer_name}, asking for them" if asked.referrer_name else "Told when they asked for support"
    yield "what_is_happening", Known(asked.what_is_happening, who, day)
    yield "would_help", Known(asked.would_help, who, day)
    yield "safe_contact", Known(asked.safe_contact, who, day)


def _of_us(actor: Actor, person: Person, at: datetime) -> Iterable[tuple[str, Known]]:
    today = day_of(at)
    held = Holding.objects.visible_to(actor).filter(person=person)
    holding = held.select_related("holder__worker", "holder__organisation", "hub").first()
    if holding and holding.holder:
        name = f"{holding.holder.worker.name}, {holding.holder.organisation.name}"
        yield "holder", Known(name, "Hearth", day_of(holding.since_at))
    if holding and holding.hub:
        yield "hub", Known(_at(holding.hub), "Hearth", today)
    yield "worker", Known(f"{actor.name}, {actor.role_words}, {actor.organisation_name}", "Hearth", today)
    yield "today", Known(_day(today), "Hearth", today)


def _with_what_was_told(actor: Actor, person: Person, known: dict[str, Known]) -> dict[str, Known]:
    """What was told for an earlier form, or said to hold still: the newest of each fact.

    What has a home in the record is read from there alone: a number somebody took back must not come back from here.
    """
    told = ToldFact.objects.visible_to(actor).filter(person=person).select_related("written_by__worker")
    for row in told.order_by("told_at", "id"):
        day, stands = day_of(row.told_at), known.get(row.fact)
        if row.fact in TOLD_HERE and (stands is None or (stands.given_on or day) <= day):
            known[row.fact] = Known(row.words, _heard(row), day)
        elif stands is not None and stands.words == row.words:
            known[row.fact] = replace(stands, given_on=day, source=_heard(row))
    return known


def _heard(row: ToldFact) -> str:
    return f"Told to {row.written_by.worker.name}" if row.written_by else "Told by the person"


def _born(person: Person) -> str:
    if person.birth_on is None:
        return ""
    shown = {
        str(BirthPrecision.DAY): _day(person.birth_on),
        BirthPrecision.MONTH: f"{person.birth_on:%B %Y}",
        BirthPrecision.YEAR: f"{person.birth_on:%Y}",
    }
    return shown.get(person.birth_precision, f"about {person.birth_on:%Y}")


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _at(hub: Hub) -> str:
    return ", ".join(part for part in (hub.name, hub.address, hub.phone) if part)
