import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import now

from hearth.core.actor import PUBLIC, SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.inserting import first_come, insert_all
from hearth.core.scope import acting_as
from hearth.people.models import Circumstances, Contact, Person, PersonName

pytestmark = pytest.mark.django_db


def somebody():
    person = Person(known_as="Keeley", status="provisional", made_at=now())
    names = [PersonName(person=person, use="usual", given="Keeley", family=family) for family in ("Kerr", "O'Dell")]
    circumstances = Circumstances(person=person, living_situation="not-known", nhs_number_status="not-known")
    return person, circumstances, names


class TestInsertAll:
    def test_writes_rows_that_refer_to_one_another_in_one_query(self, django_assert_num_queries):
        person, circumstances, names = somebody()

        with acting_as(PUBLIC, at=now()), django_assert_num_queries(1):
            insert_all([person], [circumstances], names, [])

        with acting_as(SYSTEM, at=now()):
            assert Person.objects.get() == person
            assert Circumstances.objects.get().person == person
            assert {name.family for name in PersonName.objects.all()} == {"Kerr", "O'Dell"}
        assert not person._state.adding

    def test_writes_rows_of_one_table_and_none(self, django_assert_num_queries):
        person, _, _ = somebody()

        with acting_as(PUBLIC, at=now()), django_assert_num_queries(1):
            insert_all([person])
            insert_all([], [])

        with acting_as(SYSTEM, at=now()):
            assert Person.objects.count() == 1

    def test_writes_nothing_if_one_is_refused(self):
        person, circumstances, names = somebody()
        nobody_s = Contact(person=Person(known_as="Robin", made_at=now()), kind="phone", value="07700 900123")

        with acting_as(PUBLIC, at=now()), pytest.raises(IntegrityError), transaction.atomic():
            insert_all([person], [circumstances], names, [circumstances], [nobody_s])

        with acting_as(SYSTEM, at=now()):
            assert not Person.objects.exists()


class TestFirstCome:
    def test_keeps_what_comes_first_and_refuses_the_second_in_these_words(self):
        first, second = Person(known_as="Keeley", made_at=now()), Person(known_as="Robin", made_at=now())
        second.pk = first.pk
        with acting_as(SYSTEM, at=now()):
            with first_come("Somebody was quicker."):
                first.save(force_insert=True)
            with pytest.raises(NotPossible, match="Somebody was quicker"), first_come("Somebody was quicker."):
                second.save(force_insert=True)

            assert [person.known_as for person in Person.objects.all()] == ["Keeley"]

    def test_leaves_every_other_refusal_what_it_is(self):
        nobody = Person(known_as="Keeley", made_at=None)

        with acting_as(SYSTEM, at=now()):
            with pytest.raises(IntegrityError), first_come("Somebody was quicker."):
                nobody.save(force_insert=True)

            assert not Person.objects.exists()
