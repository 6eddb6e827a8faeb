import pytest
from tests import world as worlds

from hearth.record.models import Entry

pytestmark = pytest.mark.django_db


class TestAmendment:
    def path(self, person, entry):
        return f"/people/{person.id}/entries/{entry.id}/amendment"

    def test_puts_the_new_words_before_the_old_ones(self, world, person, lead):
        entry = worlds.written(world, person, "Three nights.")

        worlds.send(lead, self.path(person, entry), words="Four nights.", reason="I miscounted.")

        page = worlds.words(lead.get(f"/people/{person.id}/journey"))
        assert "Four nights." in page
        assert "Three nights." in page.split("see what it said before")[1]

    def test_shows_the_second_writer_both_versions_and_lets_them_choose(self, world, person, lead):
        entry = worlds.written(world, person, "Three nights.", by=world.peer)
        peer = worlds.client_of(world.peer)
        worlds.send(peer, self.path(person, entry), words="Four nights.", reason="I miscounted.")

        answer = worlds.send(lead, self.path(person, entry), words="Five nights.", reason="She told me.")

        page = worlds.words(answer)
        assert answer.status_code == 200
        assert "Four nights." in page
        assert "Sam Okafor" in page
        assert "Five nights." in page
        assert [one.body for one in worlds.all_of(Entry, amended_by=None)] == ["Four nights."]
        theirs = worlds.all_of(Entry, body="Four nights.")[0]
        assert f"/entries/{theirs.id}/amendment" in page
        worlds.send(lead, self.path(person, theirs), words="Five nights.", reason="She told me.")
        assert [one.body for one in worlds.all_of(Entry, amended_by=None)] == ["Five nights."]

    @pytest.mark.parametrize("typed", [{"words": "", "reason": "x"}, {"words": "New words.", "reason": " "}])
    def test_says_what_is_missing_and_keeps_what_was_typed(self, world, person, lead, typed):
        entry = worlds.written(world, person, "Three nights.")

        answer = worlds.send(lead, self.path(person, entry), **typed)

        assert answer.status_code == 200
        assert typed["words"] in worlds.words(answer)
        assert "few words" in worlds.words(answer)
        assert len(worlds.all_of(Entry)) == 1

    def test_is_for_its_writer_and_for_those_who_lead(self, world, person):
        entry = worlds.written(world, person, "Three nights.")

        answer = worlds.send(
            worlds.client_of(world.peer), self.path(person, entry), words="Never.", reason="I think so."
        )

        assert answer.status_code == 403
        assert "Never." in worlds.words(answer)
        assert [one.body for one in worlds.all_of(Entry)] == ["Three nights."]

    def test_of_an_entry_of_somebody_else_is_not_there(self, world, person, lead):
        other = worlds.known(world, known_as="Evan", nhs_number=None)
        entry = worlds.written(world, other, "About Evan.")

        assert lead.get(self.path(person, entry)).status_code == 404


class TestError:
    def test_leaves_a_marker_with_the_reason(self, world, person, lead):
        entry = worlds.written(world, person, "Somebody else.")

        worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/error", reason="Another Keeley.")

        page = worlds.words(lead.get(f"/people/{person.id}/journey"))
        assert "This was written in error: Another Keeley." in page

    def test_needs_a_reason(self, world, person, lead):
        entry = worlds.written(world, person)

        answer = worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/error", reason="")

        assert "Say in a few words why it should not be here." in worlds.words(answer)
        assert len(worlds.all_of(Entry)) == 1

    def test_cannot_be_said_twice_of_one_version(self, world, person, lead):
        entry = worlds.written(world, person)
        for _ in range(2):
            answer = worlds.send(lead, f"/people/{person.id}/entries/{entry.id}/error", reason="Another Keeley.")

        assert answer.status_code == 200
        assert len(worlds.all_of(Entry)) == 2
