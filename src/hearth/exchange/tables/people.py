"""A row of a list of people, in our own words."""

import re
from datetime import date

from hearth.exchange.imported import (
    ImportedContact,
    ImportedName,
    ImportedNeed,
    ImportedPerson,
    ImportedRelation,
    Refused,
    checked_nhs_number,
)
from hearth.exchange.tables.dates import birth_date
from hearth.people.codes import LivingSituation

Cells = dict[str, list[str]]

LIMITS = {"known_as": 120, "given": 120, "family": 120, "pronouns": 40, "area": 60, "gp": 120, "id": 150}
YES = frozenset({"yes", "y", "true", "1", "ok", "x"})
NO = frozenset({"no", "n", "false", "0", "none", "not needed"})
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
SHORTENED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
SITUATIONS = {
    re.sub(r"[^a-z]", "", said.casefold()): choice for choice in LivingSituation for said in (choice, choice.label)
}


def person_from(cells: Cells, today: date) -> ImportedPerson:
    """One row. Raises Refused with the first thing that is wrong with it."""
    for field, limit in LIMITS.items():
        if len(_one(cells, field)) > limit:
            raise Refused(f"“{_one(cells, field)[:40]}…” is longer than {limit} characters.")
    known_as, given, family = _names(cells)
    born = birth_date(_one(cells, "birth"), today) if cells.get("birth") else None
    return ImportedPerson(
        known_as=known_as,
        given=given,
        family=family,
        other_names=tuple(_other_names(cells, given, family)),
        birth_on=born.on if born else None,
        birth_precision=born.precision if born else "unknown",
        nhs_number=_nhs_number(_one(cells, "nhs_number")),
        contacts=tuple(_contacts(cells)),
        needs=tuple(_needs(cells)),
        relations=_relations(cells),
        pronouns=_one(cells, "pronouns"),
        area=_one(cells, "area"),
        how_to_talk=_one(cells, "how_to_talk"),
        living_situation=_living_situation(_one(cells, "living_situation")),
        gp=_one(cells, "gp"),
    )


def _names(cells: Cells) -> tuple[str, str, str]:
    given, family, whole = _one(cells, "given"), _one(cells, "family"), _one(cells, "name")
    if whole and not (given or family):
        given, family = _split(whole)
    known_as = _one(cells, "known_as") or given.split(" ")[0] or family
    if not known_as:
        raise Refused("There is no name, so nobody could tell who this is.")
    return known_as, given, family


def _split(whole: str) -> tuple[str, str]:
    if "," in whole:
        family, _, given = whole.partition(",")
        return given.strip()[:120], family.strip()[:120]
    given, _, family = whole.rpartition(" ")
    return (given[:120], family[:120]) if given else (family[:120], "")


def _other_names(cells: Cells, given: str, family: str) -> list[ImportedName]:
    names = []
    if former := _one(cells, "former"):
        before, after = _split(former) if " " in former or "," in former else (given, former[:120])
        names.append(ImportedName("old", before, after))
    if nickname := _one(cells, "nickname"):
        names.append(ImportedName("nickname", nickname[:120], family))
    return names


def _nhs_number(written: str) -> str:
    if SHORTENED.fullmatch(written):
        raise Refused(f"The NHS number was shortened to {written} by Excel. Please format the column as text.")
    return checked_nhs_number(written) if written else ""


def _contacts(cells: Cells) -> list[ImportedContact]:
    safe, message = (_said(cells, field) is True for field in ("safe_to_use", "safe_to_leave_message"))
    found = []
    for phone in cells.get("phone", []):
        if not 5 <= len(re.sub(r"\D", "", phone)) <= 17:
            raise Refused(f"“{phone[:40]}” is not a phone number.")
        found.append(ImportedContact("phone", phone[:300], safe, message))
    for email in cells.get("email", []):
        if not EMAIL.fullmatch(email) or len(email) > 300:
            raise Refused(f"“{email[:40]}” is not an e-mail address.")
        found.append(ImportedContact("email", email, safe))
    if cells.get("address"):
        found.append(ImportedContact("address", ", ".join(cells["address"])[:300], safe))
    return found


def _needs(cells: Cells) -> list[ImportedNeed]:
    wanted = _one(cells, "interpreter").casefold()
    interpreter = bool(wanted) and wanted not in NO
    language = _one(cells, "language") or ("" if wanted in YES | NO else _one(cells, "interpreter"))
    found = []
    if interpreter or (language and language.casefold() != "english"):
        found.append(ImportedNeed("language", language[:200] or "Language not given", interpreter))
    for kind in ("communication", "adjustment"):
        if (said := _one(cells, kind)) and said.casefold() not in NO:
            found.append(ImportedNeed(kind, said[:200]))
    return found


def _relations(cells: Cells) -> tuple[ImportedRelation, ...]:
    name, phone = _one(cells, "next_of_kin"), _one(cells, "next_of_kin_phone")
    if not (name or phone):
        return ()
    return (ImportedRelation((name or phone)[:120], "next of kin or emergency contact", phone[:200], emergency=True),)


def _living_situation(said: str) -> str:
    return SITUATIONS.get(re.sub(r"[^a-z]", "", said.casefold()), LivingSituation.NOT_KNOWN).value


def _said(cells: Cells, field: str) -> bool | None:
    said = _one(cells, field).casefold()
    if said in YES:
        return True
    if said in NO or not said:
        return False if said else None
    raise Refused(f"“{said[:20]}” is neither yes nor no.")


def _one(cells: Cells, field: str) -> str:
    return cells.get(field, [""])[0]
