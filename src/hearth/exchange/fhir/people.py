"""A FHIR Patient, in our own words.

`gender` is checked and then left out: an administrative gender is neither a sex nor a gender identity somebody told
us, and a record must never bring back a marker its person has left behind (DOMAIN 4.1).
"""

import re
from datetime import date

from hearth.exchange.fhir.values import Around, Json, When, birth_date, dig, is_over, line, many, one, shortened, when
from hearth.exchange.fhir.words import human_name, named, words
from hearth.exchange.imported import (
    ImportedAnswer,
    ImportedContact,
    ImportedName,
    ImportedNeed,
    ImportedPerson,
    ImportedRelation,
    Refused,
    checked_nhs_number,
)

NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-"
GENDERS = frozenset({"", "male", "female", "other", "unknown"})
RESTRICTED = frozenset({"R", "V"})
NOT_KEPT = frozenset({"SS", "SB", "DL", "PPN", "TAX", "JHN"})
NAME_USE = {"usual": "usual", "official": "official", "nickname": "nickname", "old": "old", "maiden": "old"}
CONTACT_KIND = {"phone": "phone", "sms": "phone", "email": "email"}
NOT_STATED, NOT_KNOWN = "Z", "99"


def person_from(patient: Json, around: Around) -> ImportedPerson:
    """One Patient. Raises Refused with the reason if it cannot be somebody we could recognise.

    Source: FHIR R4 Patient, UK Core Patient 2.6.1.
    """
    _check_can_be_taken(patient)
    names = _names(patient, around.today)
    usual = _first_of(names, "usual", "official", "nickname")
    known_as = _first_of(names, "nickname", "usual", "official")
    born = birth_date(patient["birthDate"], around.today) if patient.get("birthDate") else None
    died, died_on = _died(patient, around.today)
    return ImportedPerson(
        known_as=known_as.given.split(" ")[0] or known_as.family,
        given=usual.given,
        family=usual.family,
        other_names=tuple(name for name in names if name is not usual),
        birth_on=born.at.date() if born else None,
        birth_precision=born.precision if born else "unknown",
        nhs_number=_nhs_number(patient),
        nhs_number_verified=_is_verified(patient),
        identifiers=_identifiers(patient),
        contacts=(*_telecom(patient, around.today), *_addresses(patient, around.today)),
        needs=_needs(patient, around),
        relations=tuple(_relations(patient, around)),
        answers=_ethnicity(patient, around),
        area=_area(patient, around.today),
        gp=_gp(patient, around),
        died=died,
        died_on=died_on,
    )


def relation_from(resource: Json, around: Around) -> ImportedRelation:
    """One RelatedPerson. Raises Refused if it has no name."""
    names = many(resource, "name")
    if not names or not human_name(names[0]):
        raise Refused("This relation has no name.")
    return ImportedRelation(
        name=human_name(names[0]),
        relation=_relation_words(resource, around),
        how_to_reach=_reach(resource),
    )


def _check_can_be_taken(patient: Json) -> None:
    if line(patient, "gender") not in GENDERS:
        raise Refused(f"“gender” is not one of the four codes FHIR has: {line(patient, 'gender', 40)}.")
    if any(code in RESTRICTED for code in dig(patient, "meta.security.code") if isinstance(code, str)):
        raise Refused("The other record marks this person as restricted: bring them in by hand, with the guardian.")
    if any(link.get("type") == "replaced-by" for link in many(patient, "link")):
        raise Refused("The other record has replaced this with another record of the same person.")
    for contact in many(patient, "contact"):
        if not any(contact.get(field) for field in ("name", "telecom", "address", "organization")):
            raise Refused("A contact says neither who they are nor how to reach them.")


def _names(patient: Json, today: date) -> list[ImportedName]:
    found = [_name(name, today) for name in many(patient, "name")]
    names = [name for name in found if name.given or name.family]
    if not names:
        raise Refused("There is no name, so nobody could tell who this is.")
    if all(name.use == "old" for name in names):
        names[-1] = ImportedName("usual", names[-1].given, names[-1].family)
    return names


def _name(name: Json, today: date) -> ImportedName:
    given = " ".join(part for part in dig(name, "given") if isinstance(part, str))
    family, text, until = line(name, "family", 120), line(name, "text", 120), is_over(one(name, "period"), today)
    use = "old" if until else NAME_USE.get(line(name, "use"), "usual")
    return ImportedName(use, shortened(given or ("" if family else text), 120), family, until)


def _first_of(names: list[ImportedName], *uses: str) -> ImportedName:
    for use in uses:
        for name in names:
            if name.use == use:
                return name
    return names[0]


def _nhs_identifiers(patient: Json) -> list[Json]:
    return [identifier for identifier in many(patient, "identifier") if identifier.get("system") == NHS_NUMBER]


def _nhs_number(patient: Json) -> str:
    numbers = [line(identifier, "value") for identifier in _nhs_identifiers(patient)]
    if len(numbers) > 1:
        raise Refused("There are two NHS numbers; one person has one.")
    return checked_nhs_number(numbers[0]) if numbers and numbers[0] else ""


def _is_verified(patient: Json) -> bool:
    codes = [
        code
        for identifier in _nhs_identifiers(patient)
        for extension in many(identifier, "extension")
        if str(extension.get("url", "")).startswith(f"{UK_CORE}NHSNumberVerificationStatus")
        for code in dig(extension, "valueCodeableConcept.coding.code")
    ]
    return "01" in codes or "number-present-and-verified" in codes


def _identifiers(patient: Json) -> tuple[tuple[str, str], ...]:
    kept = []
    for identifier in many(patient, "identifier"):
        system, value = line(identifier, "system"), line(identifier, "value")
        secret = NOT_KEPT & {code for code in dig(identifier, "type.coding.code") if isinstance(code, str)}
        if system and value and system != NHS_NUMBER and not secret:
            kept.append((system, value))
    return tuple(dict.fromkeys(kept))


def _telecom(of: Json, today: date) -> list[ImportedContact]:
    found = []
    for telecom in many(of, "telecom"):
        kind, value = CONTACT_KIND.get(line(telecom, "system")), line(telecom, "value", 300)
        if kind and value:
            found.append(ImportedContact(kind, value, until_on=_ended(telecom, today)))
    return found


def _addresses(patient: Json, today: date) -> list[ImportedContact]:
    return [
        ImportedContact("address", told, until_on=_ended(address, today))
        for address in many(patient, "address")
        if (told := _address_words(address))
    ]


def _address_words(address: Json) -> str:
    parts = [*dig(address, "line"), *(address.get(key) for key in ("city", "district", "state", "postalCode"))]
    told = ", ".join(dict.fromkeys(part.strip() for part in parts if isinstance(part, str) and part.strip()))
    return shortened(told, 300) or line(address, "text", 300)


def _ended(of: Json, today: date) -> date | None:
    until = is_over(one(of, "period"), today)
    return until or (today if of.get("use") == "old" else None)


def _area(patient: Json, today: date) -> str:
    now = [address for address in many(patient, "address") if not _ended(address, today)]
    return line(now[0], "city", 60).title() if now else ""


def _needs(patient: Json, around: Around) -> tuple[ImportedNeed, ...]:
    needs = []
    for spoken in many(patient, "communication"):
        for coding in dig(spoken, "language.coding") or [spoken.get("language")]:
            needs.append(_language(coding, False, around))
    for extension in _extensions(patient, "NHSCommunication"):
        told = {part.get("url"): part for part in many(extension, "extension")}
        interpreter = bool(told.get("interpreterRequired", {}).get("valueBoolean"))
        needs.append(_language(told.get("language", {}).get("valueCodeableConcept"), interpreter, around))
    return tuple(dict.fromkeys(need for need in needs if need))


def _language(language: object, interpreter: bool, around: Around) -> ImportedNeed | None:
    code = str((dig(language, "coding.code") or dig(language, "code") or [""])[0])
    if re.match(r"en(-|$)", code) and not interpreter:
        return None
    said = shortened(words(language, around) or code, 200)
    return ImportedNeed("language", said, interpreter) if said else None


def _extensions(of: Json, name: str) -> list[Json]:
    return [extension for extension in many(of, "extension") if extension.get("url") == f"{UK_CORE}{name}"]


def _ethnicity(patient: Json, around: Around) -> tuple[ImportedAnswer, ...]:
    for extension in _extensions(patient, "EthnicCategory"):
        concept = one(extension, "valueCodeableConcept")
        code = str((dig(concept, "coding.code") or [""])[0])
        said = shortened(words(concept, around), 200)
        if code == NOT_STATED:
            return (ImportedAnswer("ethnicity", "prefers-not"),)
        if code == NOT_KNOWN:
            return (ImportedAnswer("ethnicity", "not-known"),)
        if said:
            return (ImportedAnswer("ethnicity", "stated", said, shortened(code, 20)),)
    return ()


def _relations(patient: Json, around: Around) -> list[ImportedRelation]:
    found = []
    for contact in many(patient, "contact"):
        name, codes = human_name(one(contact, "name")), dig(contact, "relationship.coding.code")
        said = _relation_words(contact, around)
        name = name or _organisation(contact, around) or said
        if not is_over(one(contact, "period"), around.today):
            found.append(ImportedRelation(name, said, _reach(contact), emergency="C" in codes))
    return found


def _organisation(contact: Json, around: Around) -> str:
    return shortened(words(one(contact, "organization"), around), 120)


def _relation_words(of: Json, around: Around) -> str:
    said = "; ".join(filter(None, (words(relationship, around) for relationship in many(of, "relationship"))))
    return shortened(said or "somebody in their life", 60)


def _reach(of: Json) -> str:
    values = [line(telecom, "value") for telecom in many(of, "telecom")]
    return shortened(", ".join(value for value in values if value), 200)


def _gp(patient: Json, around: Around) -> str:
    for surgery in many(patient, "generalPractitioner"):
        if said := words(surgery, around) or named(str(surgery.get("reference", "")), around):
            return shortened(said, 120)
        if code := line(one(surgery, "identifier"), "value", 20):
            return f"Surgery {code}"
    return ""


def _died(patient: Json, today: date) -> tuple[bool, date | None]:
    if patient.get("deceasedDateTime"):
        died: When = when(patient["deceasedDateTime"], "deceasedDateTime", today)
        if died.on > today:
            raise Refused(f"The date of death {died.written} is still to come.")
        return True, died.on if died.precision in ("day", "instant") else None
    return patient.get("deceasedBoolean") is True, None
