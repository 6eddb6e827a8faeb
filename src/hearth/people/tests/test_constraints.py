"""What the database refuses of people, whoever writes it: each rule broken once, by its name."""

import pytest
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.people.models import Equality, Identifier, PortalAccess, Relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(world):
    return lambda row: broken_rule(lambda: row.save(force_insert=True), at=world.at)


class TestConstraints:
    def test_give_a_number_to_one_person(self, world, broken):
        other = worlds.known(world, known_as="Evan", given="Evan", family="Hale", nhs_number=None)
        worlds.known(world)

        assert broken(Identifier(person=other, system="nhs-number", value=worlds.NHS_NUMBER)) == "identifier_one_person"

    def test_let_nobody_be_rung_and_never_rung(self, keeley, broken):
        ron = Relation(person=keeley, name="Ron", relation="brother", emergency=True, do_not_contact=True)

        assert broken(ron) == "relation_not_both_ring_and_never_ring"

    def test_take_one_answer_to_a_characteristic_with_words_only_if_stated(self, keeley, broken):
        told = {"person": keeley, "characteristic": "sex"}
        assert broken(Equality(**told, answer="not-asked")) == ""

        assert broken(Equality(**told, answer="not-asked")) == "equality_one_answer"
        gender = {"person": keeley, "characteristic": "gender"}
        assert broken(Equality(**gender, answer="stated")) == "equality_words_only_if_stated"
        assert broken(Equality(**gender, answer="not-known", words="They.")) == "equality_words_only_if_stated"

    def test_give_an_account_one_key_to_a_record(self, world, keeley, broken):
        account = worlds.own_sign_in(world, keeley)

        assert broken(PortalAccess(account=account, person=keeley, given_at=world.at)) == "portalaccess_live"
