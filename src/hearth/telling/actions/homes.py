"""Where an answer belongs: with who somebody is, if it has a home there; else with what was told for forms."""

from dataclasses import replace
from datetime import date, datetime

from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.people import actions as people
from hearth.people import queries as identity
from hearth.people.actions.versions import as_it_stands
from hearth.people.codes import BirthPrecision, ContactKind, LivingSituation, NameUse, NeedKind
from hearth.people.details import ContactDetails, NeedDetails
from hearth.people.models import Person
from hearth.telling.catalogue import ASKED_ANEW, TOLD_HERE
from hearth.telling.models import ToldFact

WAYS = {
    "phone": ContactKind.PHONE,
    "email": ContactKind.EMAIL,
    "address": ContactKind.ADDRESS,
    "where_found": ContactKind.PLACE,
}
NEEDS = {"language": NeedKind.LANGUAGE, "communication": NeedKind.COMMUNICATION, "adjustments": NeedKind.ADJUSTMENT}


def keep(actor: Actor, *, person: Person, fact: str, words: str, day: date | None, at: datetime) -> None:
    """Keep an answer where the next one who asks finds it.

    A worker who may not change who somebody is answers for this form alone, and a yes is for one sending.
    Raises NotPossible if it cannot be kept.
    """
    if fact in ASKED_ANEW:
        return
    if fact not in TOLD_HERE:
        if not actor.may("person.edit"):
            return
        _bring_home(actor, person, fact, words, day, at)
    row = ToldFact(person=person, fact=fact, words=words, told_at=at, written_by_id=actor.membership_id)
    ToldFact.objects.bulk_create([row])


def _bring_home(actor: Actor, person: Person, fact: str, words: str, day: date | None, at: datetime) -> None:
    if fact in WAYS:
        way = ContactDetails(WAYS[fact], words[:300])
        people.add_contact(actor, person=person, contact=way, at=at)
    elif fact in NEEDS:
        need = NeedDetails(NEEDS[fact], words[:200], confirmed_on=at.date())
        people.add_need(actor, person=person, need=need, at=at)
    elif fact == "legal_name":
        *given, family = words.split()
        first, last = (" ".join(given), family) if given else (family, "")
        people.take_name(actor, person=person, use=NameUse.OFFICIAL, given=first, family=last, at=at)
    elif fact == "birth_on":
        _born(actor, person, day, at)
    else:
        _life(actor, person, fact, words, at)


def _born(actor: Actor, person: Person, day: date | None, at: datetime) -> None:
    if day is None:
        raise NotPossible("Write the day like this: 20/11/1990.")
    now = as_it_stands(actor, person)
    told = replace(identity.identity_of(now), birth_on=day, birth_precision=BirthPrecision.DAY)
    people.change_identity(actor, person=now, version_seen=now.version, identity=told, at=at)


def _life(actor: Actor, person: Person, fact: str, words: str, at: datetime) -> None:
    codes = {situation.label: situation.value for situation in LivingSituation}
    told = {
        "living_situation": {"living_situation": codes.get(words, LivingSituation.NOT_KNOWN)},
        "household": {"household": words},
        "gp": {"gp": words[:120]},
    }[fact]
    now = as_it_stands(actor, person)
    life = replace(identity.life_of(actor, person=now), **told)
    people.change_circumstances(actor, person=now, version_seen=now.version, life=life, at=at)
