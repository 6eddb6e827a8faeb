"""Keeping somebody findable by everything known of them now."""

from collections.abc import Iterable

from django.db import connection

from hearth.core.actor import Actor
from hearth.people.details import ContactDetails, IdentifierDetails
from hearth.people.keys import key_year, keys_of_names, keys_of_numbers
from hearth.people.models import Contact, Identifier, NameKey, Person, PersonName
from hearth.people.names import learnt_keys

WRITE_KEYS = """
    WITH learnt AS (SELECT people_learn_words(%s, %s, %s))
    INSERT INTO people_namekey (person_id, key, birth_year)
    SELECT %s, key, %s FROM learnt, unnest(%s::text[]) AS told (key)
"""


def write_keys(
    person: Person,
    names: Iterable[PersonName],
    contacts: Iterable[ContactDetails],
    codes: Iterable[IdentifierDetails],
) -> None:
    """Make somebody findable by everything just told; a restricted name finds nobody."""
    parts = [part for name in names if not name.restricted for part in (name.given, name.family)]
    words = sorted(keys_of_names([person.known_as, *parts]))
    keys = [*words, *keys_of_numbers(contacts, codes)]
    columns = [list(column) for column in zip(*learnt_keys(words), strict=True)] or [[], [], []]
    year = key_year(person.birth_on, person.birth_precision)
    with connection.cursor() as cursor:
        cursor.execute(WRITE_KEYS, [*columns, person.id, year, keys])


def rewrite_keys(actor: Actor, person: Person) -> None:
    """Forget the keys of before and write those of now. The actor must see everything of this person."""
    NameKey.objects.visible_to(actor).filter(person=person).delete()
    contacts = Contact.objects.visible_to(actor).filter(person=person, until_on=None)
    codes = Identifier.objects.visible_to(actor).filter(person=person, restricted=False)
    write_keys(
        person,
        PersonName.objects.visible_to(actor).filter(person=person, restricted=False),
        [ContactDetails(kind, value) for kind, value in contacts.values_list("kind", "value")],
        [IdentifierDetails(system, value) for system, value in codes.values_list("system", "value")],
    )
