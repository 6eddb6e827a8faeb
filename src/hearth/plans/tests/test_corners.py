"""What is seldom asked, and must be answered all the same."""

from uuid import uuid4

import pytest
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.plans import actions, permissions
from hearth.plans.codes import Part, Whose
from hearth.plans.models import PartVersion, Voice
from hearth.plans.tests.plans import act, card, part

pytestmark = pytest.mark.django_db


class TestAtTheDesk:
    def test_opens_every_page_of_writing(self, robin, lead):
        for page in ("goals/new", "wishes", "wishes/new/statement", "signature", "happened"):
            assert lead.get(f"/people/{robin.pk}/plan/{page}").status_code == 200

    def test_goes_on_with_a_wish_and_narrows_a_part(self, world, robin, lead):
        worlds.send(lead, f"/people/{robin.pk}/plan/wishes/new/statement", words="My bed.", how="with")
        part(world, robin)
        answer = worlds.send(lead, f"/people/{robin.pk}/plan/parts/what-matters/readers", close="yes")

        assert answer.url == f"/people/{robin.pk}/plan/parts/what-matters"

    def test_takes_a_page_that_says_nonsense_of_what_lay_before(self, robin, lead):
        worlds.send(lead, f"/people/{robin.pk}/plan/parts/good-days", words="Tea.", before="nonsense", how="with")

        assert [one.replaces_id for one in worlds.all_of(PartVersion)] == [None]


class TestChoosing:
    def test_says_when_somebody_has_chosen(self, world, robin, lead):
        only = card(world, robin)

        answer = worlds.send(lead, f"/people/{robin.pk}/plan/choices/card/{only.pk}")

        assert answer.url == f"/people/{robin.pk}/plan"
        assert worlds.send(lead, f"/people/{robin.pk}/plan/choices/card/{uuid4()}").status_code == 404

    def test_leads_back_to_the_card(self, world, robin, lead):
        first = card(world, robin)
        card(world, robin, do_first="Wait.")

        assert "side by side" in worlds.words(lead.get(f"/people/{robin.pk}/plan/signature"))
        answer = worlds.send(lead, f"/people/{robin.pk}/plan/choices/card/{first.pk}")
        assert answer.url == f"/people/{robin.pk}/card"


class TestSayOtherwise:
    def test_is_not_for_a_person_to_say_as_a_worker(self, world, robin):
        written = part(world, robin, part=Part.TOGETHER)
        told = {"person": robin, "version": written, "words": "No.", "whose": Whose.WORKER}

        with pytest.raises(NotPossible, match="your own view"):
            act(world, actions.say_otherwise, by=worlds.themselves(world, robin), **told)
        assert worlds.all_of(Voice) == []


class TestCallBack:
    def test_is_for_nobody_without_a_name(self, world):
        with acting_as(SYSTEM, at=world.at), pytest.raises(NotPermitted):
            permissions.check_call_back(SYSTEM, pack=None)
