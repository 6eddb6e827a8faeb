import pytest
from tests import world as worlds

from hearth.core.sight import Level
from hearth.organisations.queries import worker_actor
from hearth.record import actions
from hearth.record.models import Countersigning, JointAnswer, JointAuthor

pytestmark = pytest.mark.django_db


@pytest.fixture
def mina(world):
    return worlds.in_the_team(world, "Mina", "Holt", "student")


@pytest.fixture
def words(world, person, mina):
    return worlds.written(world, person, "We made soup.", by=mina)


@pytest.fixture
def entry(world, person):
    worlds.let_in(world, person, world.council)
    return worlds.written(world, person, "We read the letter.")


@pytest.fixture
def joint(world, lead, person, entry):
    worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/together", who=[str(world.partner.id)])
    (found,) = worlds.all_of(JointAuthor)
    return found


class TestCountersigning:
    def test_lists_what_waits_and_signs_it(self, person, lead, words):
        assert "by Mina Holt" in worlds.words(lead.get("/countersigning"))
        assert "We made soup." in worlds.words(lead.get(f"/countersigning/{words.id}"))

        assert worlds.send(lead, f"/countersigning/{words.id}").status_code == 302

        assert "Nothing waits." in worlds.words(lead.get("/countersigning"))
        assert "Countersigned by Priya Nair" in worlds.words(lead.get(f"/people/{person.id}"))

    def test_stands_under_the_entry_until_then(self, person, lead, words):
        page = worlds.words(lead.get(f"/people/{person.id}"))

        assert "Written by a student, and not countersigned yet." in page
        assert f"/countersigning/{words.id}" in page

    def test_leads_there_from_the_promise_on_the_first_page(self, lead, words):
        assert 'href="/countersigning"' in worlds.words(lead.get("/desk"))

    def test_asks_first_and_is_answered(self, lead, mina, words):
        worlds.send(lead, f"/countersigning/{words.id}", question="1", words="Who cooked?")
        student = worlds.client_of(mina)
        assert "Who cooked?" in worlds.words(student.get("/desk"))

        worlds.send(student, f"/countersigning/{words.id}", question="1", words="Keeley did.")

        assert "Who cooked?" not in worlds.words(student.get("/desk"))
        assert "Keeley did." in worlds.words(lead.get(f"/countersigning/{words.id}"))

    def test_asks_in_words(self, lead, words):
        answer = worlds.send(lead, f"/countersigning/{words.id}", question="1", words="")

        assert "like to know before you sign" in worlds.words(answer)
        assert worlds.all_of(Countersigning) == []

    def test_says_so_when_somebody_was_first(self, world, lead, words):
        worlds.send(worlds.client_of(world.manager), f"/countersigning/{words.id}")

        assert "already" in worlds.words(worlds.send(lead, f"/countersigning/{words.id}"))
        assert len(worlds.all_of(Countersigning)) == 1

    @pytest.mark.parametrize(("who", "status"), [("peer", 403), ("outsider", 404)])
    def test_is_not_for_everybody(self, world, words, who, status):
        client = worlds.client_of(getattr(world, who))

        assert client.get(f"/countersigning/{words.id}").status_code == status
        assert worlds.send(client, f"/countersigning/{words.id}").status_code == status
        assert worlds.all_of(Countersigning) == []

    def test_is_for_the_newest_words(self, world, lead, mina, words):
        student = worker_actor(mina)
        with worlds.acting_as(student, at=world.at):
            actions.amend_entry(student, entry=words, title="", body="Bread.", reason="It was.", at=world.at)

        assert lead.get(f"/countersigning/{words.id}").status_code == 404


class TestWrittenTogether:
    def test_names_whoever_is_alongside_and_asks_them(self, world, person, lead, joint):
        partner = worlds.client_of(world.partner)

        assert "Priya says that you wrote this together." in worlds.words(partner.get("/desk"))
        assert "is asked whether these are their words too" in worlds.words(lead.get(f"/people/{person.id}"))
        assert "We read the letter." in worlds.words(partner.get(f"/joint-entries/{joint.id}"))

    def test_stands_under_both_names_once_they_say_so(self, world, person, lead, joint):
        assert worlds.send(worlds.client_of(world.partner), f"/joint-entries/{joint.id}").status_code == 302

        assert "Written together with Tom Marsh, City housing." in worlds.words(lead.get(f"/people/{person.id}"))

    def test_may_be_answered_with_no_and_why(self, world, person, lead, joint):
        partner = worlds.client_of(world.partner)
        assert "what is not as you remember" in worlds.words(
            worlds.send(partner, f"/joint-entries/{joint.id}", not_mine="1", words="")
        )
        assert worlds.all_of(JointAnswer) == []

        worlds.send(partner, f"/joint-entries/{joint.id}", not_mine="1", words="I left before the end.")

        assert "says these are not their words" in worlds.words(lead.get(f"/people/{person.id}"))

    def test_is_named_by_its_author_alone(self, world, person, entry):
        manager = worlds.client_of(world.manager)

        assert manager.get(f"/people/{person.id}/entries/{entry.id}/together").status_code == 403
        assert worlds.all_of(JointAuthor) == []

    def test_asks_whom(self, person, lead, entry):
        answer = worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/together")

        assert "Choose who wrote it with you." in worlds.words(answer)

    @pytest.mark.parametrize("who", ["lead", "outsider"])
    def test_is_answered_by_nobody_else(self, world, joint, who):
        client = worlds.client_of(getattr(world, who))

        assert worlds.send(client, f"/joint-entries/{joint.id}").status_code in (403, 404)
        assert worlds.all_of(JointAnswer) == []

    def test_is_not_there_any_more_for_whoever_was_shut_out(self, world, person, joint):
        worlds.let_in(world, person, world.council, Level.NOTHING)

        assert worlds.client_of(world.partner).get(f"/joint-entries/{joint.id}").status_code == 404
