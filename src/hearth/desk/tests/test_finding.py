from datetime import date

import pytest
from tests import world as worlds
from tests.world import client_of, send, words

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.core.values import NhsNumber
from hearth.front_door.models import Referral
from hearth.people import actions
from hearth.people.codes import BirthPrecision
from hearth.people.details import ContactDetails
from hearth.people.models import Contact, Identifier, Person, PersonName

pytestmark = pytest.mark.django_db

BORN = {"birth_on": date(1984, 3, 14), "birth_precision": BirthPrecision.DAY}
NEW = {
    "route": "walk-in",
    "known_as": "Robert",
    "family": "Ward",
    "birth_0": "14",
    "birth_1": "March",
    "birth_2": "1984",
    "phone": "07700 900123",
    "what_is_happening": "Cold, and nowhere to go.",
}


@pytest.fixture
def robert(world):
    named = {"known_as": "Bobby", "given": "Robert", "family": "Ward", "area": "Acomb", "nhs_number": None}
    return worlds.known(world, **named, **BORN)


def page_of(membership, **asked):
    client = client_of(membership)
    return send(client, "/people", **asked) if asked else client.get("/people")


def everything(model, **wanted):
    with acting_as(SYSTEM, at=worlds.now()):
        return list(model.objects.filter(**wanted))


class TestPeople:
    def test_leads_to_those_i_am_alongside(self, world, robert):
        page = words(page_of(world.lead, q="robret ward 84"))

        assert f'href="/people/{robert.id}"' in page
        assert "35 to 44 · Acomb" in page
        assert "You are not alongside" not in page

    def test_says_of_others_that_i_am_not_alongside(self, world, robert):
        page = words(page_of(world.outsider, q="ward"))

        assert "You are not alongside this person" in page
        assert f'href="/people/{robert.id}"' not in page
        assert "/override" not in page
        assert not [secret for secret in ("Robert", "1984") if secret in page]

    def test_offers_the_emergency_to_those_who_may(self, world, robert):
        clinician = worlds.worker("Nell", "Byrne", "clinician", world.surgery)

        assert f"/people/{robert.id}/override" in words(page_of(clinician, q="ward"))

    def test_offers_somebody_new_with_the_words_typed(self, world):
        page = words(page_of(world.lead, q="Zbigniew Q"))

        assert "Nobody here by" in page
        assert 'name="known_as" value="Zbigniew Q"' in page
        assert "/people/new" not in words(page_of(world.manager, q="")).split("<main")[0]

    def test_keeps_the_words_in_both_boxes(self, world):
        assert words(page_of(world.lead, q='o"neill')).count("o&#34;neill") >= 3

    def test_looks_further_when_asked(self, world, robert):
        assert 'name="further" value="1"' in words(page_of(world.lead, q="ward"))
        assert "Nobody else comes near" in words(page_of(world.lead, q="ward", further=1))

    def test_marks_two_of_one_birthday(self, world, robert):
        worlds.known(world, known_as="Rob", given="Robert", family="Ward", nhs_number=None, **BORN)

        assert words(page_of(world.lead, q="ward 1984")).count("check a second thing") == 2

    def test_asks_to_wait_after_very_many(self, world, robert, monkeypatch):
        monkeypatch.setattr("hearth.desk.finding.actions.search", too_many)

        response = page_of(world.lead, q="ward")

        assert response.status_code == 429
        assert "wait a moment" in words(response)

    def test_is_never_asked_for_by_address(self, world, robert):
        page = words(client_of(world.lead).get("/people?q=ward"))

        assert "Bobby" not in page
        assert 'method="get"' not in page

    def test_leaves_a_trace_only_of_looking(self, world):
        page_of(world.lead)
        assert everything(AuditEvent, event="people.searched") == []

        page_of(world.lead, q="ward")

        assert [event.detail for event in everything(AuditEvent, event="people.searched")] == [{"found": 0}]

    def test_is_for_roles_that_find(self, world):
        assert page_of(world.administrator, q="ward").status_code == 403
        assert page_of(world.administrator).status_code == 403

    def test_asks_the_database_no_more_for_many(self, world, robert, django_assert_max_num_queries):
        client = client_of(world.lead)
        send(client, "/people", q="ward")
        with acting_as(SYSTEM, at=world.at):
            for _ in range(25):
                actions.create_person(SYSTEM, known_as="Ward", at=world.at)

        with django_assert_max_num_queries(17):
            send(client, "/people", q="ward")


def too_many(*_args, **_told):
    raise actions.finding.queries.TooManySearches(actions.finding.queries.TOO_MANY)


def nobody_to_hold(*_args, **_told):
    raise NotPossible("There is nobody who could hold them.")


class TestSomebodyNew:
    def test_shows_who_may_be_meant_before_anyone_is_made_known(self, world, robert):
        page = words(send(client_of(world.lead), "/people/new", **NEW))

        assert "Do we know them already?" in page
        assert "Bobby" in page
        assert len(everything(Person)) == 1
        assert everything(Referral) == []
        assert all(f'value="{typed}"' in page for typed in ("Robert", "Ward", "March", "07700 900123"))
        assert "Cold, and nowhere to go." in page

    def test_makes_them_known_when_it_is_nobody_of_these(self, world, robert):
        response = send(client_of(world.lead), "/people/new", **NEW, answer="nobody")

        (person,) = everything(Person, known_as="Robert")
        assert response.url == f"/people/{person.id}"
        assert (person.status, person.birth_on) == ("provisional", date(1984, 3, 14))
        assert [(n.given, n.family) for n in everything(PersonName, person=person)] == [("Robert", "Ward")]
        assert [(c.value, c.safe_to_leave_message) for c in everything(Contact, person=person)] == [
            ("07700 900123", False)
        ]
        (referral,) = everything(Referral)
        assert (referral.person_id, referral.who_and_how_to_find) == (person.id, "07700 900123")

    def test_makes_them_known_at_once_if_nobody_comes_near(self, world):
        response = send(client_of(world.lead), "/people/new", **NEW)

        assert response.status_code == 302
        assert len(everything(Person)) == 1

    def test_writes_what_somebody_known_tells_into_their_own_record(self, world, robert):
        client = client_of(world.lead)
        told = {**NEW, "answer": str(robert.id), "checked_by": "birth-date"}

        assert send(client, "/people/new", **told).url == f"/people/{robert.id}"
        assert [referral.person_id for referral in everything(Referral)] == [robert.id]
        assert len(everything(Person)) == 1
        (event,) = everything(AuditEvent, event="people.recognised")
        assert (event.person_id, event.detail) == (robert.id, {"checked_by": "birth-date"})

    def test_asks_what_was_checked_before_it_believes_that_this_is_them(self, world, robert):
        page = words(send(client_of(world.lead), "/people/new", **NEW, answer=str(robert.id)))

        assert "Say what you checked together" in page
        assert "Do we know them already?" in page
        assert everything(Referral) == []

    def test_takes_in_somebody_who_was_known_and_held_by_nobody(self, world):
        with acting_as(SYSTEM, at=world.at):
            brought = actions.create_person(
                SYSTEM, known_as="Bobby", given="Robert", family="Ward", at=world.at, **BORN
            )

        answer = {"answer": str(brought.id), "checked_by": "letter"}
        assert send(client_of(world.lead), "/people/new", **NEW, **answer).url == f"/people/{brought.id}"

    def test_says_so_if_somebody_out_of_sight_holds_them(self, world, robert):
        worlds.let_in(world, robert, world.trust, Level.NOTHING)

        page = words(send(client_of(world.peer), "/people/new", **NEW, answer=str(robert.id), checked_by="letter"))

        assert "Somebody holds them already" in page
        assert everything(Referral) == []

    def test_believes_nobody_who_was_not_shown(self, world, robert):
        other = worlds.known(world, known_as="Mo", given="Mo", family="Haddad", nhs_number=None)

        page = words(send(client_of(world.lead), "/people/new", **NEW, answer=str(other.id), checked_by="letter"))

        assert "choose again" in page
        assert everything(Referral) == []

    def test_leaves_nobody_behind_whom_nobody_could_hold(self, world, monkeypatch):
        monkeypatch.setattr("hearth.desk.finding.front_door.receive_referral", nobody_to_hold)

        for typed in (NEW, {"guest": "1"}):
            page = send(client_of(world.lead), "/people/new", **typed)
            assert page.status_code == 302 or "nobody who could hold" in words(page)

        assert everything(Person) == []
        assert everything(AuditEvent, event="people.person_created") == []

    def test_needs_a_hub_that_could_hold_them(self, world, monkeypatch):
        monkeypatch.setattr("hearth.desk.finding.hub_of", lambda _actor: None)
        monkeypatch.setattr("hearth.desk.finding.arrivals.hub_for_new_people", lambda _at: None)
        client = client_of(world.lead)

        assert "No hub is open yet" in words(send(client, "/people/new", **NEW))
        assert "No hub is open yet" in words(client.get(send(client, "/people/new", guest="1").url))
        assert everything(Person) == []

    def test_is_done_by_those_who_will_be_alongside(self, world):
        for partner in (client_of(world.outsider), client_of(world.partner)):
            assert "Only those who work with" in words(send(partner, "/people/new", **NEW))
            assert "Only those who work with" in words(partner.get(send(partner, "/people/new", guest="1").url))

        assert everything(Person) == []
        assert send(client_of(world.peer), "/people/new", **NEW).status_code == 302

    def test_asks_to_wait_after_very_many_searches(self, world, monkeypatch):
        monkeypatch.setattr("hearth.desk.finding.actions.ask_already_known", too_many)

        for answer in ("", str(worlds.uuid4())):
            page = words(send(client_of(world.lead), "/people/new", **NEW, answer=answer, checked_by="letter"))
            assert "wait a moment" in page
            assert 'value="Ward"' in page

    def test_welcomes_a_guest_in_one_tap(self, world):
        response = send(client_of(world.lead), "/people/new", guest="1")

        (guest,) = everything(Person)
        assert (guest.status, guest.known_as) == ("guest", "Guest")
        assert response.url == f"/people/{guest.id}"
        assert client_of(world.lead).get(response.url).status_code == 200

    def test_happens_once(self, world):
        client, once = client_of(world.lead), worlds.uuid4()

        first = send(client, "/people/new", once=once, **NEW)
        again = send(client, "/people/new", once=once, **NEW)

        assert first["Location"] == again["Location"]
        assert len(everything(Person)) == 1

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"what_is_happening": ""}, "Note a few of their words"),
            ({"phone": "", "who_and_how_to_find": ""}, "Note how to find them again"),
            ({"phone": "ring me"}, "This is not a phone number"),
            ({"birth_1": "13"}, "Tell us the day, the month and the whole year"),
            ({"birth_2": "19840000000"}, "Tell us the day, the month and the whole year"),
            ({"nhs_number": "999 000 0019"}, "One of the digits of this NHS number is not right"),
            ({"nhs_number": "123"}, "An NHS number has 10 digits"),
            ({"route": "pigeon"}, "Choose one of these"),
        ],
    )
    def test_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(self, world, wrong, says):
        page = words(send(client_of(world.lead), "/people/new", **{**NEW, **wrong}))

        assert says in page
        assert 'value="Ward"' in page
        assert everything(Person) == []

    def test_begins_with_the_words_of_the_search(self, world):
        page = words(send(client_of(world.lead), "/people/new", begin="1", known_as="Zbigniew Q"))

        assert 'value="Zbigniew Q"' in page

    def test_finds_by_number_too(self, world, monkeypatch):
        monkeypatch.setattr("hearth.people.fields.is_demonstration", lambda: True)
        worlds.known(
            world, known_as="Mo", given="Mo", family="", nhs_number=NhsNumber("9990000026"),
            contacts=[ContactDetails("phone", "07700 900777")],
        )  # fmt: skip

        for clue in ({"nhs_number": "999 000 0026"}, {"phone": "+44 7700 900777"}):
            assert "Mo" in words(send(client_of(world.lead), "/people/new", **{**NEW, **clue}))
        assert len(everything(Identifier)) == 1

    def test_is_for_those_who_welcome(self, world):
        assert client_of(world.administrator).get("/people/new").status_code == 403
        assert send(client_of(world.administrator), "/people/new", **NEW).status_code == 403
