"""Every way in, by a machine: for themselves, someone who cares, a professional, a transfer, outreach."""

import pytest
from tests import world as worlds

from hearth.exchange.models import SentReferral
from hearth.exchange.tests.machines import SHORT, Machine, key_for
from hearth.front_door.models import Referral, Referrer

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(world):
    return key_for(world)


@pytest.fixture
def machine(key):
    return Machine(key.secret)


class TestReferrals:
    def test_takes_whoever_asks_for_themselves_with_nobody_between(self, machine, key):
        told = {"route": "myself", "known_as": "Kit", "phone": "07700 900456"}
        answer = machine.send({**told, **{name: SHORT[name] for name in ("who_and_how_to_find", "what_is_happening")}})

        (referral,), (sent,) = worlds.all_of(Referral), worlds.all_of(SentReferral)
        assert (referral.route, referral.referrer_name, referral.referrer_organisation) == ("myself", "", "")
        assert (referral.told_phone, referral.person_knows) == ("07700 900456", "yes")
        assert worlds.all_of(Referrer) == []
        assert sent.key_id == key.key.pk
        assert machine.read(answer.json()["id"]).json()["held_by"]["name"] == "Priya"

    @pytest.mark.parametrize("route", ["someone-who-cares", "transfer", "outreach"])
    def test_takes_every_way_in_and_keeps_whoever_asked(self, world, machine, route):
        told = {name: value for name, value in SHORT.items() if name != "keep_doing"}
        answer = machine.send({**told, "route": route})

        assert answer.status_code == 201
        (referral,), (referrer,) = worlds.all_of(Referral), worlds.all_of(Referrer)
        assert referral.route == route
        assert (referrer.name, referrer.organisation_id) == ("Dr Amara Obi", world.surgery.pk)
        assert machine.read(answer.json()["id"]).json()["news"][0]["kind"] == "receipt"

    @pytest.mark.parametrize(
        ("changed", "pointer"),
        [
            ({"route": "myself"}, "#/referrer"),
            ({"route": "myself", "person_knows": "no", "knows_not_because": "x"}, "#/person_knows"),
            ({"route": "by-owl"}, "#/route"),
            ({"route": "transfer", "referrer": {"name": " "}}, "#/referrer/name"),
        ],
    )
    def test_says_what_does_not_go_with_the_way_they_come(self, machine, changed, pointer):
        answer = machine.send({**SHORT, **changed})

        assert answer.status_code == 422
        assert pointer in {wrong["pointer"] for wrong in answer.json()["errors"]}
        assert worlds.all_of(Referral) == []

    @pytest.mark.parametrize(("route", "missing"), [("professional", "keep_doing"), ("transfer", "person_knows")])
    def test_says_what_is_missing_for_the_way_they_come(self, machine, route, missing):
        answer = machine.send({name: value for name, value in {**SHORT, "route": route}.items() if name != missing})

        assert f"#/{missing}" in {wrong["pointer"] for wrong in answer.json()["errors"]}
        assert worlds.all_of(Referral) == []
