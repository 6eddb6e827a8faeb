import pytest
from tests import world as worlds

from hearth.record.models import Draft, Entry

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
        assert f'action="{self.path(person, theirs)}"' in page
        (kept,) = worlds.all_of(Draft)
        assert kept.fields == {"words": "Five nights.", "reason": "She told me."}
        assert "Five nights." in worlds.words(lead.get(self.path(person, theirs)))
        worlds.send(lead, self.path(person, theirs), words="Five nights.", reason="She told me.")
        assert [one.body for one in worlds.all_of(Entry, amended_by=None)] == ["Five nights."]
        assert worlds.all_of(Draft) == []

    def test_lets_the_second_writer_keep_both(self, world, person, lead):
        entry = worlds.written(world, person, "Three nights.", by=world.peer)
        worlds.send(worlds.client_of(world.peer), self.path(person, entry), words="Four nights.", reason="Counted.")
        theirs = worlds.all_of(Entry, body="Four nights.")[0]

        worlds.send(lead, self.path(person, theirs), words="And a nap.", reason="She told me.", both="yes")

        assert [one.body for one in worlds.all_of(Entry, amended_by=None)] == ["Four nights.\n\nAnd a nap."]

    def test_marks_what_was_told_in_confidence_and_shows_workers_the_mark(self, world, person, lead):
        entry = worlds.written(world, person, "Her sister rang.")
        told = {"words": "Her sister rang.", "reason": "She asked us.", "told_in_confidence": "on"}

        worlds.send(lead, self.path(person, entry), **told)

        assert "told in confidence" in worlds.words(lead.get(f"/people/{person.id}/journey"))
        assert "sister" not in worlds.words(worlds.client_of_person(world, person).get("/me/journey"))

    def test_takes_a_million_letters_and_says_so_for_more(self, world, person, lead):
        entry = worlds.written(world, person, "Short.")

        too_long = worlds.send(lead, self.path(person, entry), words="x" * 1_000_001, reason="Long.")
        worlds.send(lead, self.path(person, entry), words="y " * 500_000, reason="Long.")

        assert "longer than a million letters" in worlds.words(too_long)
        page = lead.get(f"/people/{person.id}/entries/{entry.id}")
        assert page.status_code == 200

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
