"""A BaRS referral in the words of the front door. Nothing is dropped unseen: what we do not read is listed at the end.

The priority somebody else gave is kept as words: when we act is a judgement made here. That the person agrees is
never read out of a message: until somebody has asked them, it is “not yet asked”.
"""

from datetime import date

from hearth.core.values import NhsNumber
from hearth.exchange.bars.message import Message
from hearth.exchange.bars.rest import everything_else
from hearth.exchange.codes import Fault
from hearth.exchange.fhir.people import NHS_NUMBER
from hearth.exchange.fhir.values import Around, Json, birth_date, dig, line, many, one, reference, shortened
from hearth.exchange.fhir.words import all_words, human_name, name_of, words
from hearth.exchange.imported import Refused, checked_nhs_number
from hearth.exchange.machine_rules import Caller, Refusal
from hearth.front_door.codes import PersonKnows, Route
from hearth.front_door.rules import Hints, Told

LONG = 200_000
NO_WAY = "The message gives no way to reach them. Ask whoever sent it."
NO_REASON = "The message gives no reason. Ask whoever sent it."
NOT_SAID = "The message does not say what they keep doing."
THEMSELVES = "ONESELF"
WHY = (
    ("", "reasonCode"),
    ("Asked for", "code"),
    ("Kind", "category"),
    ("They call it", "priority"),
    ("Details", "orderDetail"),
    ("Note", "note.text"),
    ("Told to the person", "patientInstruction"),
)


def told_from(message: Message, caller: Caller, *, today: date) -> Told:
    """What the message tells. Raises Refusal for a value that cannot be: a wrong NHS number, a birthday to come."""
    around = Around(today, lambda pointed: name_of(message.at(pointed), Around(today)), caller.organisation)
    try:
        hints = _hints(message.patient, around)
    except Refused as problem:
        raise Refusal(Fault.VALUE, str(problem)) from None
    name, job, reach, email = _referrer(message, around)
    return Told(
        route=Route.PROFESSIONAL,
        known_as=_called(message.patient),
        who_and_how_to_find=_how_to_find(message.patient, around)[:LONG] or NO_WAY,
        what_is_happening="\n".join([*_why(message.request, around), *everything_else(message, around)])[:LONG],
        person_knows=PersonKnows.NOT_YET_ASKED,
        who_else=_who_else(message.patient, around)[:LONG],
        adjustments=_adjustments(message.patient, around)[:LONG],
        keep_doing=NOT_SAID,
        referrer_name=name or caller.organisation,
        referrer_job=job,
        referrer_reach=reach,
        referrer_email=email,
        referrer_organisation=caller.organisation,
        referrer_ods_code=caller.ods_code,
        organisation_id=caller.organisation_id,
        hints=hints,
    )


def said_of(message: Message, caller: Caller, *, today: date) -> str:
    """What a later message says of a referral we have, in words for whoever holds the person."""
    around = Around(today, lambda pointed: name_of(message.at(pointed), Around(today)), caller.organisation)
    try:
        ways = _how_to_find(message.patient, around)
        found = [f"How to find them: {ways}"] if ways else []
        return "\n".join([*_why(message.request, around), *found, *everything_else(message, around)])[:LONG]
    except Refused as problem:
        raise Refusal(Fault.VALUE, str(problem)) from None


def _hints(patient: Json, around: Around) -> Hints:
    name = _name(patient, "official", "usual")
    born = birth_date(patient["birthDate"], around.today) if patient.get("birthDate") else None
    return Hints(
        given=shortened(" ".join(part for part in dig(name, "given") if isinstance(part, str)), 120),
        family=line(name, "family", 120),
        birth_on=born.at.date() if born and born.precision == "day" else None,
        nhs_number=_nhs_number(patient),
        phone=shortened(next(iter(_values(_own_telecom(patient), "phone")), ""), 60),
    )


def _name(patient: Json, *uses: str) -> Json:
    names = many(patient, "name")
    return next((name for use in uses for name in names if name.get("use") == use), names[0] if names else {})


def _called(patient: Json) -> str:
    name = _name(patient, "nickname", "usual", "official")
    given = next((part for part in dig(name, "given") if isinstance(part, str)), "")
    return shortened(given or human_name(name), 120)


def _nhs_number(patient: Json) -> NhsNumber | None:
    numbers = [line(item, "value") for item in many(patient, "identifier") if item.get("system") == NHS_NUMBER]
    return NhsNumber.parse(checked_nhs_number(numbers[0])) if numbers and numbers[0] else None


def _own_telecom(patient: Json) -> list[Json]:
    own = [contact for contact in many(patient, "contact") if THEMSELVES in dig(contact, "relationship.coding.code")]
    found = [telecom for of in (patient, *own) for telecom in many(of, "telecom")]
    return sorted(found, key=lambda telecom: (telecom.get("use") != "mobile", str(telecom.get("rank", 9))))


def _values(telecom: list[Json], *systems: str) -> list[str]:
    found = [line(one_way, "value") for one_way in telecom if line(one_way, "system") in systems]
    return list(dict.fromkeys(filter(None, found)))


def _how_to_find(patient: Json, around: Around) -> str:
    addresses = [words(address.get("text"), around) or _address(address) for address in many(patient, "address")]
    parts = [*_values(_own_telecom(patient), "phone", "sms", "email"), *addresses]
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _address(address: Json) -> str:
    parts = [part for path in ("line", "city", "postalCode") for part in dig(address, path)]
    return ", ".join(part for part in parts if isinstance(part, str))


def _why(request: Json, around: Around) -> list[str]:
    said = [(label, all_words(request, path, around)) for label, path in WHY]
    lines = [f"{label}: {words_}" if label else words_ for label, words_ in said if words_]
    return lines if said[0][1] else [NO_REASON, *lines]


def _who_else(patient: Json, around: Around) -> str:
    others = [one for one in many(patient, "contact") if THEMSELVES not in dig(one, "relationship.coding.code")]
    lines = [_somebody(contact, around) for contact in others]
    if surgery := all_words(patient, "generalPractitioner", around):
        lines.append(f"GP: {surgery}")
    return "\n".join(filter(None, lines))


def _somebody(contact: Json, around: Around) -> str:
    relation = all_words(contact, "relationship", around)
    parts = [human_name(one(contact, "name")), relation.lower(), *_values(many(contact, "telecom"), "phone", "email")]
    return ", ".join(filter(None, parts))


def _adjustments(patient: Json, around: Around) -> str:
    spoken = [words(item.get("language"), around) for item in many(patient, "communication")]
    return "; ".join(f"Speaks {said}" for said in spoken if said and said != "English")


def _referrer(message: Message, around: Around) -> tuple[str, str, str, str]:
    """Name, job, phone and e-mail of whoever asks, as far as the message tells."""
    asked = message.at(reference(message.request, "requester"))
    behind = message.at(reference(asked, "practitioner"))
    name = human_name((many(behind, "name") or many(asked, "name") or [{}])[0]) if asked.get("name") != "" else ""
    telecom = [*many(asked, "telecom"), *many(behind, "telecom"), *many(one(message.header, "source"), "contact")]
    phone, email = _values(telecom, "phone"), _values(telecom, "email")
    job = all_words(asked, "code", around)
    return shortened(name, 120), shortened(job, 120), shortened(", ".join(phone), 200), (email or [""])[0][:254]
