from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from tests import world as worlds
from tests.world import send, words

from hearth.outcomes.models import BoundaryChoice, Wording
from hearth.outcomes.tests.sheets import REQOL, as_bytes, file_for

pytestmark = pytest.mark.django_db


class TestInstrument:
    def load(self, manager, content, **more):
        today = localdate()
        told = {"licence": "Licence 7", "rules_checked": ""}
        for name, day in (("from_on", today), ("until_on", today + timedelta(days=90))):
            told |= {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}
        file = SimpleUploadedFile("words.json", content, content_type="application/json")
        return send(manager, "/instruments/reqol-10", file=file, **{**told, **more})

    def test_takes_licensed_words_looked_at_item_by_item(self, world, manager):
        told = file_for(REQOL)
        told["items"][5]["reversed"] = False
        refused = self.load(manager, as_bytes(told), held_by=world.trust.pk)
        assert "Item 6 should count the other way round" in words(refused)
        assert worlds.all_of(Wording) == []

        self.load(manager, as_bytes(file_for(REQOL)), held_by=world.trust.pk)

        assert len(worlds.all_of(Wording)) == 1
        assert "Nobody has compared the scoring" in words(manager.get("/instruments/reqol-10"))
        assert "words here until" in words(manager.get("/instruments"))

    def test_refuses_what_is_too_large(self, world, manager):
        refused = self.load(manager, b" " * 200_001, held_by=world.trust.pk)

        assert "too large" in words(refused)

    def test_draws_the_line_with_its_source(self, manager):
        send(manager, "/instruments/reqol-10/boundary", value="24", source="")
        send(manager, "/instruments/reqol-10/boundary", value="24", source=" ")
        send(manager, "/instruments/reqol-10/boundary", value="24", source="The guide")

        assert [one.value for one in worlds.all_of(BoundaryChoice)] == [24]
        assert send(manager, "/instruments/dialog/boundary", value="24", source="The guide").status_code == 404

    def test_is_for_those_who_keep_the_place(self, peer, manager):
        assert peer.get("/instruments").status_code == 403
        assert peer.get("/instruments/reqol-10").status_code == 403
        assert manager.get("/instruments/nothing").status_code == 404

    def test_says_that_our_own_words_need_no_loading(self, manager):
        assert "Our own words" in words(manager.get("/instruments/everyday"))
