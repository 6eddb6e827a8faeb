"""Finding somebody through the narrow door: who is found, by what, and how little is said of them."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest
from tests import world as worlds

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.models import AuditEvent
from hearth.core.roles import ROLES
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.people import actions, queries
from hearth.people.codes import BirthPrecision
from hearth.people.models import Person
from hearth.people.queries import TooManySearches
from hearth.people.tests.robert import BORN
from hearth.sharing import actions as sharing

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(world):
    """Search as the outsider, who is alongside nobody."""

    def run(words, by=None, **more):
        actor = worker_actor(by or world.outsider)
        with acting_as(actor, at=world.at):
            return actions.search(actor, words=words, at=world.at, **more)

    return run


def become(world, person, **changes):
    with acting_as(SYSTEM, at=world.at):
        Person.objects.filter(id=person.id).update(**changes)


class TestSearch:
    @pytest.mark.parametrize(
        "words",
        [
            "robert",
            "Robert O'Neill",
            "ROBERT ONEILL",
            "neill",
            "Ward Robert",
            "o’neill-ward, robert",
            "rob",
            "bob neill",
            "bobby",
            "Robbert Oneill",
            "rober ward",
            "orbert ward",
            "robret ward 1984",
            "roburt oneil",
            "wrad robert 14/3/84",
            "catterick",
            "katterick 1984",
            "robert catterick 14.03.1984",
            "robert ward 1984",
            "ward 14 March 1984",
            "1984-03-14 ward",
            "robert ward 14/3/48",
            "robert ward 03/14/1984",
            "07700 900123",
            "+44 7700 900123",
            "900123",
            "999 000 0026",
            "9990000026",
            "bobby@example.org",
            "cattrick ward 1984",
            "catt",
            "erick",
        ],
    )
    def test_finds_somebody_by_any_clue(self, robert, look, words):
        assert [one.person_id for one in look(words)] == [robert.id]

    @pytest.mark.parametrize("words", ["", "   ", "xylophone", "9990000018", "1984", "12 Acomb Road", "!"])
    def test_finds_nobody_by_what_is_not_theirs(self, robert, look, words):
        assert look(words) == []

    def test_says_the_minimum_and_no_more(self, robert, look):
        (one,) = look("catterick 1984")

        said = asdict(one)
        assert (said["known_as"], said["age_band"], said["area"], said["seen"]) == ("Bobby", "35 to 44", "Acomb", False)
        assert set(said) == {
            "person_id",
            "known_as",
            "age_band",
            "area",
            "seen",
            "score",
            "nearness",
            "matched",
            "is_sure",
            "shares_birthday",
        }
        assert not {"Robert", "Catterick", "9990000026"} & set(map(str, said.values()))

    def test_knows_who_is_alongside(self, world, robert, look):
        assert look("bobby", by=world.lead)[0].seen
        assert not look("bobby", by=world.outsider)[0].seen

    @pytest.mark.parametrize(
        ("words", "matched"),
        [
            ("9990000026", "number"),
            ("robert", "name"),
            ("robret", "spelling"),
            ("bert", "nickname"),
        ],
    )
    def test_says_how_somebody_was_found(self, robert, look, words, matched):
        assert look(words)[0].matched == matched

    def test_puts_the_likeliest_first(self, world, robert, look):
        other = worlds.known(
            world, known_as="Robert", given="Robert", family="Wardle", nhs_number=None, birth_on=date(1984, 1, 1),
            birth_precision=BirthPrecision.DAY,
        )  # fmt: skip

        assert look("robert ward 14/3/1984")[0].person_id == robert.id
        assert look("robert wardle 1984")[0].person_id == other.id

    def test_sees_that_two_share_a_birthday(self, world, robert, look):
        assert not look("ward")[0].shares_birthday
        worlds.known(
            world, known_as="Rob", given="Robert", family="Ward", nhs_number=None, birth_on=BORN,
            birth_precision=BirthPrecision.DAY,
        )  # fmt: skip

        assert [one.shares_birthday for one in look("robert ward 1984")] == [True, True]

    def test_finds_whoever_has_no_birth_date(self, world, look):
        nameless = worlds.known(world, known_as="Mo", given="Mo", family="Haddad", nhs_number=None)

        assert [one.person_id for one in look("mo haddad 1990")] == [nameless.id]

    def test_gives_twenty_at_most(self, world, look):
        with acting_as(SYSTEM, at=world.at):
            for _ in range(25):
                actions.create_person(SYSTEM, known_as="Keeley", at=world.at)

        assert len(look("keeley")) == 20

    def test_hides_somebody_from_a_worker_they_refuse(self, world, robert, look):
        with acting_as(SYSTEM, at=world.at):
            sharing.block_worker(SYSTEM, person=robert, worker=world.outsider.worker, kind="person-asked", at=world.at)

        assert look("robert ward 1984") == look("9990000026") == []
        assert len(look("robert ward 1984", by=world.partner)) == 1

    @pytest.mark.parametrize("status", ["restricted", "died"])
    def test_shows_some_only_to_those_alongside(self, world, robert, look, status):
        become(world, robert, status=status)

        assert look("robert ward", by=world.outsider) == []
        assert len(look("robert ward", by=world.lead)) == 1

    def test_never_shows_a_record_that_became_part_of_another(self, world, robert, look):
        goes_on = worlds.known(world, known_as="Wren", given="Wren", family="Lark", nhs_number=None)
        become(world, robert, status="merged-into", merged_into=goes_on)

        assert look("robert ward", by=world.lead) == []

    def test_leaves_a_trace_without_the_words(self, robert, look, world):
        look("robert ward 9990000026 1984")

        with acting_as(SYSTEM, at=world.at):
            (event,) = AuditEvent.objects.filter(event="people.searched")
            written = str({field.name: getattr(event, field.name) for field in AuditEvent._meta.concrete_fields})
        assert event.membership_id == world.outsider.id
        assert event.detail == {"found": 1}
        assert not [word for word in ("robert", "ward", "9990000026", "1984") if word in written.lower()]

    def test_is_enough_sixty_times_a_minute(self, robert, look, world):
        for _ in range(60):
            look("robert")

        with pytest.raises(TooManySearches, match="wait a moment"):
            look("robert")
        assert look("robert", by=world.lead)

        actor = worker_actor(world.outsider)
        later = world.at + timedelta(seconds=61)
        with acting_as(actor, at=later):
            assert actions.search(actor, words="robert", at=later)

    def test_asks_the_database_once_when_sure_and_twice_when_not(self, robert, world, django_assert_num_queries):
        actor = worker_actor(world.outsider)
        with acting_as(actor, at=world.at):
            with django_assert_num_queries(1):
                queries.find_people(actor, words="robret ward 1984", at=world.at)
            with django_assert_num_queries(2):
                queries.find_people(actor, words="catterick", at=world.at)
            with django_assert_num_queries(2):
                queries.find_people(actor, words="xylophone", at=world.at)

    @pytest.mark.parametrize("role", [role for role in ROLES.values() if "person.find" not in role.permissions])
    def test_is_for_roles_that_find(self, world, role):
        actor = worker_actor(worlds.worker("Lou", "Vane", role.code, world.trust))

        with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
            actions.search(actor, words="robert", at=world.at)

    def test_is_not_for_people_or_the_public(self, world, robert):
        for actor in (PUBLIC, worlds.themselves(world, robert)):
            with acting_as(actor, at=world.at), pytest.raises(NotPermitted):
                actions.search(actor, words="robert", at=world.at)

    def test_finds_nothing_below_what_permissions_say(self, world, robert):
        """The database refuses by itself what `check_find_people` refuses first."""
        actor = worker_actor(world.administrator)
        sly = Actor(**{**asdict(actor), "kind": ActorKind.WORKER, "permissions": frozenset({"person.find"})})

        with acting_as(sly, at=world.at):
            assert queries.find_people(sly, words="robert", at=world.at) == []
