import pytest
from tests import world as worlds

from hearth.record.models import Entry

pytestmark = pytest.mark.django_db
TOLD = {
    "words": "Sat by the sea.",
    "what": "contact",
    "when": "spring 2019",
    "who": "Coast team",
    "source": "told-by-person",
}


class TestBefore:
    def test_writes_down_what_was_told_and_shows_it_in_the_picture(self, person, lead):
        worlds.send(lead, f"/people/{person.id}/before", **TOLD)

        page = worlds.words(lead.get(f"/people/{person.id}/before"))
        assert "Support: Coast team" in page
        assert "spring 2019" in page
        picture = worlds.words(lead.get(f"/people/{person.id}/journey/picture"))
        assert "some time in this stretch" in picture
        assert "Told by the person" in worlds.words(lead.get(f"/people/{person.id}/journey"))

    def test_gives_the_words_back_when_the_time_cannot_be_read(self, person, lead):
        before = len(worlds.all_of(Entry))

        answer = worlds.send(lead, f"/people/{person.id}/before", **TOLD | {"when": "in my dreams"})

        assert "Try a year" in worlds.words(answer)
        assert "Sat by the sea." in answer.content.decode()
        assert len(worlds.all_of(Entry)) == before

    def test_is_not_there_for_somebody_unseen(self, person, outsider):
        assert outsider.get(f"/people/{person.id}/before").status_code == 404
