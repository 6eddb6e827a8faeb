import re
from datetime import date

import pytest
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import all_of as everything
from tests.world import client_of, words

from hearth.desk.tests.doing import done
from hearth.people import actions
from hearth.people.codes import BirthPrecision
from hearth.people.details import ContactDetails, Identity, RelationDetails
from hearth.people.models import Circumstances, Equality, Person
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db

PARTS = ["", "/who", "/life", "/equality", "/nhs-number", "/names", "/contacts", "/needs", "/relations"]
WHO = {
    "version": "1",
    "known_as": "Kit",
    "pronouns": "they",
    "birth_precision": "day",
    "birth_0": "14",
    "birth_1": "mar",
    "birth_2": "1984",
    "area": "Clifton",
    "how_to_talk": "Text first.",
}


@pytest.fixture
def priya(lead):
    return lead


@pytest.fixture
def page(lead, keeley):
    return lambda part="": words(lead.get(f"/people/{keeley.id}/identity{part}"))


def without_tokens(response):
    """The page without what is new each time it is drawn."""
    return re.sub(r'value="[^"]*"', "", words(response))


class TestIdentity:
    def test_shows_who_somebody_is(self, world, keeley, page):
        done(world, actions.add_contact, person=keeley, contact=ContactDetails("phone", "07700 900123"))
        done(world, actions.add_relation, person=keeley, relation=RelationDetails("Jess", "sister", emergency=True))

        shown = page()

        for fact in ("Keeley Marchbanks", "999 000 0018", "07700 900123", "leave no message", "Jess", "Not asked"):
            assert fact in shown

    @pytest.mark.parametrize("part", PARTS)
    def test_leaves_a_trace_the_person_can_read(self, keeley, priya, part):
        assert priya.get(f"/people/{keeley.id}/identity{part}").status_code == 200

        assert [(look.name, look.what) for look in everything(Look)] == [("Priya Nair", "identity")]

    @pytest.mark.parametrize("part", PARTS)
    def test_is_the_same_404_for_unknown_and_unseen(self, world, keeley, part):
        unseen = client_of(world.outsider).get(f"/people/{keeley.id}/identity{part}")
        unknown = client_of(world.outsider).get(f"/people/{worlds.uuid4()}/identity{part}")

        assert (unseen.status_code, unknown.status_code) == (404, 404)
        assert without_tokens(unseen) == without_tokens(unknown)

    @pytest.mark.parametrize("part", PARTS)
    def test_is_not_for_those_who_may_not_change_it(self, world, keeley, part):
        partner = client_of(world.partner)
        worlds.let_in(world, keeley, world.council)
        assert partner.get(f"/people/{keeley.id}").status_code == 200

        assert partner.get(f"/people/{keeley.id}/identity{part}").status_code == 403
        assert partner.post(f"/people/{keeley.id}/identity{part}", {"_once": worlds.uuid4()}).status_code in (403, 405)

    def test_is_one_click_from_their_page(self, keeley, priya):
        assert f"/people/{keeley.id}/identity" in words(priya.get(f"/people/{keeley.id}"))

    def test_asks_no_more_of_the_database_for_more_facts(self, world, keeley, page, django_assert_max_num_queries):
        page()
        for number in range(10):
            done(world, actions.add_contact, person=keeley, contact=ContactDetails("phone", f"07700 90012{number}"))
            done(world, actions.add_relation, person=keeley, relation=RelationDetails("Jess", "sister"))

        with django_assert_max_num_queries(17):
            page()


class TestConfirmation:
    def test_confirms_them(self, keeley, change):
        assert change("confirmation", checked_by="letter").status_code == 302

        assert everything(Person, id=keeley.id)[0].status == "confirmed"

    def test_needs_a_second_thing(self, keeley, change):
        assert "Say what you checked together" in words(change("confirmation"))
        assert everything(Person, id=keeley.id)[0].status == "provisional"

    def test_happens_to_the_provisional_only(self, change):
        change("confirmation", checked_by="letter")

        assert "can be confirmed" in words(change("confirmation", checked_by="letter"))


class TestWho:
    def test_changes_it_everywhere(self, keeley, change, page):
        assert change("who", **WHO).url == f"/people/{keeley.id}/identity"

        (kept,) = everything(Person, id=keeley.id)
        assert (kept.known_as, kept.birth_on, kept.birth_precision) == ("Kit", date(1984, 3, 14), "day")
        assert "14 March 1984" in page()
        assert 'value="14"' in page("/who")

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ({"birth_precision": "month", "birth_0": ""}, (date(1984, 3, 1), "month")),
            ({"birth_precision": "year", "birth_0": "", "birth_1": ""}, (date(1984, 1, 1), "year")),
            ({"birth_precision": "unknown"}, (None, "unknown")),
        ],
    )
    def test_knows_a_birth_date_more_or_less_exactly(self, keeley, change, typed, kept):
        change("who", **{**WHO, **typed})

        (person,) = everything(Person, id=keeley.id)
        assert (person.birth_on, person.birth_precision) == kept

    def test_knows_about_how_old_somebody_is(self, keeley, change, page):
        change("who", **{**WHO, "birth_precision": "estimated", "about_age": "40"})

        (person,) = everything(Person, id=keeley.id)
        assert person.birth_on == date(localdate().year - 40, 1, 1)
        assert "About 40 years old" in page()

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"known_as": ""}, "A first name is enough"),
            ({"birth_0": "31", "birth_1": "2"}, "Write the day, the month and the whole year"),
            ({"birth_2": "0202"}, "Write the day, the month and the whole year"),
            ({"birth_precision": "month", "birth_1": "x"}, "Write the month and the whole year"),
            ({"birth_precision": "year", "birth_2": "84"}, "Write the whole year"),
            ({"birth_precision": "estimated", "about_age": ""}, "about how old"),
            ({"birth_precision": "estimated", "about_age": "900"}, "about how old"),
            ({"birth_2": "2222"}, "has not come yet"),
            ({"birth_precision": ""}, "fill this in"),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(self, keeley, change, wrong, says):
        shown = words(change("who", **{**WHO, **wrong}))

        assert says in shown
        assert "Clifton" in shown
        assert "Text first." in shown
        assert everything(Person, id=keeley.id)[0].version == 1

    def test_shows_the_second_both_versions_and_lets_them_choose(self, keeley, change):
        change("who", **WHO)

        shown = words(change("who", **{**WHO, "known_as": "Kim", "area": "Acomb"}))

        assert "Both versions" in shown
        for words_of_either in ("Kit", "Kim", "Clifton", "Acomb"):
            assert words_of_either in shown
        assert 'name="version" value="2"' in shown
        assert everything(Person, id=keeley.id)[0].known_as == "Kit"

        change("who", **{**WHO, "known_as": "Kim", "version": "2"})
        assert everything(Person, id=keeley.id)[0].known_as == "Kim"

    def test_asks_nobody_to_choose_between_the_same(self, keeley, change):
        change("who", **WHO)

        assert change("who", **WHO).status_code == 302
        assert everything(Person, id=keeley.id)[0].version == 2

    @pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
    def test_believes_no_invented_version(self, change, version):
        assert "Both versions" in words(change("who", **{**WHO, "version": version}))


class TestLife:
    def test_keeps_how_life_stands(self, keeley, change, page):
        change("life", version="1", living_situation="sofa", household="Two cats.", gp="Foss Surgery")

        (kept,) = everything(Circumstances, person=keeley)
        assert (kept.living_situation, kept.household, kept.gp) == ("sofa", "Two cats.", "Foss Surgery")
        assert "Staying on someone’s sofa" in page()

    def test_shows_the_second_both_versions(self, change):
        change("life", version="1", living_situation="sofa")

        shown = words(change("life", version="1", living_situation="street"))

        assert "Staying on someone’s sofa" in shown
        assert "Sleeping outside" in shown

    def test_refuses_what_is_no_choice(self, keeley, change):
        assert "Choose one of these" in words(change("life", version="1", living_situation="castle"))


class TestEquality:
    ANSWERS = {
        name: "not-asked"
        for name in (
            "sex", "gender", "disability", "ethnicity", "religion", "orientation", "pregnancy", "caring",
            "care-experienced", "veteran", "first-language",
        )
    }  # fmt: skip

    def test_keeps_three_kinds_of_unknown(self, keeley, change, page):
        told = {**self.ANSWERS, "sex": "prefers-not", "veteran": "not-known", "ethnicity": "stated"}
        change("equality", version="1", **told, ethnicity_words="Polish, and from York")

        shown = page()
        for words_of_it in ("Asked, prefers not to say", "Does not know", "Not asked", "Polish, and from York"):
            assert words_of_it in shown
        assert len(everything(Equality, person=keeley)) == 11

    def test_says_at_the_field_what_is_wrong(self, keeley, change):
        told = {**self.ANSWERS, "sex": "stated", "veteran": "not-known", "veteran_words": "Ten years"}

        shown = words(change("equality", version="1", **told))

        assert "Write down what they told us" in shown
        assert "Words go only with what they told us" in shown
        assert "Ten years" in shown
        assert everything(Equality, person=keeley) == []

    def test_shows_the_second_both_versions(self, change):
        change("equality", version="1", **{**self.ANSWERS, "sex": "prefers-not"})

        shown = words(change("equality", version="1", **{**self.ANSWERS, "sex": "not-known"}))

        assert "Both versions" in shown
        assert "Asked, prefers not to say" in shown


class TestNearTwins:
    @pytest.fixture
    def twin(self, world, keeley):
        born = {"birth_on": date(1984, 3, 14), "birth_precision": BirthPrecision.DAY}
        theirs = Identity(known_as="Keeley", **born)
        done(world, actions.change_identity, person=keeley, version_seen=1, identity=theirs)
        return worlds.known(world, known_as="Kim", given="Kim", nhs_number=None, **born)

    def test_are_told_on_both_pages(self, keeley, twin, priya, page):
        for place in (f"/people/{keeley.id}", f"/people/{keeley.id}/identity"):
            assert "Make sure that this is Keeley" in words(priya.get(place))
        assert "Make sure that this is Kim" in words(priya.get(f"/people/{twin.id}"))

    def test_are_not_told_of_others(self, keeley, priya):
        assert "Make sure that this is" not in words(priya.get(f"/people/{keeley.id}"))
