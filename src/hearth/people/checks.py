"""Can everybody be found by what they are called, and by nothing they keep hidden?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from hearth.core.checks import Check
from hearth.people.codes import PersonStatus
from hearth.people.details import ContactDetails, IdentifierDetails
from hearth.people.keys import key_year, keys_of_contact, keys_of_names, keys_of_numbers
from hearth.people.models import Contact, Identifier, NameKey, Person, PersonName

AT_ONCE = 2000
Keys = dict[UUID, set[str]]


def checks() -> list[Check]:
    """What must be true of people."""
    return [Check("Everybody is found by their names, and by none they hide", keys_astray)]


def keys_astray() -> list[str]:
    """People who have no key for something they are called, a key of a hidden name, or the wrong birth year."""
    return [problem for people in _batches() for problem in _astray(people)]


def _batches() -> Iterator[list[Person]]:
    everybody = Person.objects.exclude(status=PersonStatus.MERGED).order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(everybody, AT_ONCE)):
        yield some


def _astray(people: list[Person]) -> Iterator[str]:
    ids = [person.pk for person in people]
    open_to_all, hidden = _name_keys(people, ids)
    kept, years = _kept(ids)
    for person in people:
        if open_to_all[person.pk] - kept[person.pk]:
            yield f"person {person.pk} cannot be found by everything they are called"
        if (hidden[person.pk] - open_to_all[person.pk]) & kept[person.pk]:
            yield f"person {person.pk} can be found by a name they hide"
        if years[person.pk] - {key_year(person.birth_on, person.birth_precision)}:
            yield f"person {person.pk} is looked for in a year they were not born in"


def _name_keys(people: list[Person], ids: list[UUID]) -> tuple[Keys, Keys]:
    """What each should be found by, and the words of the names they hide."""
    found_by: Keys = defaultdict(set, {person.pk: keys_of_names([person.known_as]) for person in people})
    hidden: Keys = defaultdict(set)
    for name in PersonName.objects.filter(person__in=ids):
        (hidden if name.restricted else found_by)[name.person_id] |= keys_of_names([name.given, name.family])
    for contact in Contact.objects.filter(person__in=ids, until_on=None):
        found_by[contact.person_id] |= keys_of_contact(ContactDetails(contact.kind, contact.value))
    for code in Identifier.objects.filter(person__in=ids, restricted=False):
        found_by[code.person_id] |= keys_of_numbers([], [IdentifierDetails(code.system, code.value)])
    return found_by, hidden


def _kept(ids: Iterable[UUID]) -> tuple[Keys, dict[UUID, set[int]]]:
    keys: Keys = defaultdict(set)
    years: dict[UUID, set[int]] = defaultdict(set)
    for person_id, key, year in NameKey.objects.filter(person__in=ids).values_list("person_id", "key", "birth_year"):
        keys[person_id].add(key)
        years[person_id].add(year)
    return keys, years
