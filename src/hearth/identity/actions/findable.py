"""Keeping two people findable by what each is known by now, for a custodian who sees neither."""

from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_date

from hearth.identity import doors
from hearth.people.actions.keys import write_keys
from hearth.people.codes import PersonStatus
from hearth.people.details import ContactDetails, IdentifierDetails
from hearth.people.models import Person, PersonName


def keep_findable(*people: UUID) -> None:
    """Write the keys of each anew; one who was joined is found through the record that goes on."""
    for person_id in people:
        words = doors.words_of(person_id)
        doors.forget_keys(person_id)
        if words["status"] != PersonStatus.MERGED:
            _write(person_id, words)


def _write(person_id: UUID, words: dict[str, Any]) -> None:
    names = [PersonName(given=given, family=family) for given, family in words["names"]]
    born = parse_date(words["birth_on"]) if words["birth_on"] else None
    person = Person(pk=person_id, known_as=words["known_as"], birth_on=born, birth_precision=words["birth_precision"])
    contacts = [ContactDetails(kind, value) for kind, value in words["contacts"]]
    codes = [IdentifierDetails(system, value) for system, value in words["codes"]]
    write_keys(person, names, contacts, codes)
