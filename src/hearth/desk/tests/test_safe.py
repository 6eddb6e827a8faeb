from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from tests import world as worlds

from hearth.record.models import FactWord, HealthFact, NoteWord, SafetyNote

pytestmark = pytest.mark.django_db
PENICILLIN = {"kind": "allergy", "what": "Penicillin", "detail": "a rash", "said_by": "Keeley"}


def day(name, date):
    return {f"{name}_0": str(date.day), f"{name}_1": str(date.month), f"{name}_2": str(date.year)}


def dog(**changed):
    today = localdate()
    told = {"fact": "A large dog lives here.", "source": "City housing", "what_helps": "Ring first."}
    days = {**day("happened_on", today - timedelta(days=9)), **day("review_on", today + timedelta(days=90))}
    return {**told, **days, **changed}


@pytest.fixture
def fact(person, lead):
    worlds.send(lead, f"/people/{person.id}/health", **PENICILLIN)
    (found,) = worlds.all_of(HealthFact)
    return found


@pytest.fixture
def note(person, lead):
    worlds.send(lead, f"/people/{person.id}/safety-notes", **dog())
    (found,) = worlds.all_of(SafetyNote)
    return found


class TestHealth:
    def test_is_written_with_who_said_so_and_stands_on_the_first_screen(self, person, lead, fact):
        page = worlds.words(lead.get(f"/people/{person.id}"))

        assert "Penicillin: a rash." in page
        assert "Keeley, today" in page
        assert (fact.said_by, fact.said_on) == ("Keeley", localdate())

    @pytest.mark.parametrize(
        ("changed", "says"),
        [
            ({"what": ""}, "Write what it is, or say that there is none."),
            ({"said_by": ""}, "Say who told us"),
            ({"kind": ""}, "Please fill this in."),
            (day("said_on", localdate() + timedelta(days=3)), "That day has not come yet."),
        ],
    )
    def test_says_what_is_missing(self, person, lead, changed, says):
        answer = worlds.send(lead, f"/people/{person.id}/health", **{**PENICILLIN, **changed})

        assert says in worlds.words(answer)
        assert worlds.all_of(HealthFact) == []

    def test_says_again_that_it_is_so(self, person, lead, fact):
        worlds.send(lead, f"/people/{person.id}/health/{fact.id}/confirmation", said_by="Dr Obi")

        assert "Dr Obi said so again today" in worlds.words(lead.get(f"/people/{person.id}"))

    def test_ends_with_who_and_why(self, person, lead, fact):
        worlds.send(lead, f"/people/{person.id}/health/{fact.id}/ending", said_by="Dr Obi", why="Tested.")

        assert "Penicillin" not in worlds.words(lead.get(f"/people/{person.id}"))
        assert [(word.said, word.why) for word in worlds.all_of(FactWord)][-1] == ("ended", "Tested.")

    @pytest.mark.parametrize("step", ["confirmation", "ending"])
    def test_asks_who_says_so(self, person, lead, fact, step):
        answer = worlds.send(lead, f"/people/{person.id}/health/{fact.id}/{step}")

        assert "Say who told us" in worlds.words(answer)
        assert len(worlds.all_of(FactWord)) == 1

    def test_says_on_the_first_screen_that_it_was_said_long_ago(self, person, lead):
        long_ago = localdate() - timedelta(days=200)
        worlds.send(lead, f"/people/{person.id}/health", **PENICILLIN, **day("said_on", long_ago))

        assert "Said long ago: ask whether it is still so." in worlds.words(lead.get(f"/people/{person.id}"))


class TestNotes:
    def test_stand_on_the_first_screen_with_source_and_day(self, person, lead, note):
        page = worlds.words(lead.get(f"/people/{person.id}"))

        assert "A large dog lives here." in page
        assert "City housing" in page

    def test_run_for_a_year_at_most(self, person, lead):
        late = day("review_on", localdate() + timedelta(days=400))

        answer = worlds.send(lead, f"/people/{person.id}/safety-notes", **dog(**late))

        assert "longer than a year" in worlds.words(answer)
        assert worlds.all_of(SafetyNote) == []

    def test_are_kept_for_another_while_or_ended(self, person, lead, note):
        path = f"/people/{person.id}/safety-notes/{note.id}"
        worlds.send(lead, f"{path}/renewal", why="Still there.", **day("review_on", localdate() + timedelta(days=300)))
        worlds.send(lead, f"{path}/ending", why="They moved.")

        assert [word.said for word in worlds.all_of(NoteWord)] == ["told", "confirmed", "ended"]
        assert "A large dog" not in worlds.words(lead.get(f"/people/{person.id}"))

    def test_that_have_run_out_can_still_be_read_and_kept(self, world, person, lead, note):
        with worlds.acting_as(worlds.SYSTEM, at=world.at):
            SafetyNote.objects.update(
                looked_on=localdate() - timedelta(days=30), review_on=localdate() - timedelta(days=1)
            )

        assert "A large dog" not in worlds.words(lead.get(f"/people/{person.id}"))
        assert "has run out" in worlds.words(lead.get(f"/people/{person.id}/safety-notes"))


class TestForSomebodyOutside:
    @pytest.mark.parametrize("path", ["health", "safety-notes"])
    def test_is_not_there(self, person, outsider, path):
        assert outsider.get(f"/people/{person.id}/{path}").status_code == 404

    def test_of_another_person_is_not_there_either(self, world, lead, fact, note):
        other = worlds.known(world, known_as="Ash", nhs_number=None)

        assert lead.get(f"/people/{other.id}/health/{fact.id}/ending").status_code == 404
        assert lead.get(f"/people/{other.id}/safety-notes/{note.id}/ending").status_code == 404
