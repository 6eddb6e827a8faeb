from datetime import date

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.values import NhsNumber
from hearth.organisations.queries import worker_actor
from hearth.people import rules
from hearth.people.actions import create_person
from hearth.people.codes import BirthPrecision, NameUse, NhsNumberStatus, PersonStatus
from hearth.people.details import ContactDetails, IdentifierDetails, NeedDetails
from hearth.people.models import Circumstances, Contact, Identifier, NameKey, Need, Person, PersonName, WordKey

pytestmark = pytest.mark.django_db

NUMBER = NhsNumber("9990000026")
EVERYTHING = {
    "known_as": "  Kee ",
    "given": "Keeley",
    "family": "Marchbanks",
    "other_names": [(NameUse.OLD, "", "Turnbull")],
    "birth_on": date(1984, 3, 14),
    "birth_precision": BirthPrecision.DAY,
    "pronouns": "she/her",
    "area": "Acomb",
    "how_to_talk": "Slowly.",
    "nhs_number": NUMBER,
    "living_situation": "hostel",
    "contacts": [ContactDetails("phone", "07700 900123", safe_to_leave_message=False, best_times="after eleven")],
    "needs": [NeedDetails("language", "Polish", interpreter=True)],
    "identifiers": [IdentifierDetails("housing", "AB-1234")],
}


class TestCreatePerson:
    def test_keeps_everything_that_was_told(self, do, rows):
        person = do(create_person, **EVERYTHING)

        (kept,) = rows(Person, id=person.id)
        assert (kept.known_as, kept.status, kept.version) == ("Kee", PersonStatus.PROVISIONAL, 1)
        assert (kept.birth_on, kept.pronouns, kept.area, kept.how_to_talk) == (
            date(1984, 3, 14),
            "she/her",
            "Acomb",
            "Slowly.",
        )
        names = {(name.use, name.given, name.family) for name in rows(PersonName, person=person)}
        assert names == {("usual", "Keeley", "Marchbanks"), ("old", "", "Turnbull")}
        (contact,) = rows(Contact, person=person)
        assert (contact.value, contact.safe_to_use, contact.safe_to_leave_message) == ("07700 900123", True, False)
        (need,) = rows(Need, person=person)
        assert (need.words, need.interpreter) == ("Polish", True)
        codes = {(code.system, code.value) for code in rows(Identifier, person=person)}
        assert codes == {("nhs-number", "9990000026"), ("housing", "AB-1234")}
        (life,) = rows(Circumstances, person=person)
        assert (life.living_situation, life.nhs_number_status) == ("hostel", NhsNumberStatus.UNVERIFIED)

    def test_makes_them_findable_by_every_name_and_number(self, do, rows):
        person = do(create_person, **EVERYTHING)

        keys = {key.key for key in rows(NameKey, person=person)}
        words = {"kee", "keeley", "marchbanks", "turnbull"}
        assert keys == words | {"#07700900123", "#900123", "#9990000026", "#ab1234"}
        assert {key.birth_year for key in rows(NameKey, person=person)} == {1984}
        assert words <= {learnt.word for learnt in rows(WordKey)}

    def test_learns_a_word_once(self, do, rows):
        do(create_person, known_as="Marchbanks")
        do(create_person, known_as="Marchbanks")

        assert len(rows(WordKey, key="marchbanks")) == 1

    def test_leaves_a_trace_without_words(self, do, trace):
        person = do(create_person, **EVERYTHING)

        (event,) = trace("people.person_created")
        assert (event.person_id, event.detail) == (person.id, {"status": "provisional"})

    def test_shows_them_to_nobody_yet(self, do, world, rows):
        person = do(create_person, actor=PUBLIC, known_as="Keeley")

        assert rows(Person, id=person.id)
        assert worlds.client_of(world.lead).get(f"/people/{person.id}").status_code == 404

    def test_needs_no_more_than_a_first_name(self, do, rows):
        person = do(create_person, known_as="李")

        assert rows(PersonName, person=person) == []
        (life,) = rows(Circumstances, person=person)
        assert (life.living_situation, life.nhs_number_status) == ("not-known", "not-known")

    @pytest.mark.parametrize(
        ("told", "says"),
        [
            ({"known_as": " \x00 "}, rules.NAME_MISSING),
            ({"known_as": "K" * 121}, rules.NAME_TOO_LONG),
            ({"birth_on": date(1984, 3, 14), "birth_precision": "unknown"}, rules.BIRTH_NOT_WHOLE),
            ({"birth_on": None, "birth_precision": "day"}, rules.BIRTH_NOT_WHOLE),
            ({"birth_on": date(2222, 1, 1)}, rules.BIRTH_TO_COME),
            ({"birth_on": date(1884, 3, 14)}, rules.BIRTH_TOO_OLD),
        ],
    )
    def test_refuses_what_cannot_be_and_keeps_nothing(self, do, rows, told, says):
        with pytest.raises(NotPossible) as refusal:
            do(create_person, **{**EVERYTHING, **told})

        assert str(refusal.value) == says
        assert rows(Person) == []
        assert rows(NameKey) == []

    def test_refuses_a_number_that_belongs_to_somebody_else(self, do, rows):
        do(create_person, **EVERYTHING)

        with pytest.raises(NotPossible, match="already has this number"):
            do(create_person, known_as="Kim", nhs_number=NUMBER)

        assert len(rows(Person)) == 1

    def test_is_for_whoever_welcomes(self, do, world, rows):
        with pytest.raises(NotPermitted):
            do(create_person, actor=worker_actor(world.administrator), known_as="Kim")

        assert rows(Person) == []

    def test_asks_the_database_at_most_eight_times(self, do, django_assert_max_num_queries):
        # Beside these: opening the scope (2), and the trace.
        with django_assert_max_num_queries(8 + 2 + 1 + 1):
            do(create_person, **EVERYTHING)
