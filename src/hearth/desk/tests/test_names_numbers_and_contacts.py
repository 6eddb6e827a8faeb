import pytest
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import all_of as everything
from tests.world import words

from hearth.core.errors import NotPossible
from hearth.core.values import NhsNumber
from hearth.desk.tests.doing import done
from hearth.people import actions
from hearth.people.details import ContactDetails
from hearth.people.models import Contact, Identifier, Need, PersonName, Relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(lead, keeley):
    return lambda part="": words(lead.get(f"/people/{keeley.id}/identity{part}"))


class TestNhsNumber:
    @pytest.fixture(autouse=True)
    def invented_city(self, monkeypatch):
        monkeypatch.setattr("hearth.people.fields.is_demonstration", lambda: True)
        monkeypatch.setattr("hearth.people.actions.numbers.is_demonstration", lambda: True)

    def test_is_kept(self, keeley, change, page):
        change("nhs-number", status="verified", number="999 000 0026")

        assert [one.value for one in everything(Identifier, person=keeley)] == ["9990000026"]
        assert "999 000 0026" in page()

    def test_is_never_needed(self, keeley, change, page):
        change("nhs-number", status="not-wanted", reason="Would rather not.")

        assert everything(Identifier, person=keeley) == []
        assert "Would rather not." in page()

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"status": "verified", "number": ""}, "Write the number, or say why"),
            ({"status": "verified", "number": "999 000 0027"}, "One of the digits"),
            ({"status": "not-known", "number": "999 000 0026"}, "Leave the number empty"),
            ({"status": "not-wanted", "number": ""}, "Say why they do not want it used"),
        ],
    )
    def test_says_at_the_field_what_is_wrong(self, keeley, change, typed, says):
        shown = words(change("nhs-number", **typed))

        assert says in shown
        assert typed["number"] in shown
        assert [one.value for one in everything(Identifier, person=keeley)] == [worlds.NHS_NUMBER]

    def test_is_nobody_elses(self, world, change):
        worlds.known(world, known_as="Mo", given="Mo", family="", nhs_number=NhsNumber("9990000026"))

        assert "already has this number" in words(change("nhs-number", status="verified", number="9990000026"))


class TestNames:
    def test_takes_a_new_one_and_hides_the_old(self, keeley, change, page):
        change("names", use="usual", given="Kit", family="Sharp", before="hidden")

        shown = page()
        assert "Kit Sharp" in shown
        assert "Marchbanks" not in shown
        assert {name.restricted for name in everything(PersonName, person=keeley)} == {True, False}

    def test_needs_a_word(self, change):
        assert "Write a first name, a family name, or both" in words(change("names", use="usual", before="finds"))

    def test_goes_at_their_wish(self, keeley, change):
        (name,) = everything(PersonName, person=keeley)

        change(f"names/{name.id}/removal")

        assert everything(PersonName, person=keeley) == []

    def test_is_404_for_the_name_of_somebody_else(self, world, change):
        other = worlds.known(world, known_as="Mo", given="Mo", family="Haddad", nhs_number=None)
        (name,) = everything(PersonName, person=other)

        assert change(f"names/{name.id}/removal").status_code == 404
        assert everything(PersonName, id=name.id)


class TestContacts:
    def test_are_added_with_how_far_they_are_safe(self, keeley, change, page):
        change("contacts", kind="phone", value="07700 900123", safe_to_use="on", best_times="mornings")

        (kept,) = everything(Contact, person=keeley)
        assert (kept.safe_to_use, kept.safe_to_leave_message, kept.best_times) == (True, False, "mornings")
        assert "leave no message" in page()

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"kind": "phone", "value": ""}, "Write the number, the address or the place"),
            ({"kind": "phone", "value": "ring me"}, "This is not a phone number"),
            ({"kind": "email", "value": "keeley@home"}, "This is not an e-mail address"),
            ({"kind": "phone", "value": "07700 900123", "safe_to_leave_message": "on"}, "not safe for messages either"),
        ],
    )
    def test_say_at_the_field_what_is_wrong(self, change, typed, says):
        shown = words(change("contacts", **typed))

        assert says in shown
        assert typed["value"] in shown
        assert everything(Contact) == []

    def test_change_and_end(self, world, keeley, change, page):
        first = done(world, actions.add_contact, person=keeley, contact=ContactDetails("phone", "07700 900123"))
        assert 'value="07700 900123"' in page(f"/contacts/{first.id}")

        change(f"contacts/{first.id}", kind="phone", value="07700 900999", safe_to_use="on")
        (live,) = everything(Contact, person=keeley, until_on=None)
        assert live.value == "07700 900999"
        change(f"contacts/{live.id}/ending")

        assert everything(Contact, person=keeley, until_on=None) == []

    def test_show_the_second_what_stands_and_keep_their_words(self, world, keeley, change):
        first = done(world, actions.add_contact, person=keeley, contact=ContactDetails("phone", "07700 900123"))
        change(f"contacts/{first.id}", kind="phone", value="07700 900999", safe_to_use="on")

        shown = words(change(f"contacts/{first.id}", kind="phone", value="07700 900888", safe_to_use="on"))

        assert "while you were writing" in shown
        assert "07700 900999" in shown
        assert 'value="07700 900888"' in shown
        assert "while you were writing" in words(priya_follows(change(f"contacts/{first.id}/ending"), change))


def priya_follows(response, change):
    """The page she is sent to."""
    return response.client.get(response.url)


class TestNeeds:
    def test_are_added_and_end(self, keeley, change, page):
        change("needs", kind="language", words="Polish", interpreter="on")

        (need,) = everything(Need, person=keeley)
        assert need.confirmed_on == localdate()
        assert "an interpreter is needed" in page()
        change(f"needs/{need.id}/ending")

        assert "Polish" not in page()

    def test_say_something(self, change):
        assert "Write what makes it easier" in words(change("needs", kind="language", words=""))


class TestRelations:
    def test_are_added_changed_and_end(self, keeley, change, page):
        change("relations", name="Jess", relation="sister", emergency="on")
        (jess,) = everything(Relation, person=keeley)
        assert "ring in an emergency" in page()

        change(f"relations/{jess.id}", name="Jess", relation="sister", do_not_contact="on")
        assert "never contact" in page()
        (then,) = everything(Relation, person=keeley, until_on=None)
        assert "while you were writing" in words(change(f"relations/{jess.id}", name="Jess", relation="friend"))
        change(f"relations/{then.id}/ending")

        assert "Jess" not in page()

    def test_are_never_both_rung_and_never_rung(self, change):
        typed = {"name": "Jess", "relation": "sister", "emergency": "on", "do_not_contact": "on"}

        assert "cannot be both" in words(change("relations", **typed))
        assert everything(Relation) == []


class TestPartThatCannotBe:
    @pytest.mark.parametrize(
        ("part", "action", "typed"),
        [
            ("life", "change_circumstances", {"living_situation": "sofa", "gp": "Foss Surgery"}),
            ("names", "take_name", {"use": "usual", "given": "Kit", "before": "finds"}),
            ("contacts", "add_contact", {"kind": "place", "value": "the bench"}),
            ("needs", "add_need", {"kind": "language", "words": "Polish"}),
            ("relations", "add_relation", {"name": "Jess", "relation": "sister"}),
        ],
    )
    def test_says_why_and_keeps_the_words(self, change, monkeypatch, part, action, typed):
        monkeypatch.setattr(actions, action, cannot_be)

        shown = words(change(part, version="1", **typed))

        assert "That cannot be just now." in shown
        assert f'value="{list(typed.values())[1]}"' in shown


def cannot_be(*_args, **_told):
    raise NotPossible("That cannot be just now.")
