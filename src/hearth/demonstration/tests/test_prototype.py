import json

import pytest
from django.test import Client

from hearth.__main__ import main
from hearth.demonstration.places import slugs
from hearth.demonstration.tests.test_city import KEY

COUNTED = {
    "social-prescribing": 12,
    "peer-support": 21,
    "skills": 27,
    "social-care": 5,
    "welcome-booked": 21,
}


@pytest.fixture(autouse=True)
def _reachable(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def page_for(slug):
    client = Client()
    client.post(f"/demo/sign-in/{slug}", {"_once": KEY.format(slugs().index(slug))})
    return client.get("/outcomes/groups/prototype")


class TestPrototype:
    def test_is_told_to_a_machine_as_it_was_published(self, city, capsys):
        assert main(["outcomes", "--cohort", "prototype", "--json"]) == 0

        told = json.loads(capsys.readouterr().out)
        came_for, reqol = told["figures"]
        assert (told["people"], came_for["eligible"], came_for["parts"]) == (33, 33, {"progress": 24, "not-yet": 9})
        assert (came_for["percent"], came_for["missing"]["people"]) == ({"of_known": "72.7", "of": 33}, 0)
        assert (reqol["title"], reqol["known"]["people"], reqol["eligible"]) == ("ReQoL-10", 13, 33)
        assert reqol["parts"] == {"better": 11, "same": 2, "worse": 0}
        assert reqol["percent"] == {"of_known": "84.6", "of": 13}
        assert reqol["missing"]["people"] == 20
        assert (reqol["offered"], reqol["completed_once"]) == (30, 20)
        assert told["support"]["each"] == COUNTED
        assert told["support"]["total"] is None

    def test_refuses_to_add_the_kinds_up(self, city, capsys):
        assert main(["outcomes", "--cohort", "prototype", "--add-up-support"]) == 1
        assert "do not add up" in capsys.readouterr().err

    @pytest.mark.parametrize("slug", ["commissioner", "documenter", "lived-experience-lead"])
    def test_stands_on_the_page_without_names(self, city, slug):
        page = page_for(slug).content.decode()

        for words in (
            "24 <span",
            "of 33",
            "72.7 % of the 33",
            "11 <span",
            "of 13",
            "84.6 % of the 13",
            "20 of 33 we do",
        ):
            assert words in page
        assert not [
            name
            for key, one in city.people.items()
            if key.startswith("prototype")
            for name in [one.known_as]
            if f">{name}<" in page
        ]

    @pytest.mark.parametrize(("slug", "status"), [("peer-supporter", 403), ("clinician", 403), ("hub-manager", 404)])
    def test_is_not_for_others(self, city, slug, status):
        assert page_for(slug).status_code == status
