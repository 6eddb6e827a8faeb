import re

import pytest
from tests import world as worlds
from tests.world import client_of, send, words

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.people.identity_models import Duplicate, LinkageRun, Merge
from hearth.people.models import Person
from hearth.sharing.models import Look

pytestmark = pytest.mark.django_db
TOLD = {"code": "phone", "label": "Phone", "words": "The same number", "weight": 14.9}
AGAINST = {"code": "family", "label": "Surname", "words": "Different", "weight": -3.6}


@pytest.fixture
def pair(custodians):
    first, second = sorted([custodians.kit.id, custodians.kitty.id])
    at = custodians.world.at
    with acting_as(SYSTEM, at=at):
        found = Duplicate(
            first_id=first,
            second_id=second,
            weight=11.2,
            probability=0.98,
            compared=[TOLD, AGAINST],
            facts="as they are",
            model="2026-11",
            found_at=at,
            seen_at=at,
        )
        found.save(force_insert=True)
        LinkageRun(model="2026-11", started_at=at, finished_at=at).save(force_insert=True)
    return found


class TestIdentities:
    def test_are_for_custodians_alone(self, custodians, pair):
        assert client_of(custodians.world.lead).get("/identities").status_code == 403
        assert client_of(custodians.world.administrator).get("/identities").status_code == 403
        assert "Kit" in words(client_of(custodians.gail).get("/identities"))

    def test_take_as_many_questions_however_many_wait(self, custodians, pair, django_assert_max_num_queries):
        with django_assert_max_num_queries(20):
            client_of(custodians.gail).get("/identities")


class TestPair:
    def test_shows_both_and_what_speaks_for_it_and_against(self, custodians, pair):
        page = words(client_of(custodians.gail).get(f"/identities/pairs/{pair.id}"))

        for said in ("Rowntree", "Rowe", "The same number", "for one person, 14.9", "for two people, 3.6"):
            assert said in page

    def test_tells_both_who_looked(self, custodians, pair):
        client_of(custodians.gail).get(f"/identities/pairs/{pair.id}")

        looks = worlds.all_of(Look, name="Gail Hart")
        assert {look.person_id for look in looks} == {custodians.kit.id, custodians.kitty.id}

    def test_is_not_there_for_anybody_else(self, custodians, pair):
        assert client_of(custodians.world.lead).get(f"/identities/pairs/{pair.id}").status_code == 403

    def test_says_why_it_cannot_be(self, custodians, pair):
        page = words(send(client_of(custodians.gail), f"/identities/pairs/{pair.id}", survivor=custodians.kit.id))

        assert "Say in a few words why." in page
        assert worlds.all_of(Merge) == []


class TestVerdict:
    def test_is_not_asked_again_as_they_stand(self, custodians, pair):
        gail = client_of(custodians.gail)

        send(gail, f"/identities/pairs/{pair.id}/verdict", **{"two-because": "They sat beside each other."})

        assert "No two records look like one person" in words(gail.get("/identities"))

    def test_is_asked_again_once_something_changed(self, custodians, pair):
        gail = client_of(custodians.gail)
        send(gail, f"/identities/pairs/{pair.id}/verdict", **{"two-because": "They sat beside each other."})
        with acting_as(SYSTEM, at=custodians.world.at):
            Duplicate.objects.update(facts="one has another phone")

        assert "No two records look like one person" not in words(gail.get("/identities"))


class TestMerge:
    def test_takes_two_and_is_undone_by_two(self, custodians, pair):
        gail, hugh = client_of(custodians.gail), client_of(custodians.hugh)
        told = {"survivor": custodians.kit.id, "because": "She told us.", "checked_by": ""}
        send(gail, f"/identities/pairs/{pair.id}", **told)
        (merge,) = worlds.all_of(Merge)
        page = f"/identities/merges/{merge.id}"

        assert "fresh eyes" in words(send(gail, page, checked_by=""))
        assert send(hugh, page, checked_by="").url == f"{page}/parting"
        send(hugh, f"{page}/parting", because="Her sister.")
        assert "Take them apart" not in words(hugh.get(f"{page}/parting"))
        send(gail, f"{page}/parting/confirmation")

        (kitty,) = worlds.all_of(Person, id=custodians.kitty.id)
        assert kitty.status == "provisional"
        assert re.search("Nothing waits", words(gail.get("/identities")))

    def test_can_be_taken_back(self, custodians, pair):
        merge = custodians.propose()

        send(client_of(custodians.gail), f"/identities/merges/{merge.id}/withdrawal")

        assert client_of(custodians.gail).get(f"/identities/merges/{merge.id}").status_code == 404
