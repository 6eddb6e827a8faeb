"""What the database refuses of identities, whoever writes it: each rule broken once, by its name."""

import pytest
from django.db.models import F
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.identity import actions
from hearth.identity.actions import Told
from hearth.people.identity_models import Death, Duplicate, Merge, TwoPeople

pytestmark = pytest.mark.django_db
TOLD = Told(told_by="Her brother Ron", confirmed=True, family_contact="Ron Rowntree")


def updated(custodians, model, **how):
    return broken_rule(lambda: model.objects.update(**how), at=custodians.world.at)


def added(custodians, row):
    return broken_rule(lambda: row.save(force_insert=True), at=custodians.world.at)


def a_pair(custodians, **told):
    first, second = sorted([custodians.kit.id, custodians.kitty.id])
    at = custodians.world.at
    found = {"first_id": first, "second_id": second, "weight": 9.0, "probability": 0.9, "facts": "x", "model": "1"}
    return Duplicate(**{**found, "found_at": at, "seen_at": at, **told})


class TestPairs:
    def test_stand_once_in_order_with_a_probability(self, custodians):
        assert added(custodians, a_pair(custodians)) == ""

        assert added(custodians, a_pair(custodians)) == "duplicate_once"
        assert updated(custodians, Duplicate, first=F("second"), second=F("first")) == "duplicate_in_order"
        assert updated(custodians, Duplicate, probability=1.1) == "duplicate_probability"

    def test_are_told_apart_with_a_reason(self, custodians):
        pair = a_pair(custodians)
        assert added(custodians, pair) == ""
        by = custodians.gail.worker_id
        verdict = TwoPeople(duplicate=pair, facts="x", because="", decided_by_id=by, decided_at=custodians.world.at)

        assert added(custodians, verdict) == "twopeople_says_why"


class TestMerges:
    def test_say_why_and_who_confirmed_them(self, custodians):
        custodians.propose()

        assert updated(custodians, Merge, because="") == "merge_says_why"
        assert updated(custodians, Merge, confirmed_by=custodians.hugh.worker_id) == "merge_confirmed_whole"

    def test_of_near_twins_take_a_second_item_from_both(self, custodians):
        merge = custodians.join()
        twins = {"near_twin": True, "checked_by": "letter", "confirmed_checked_by": "birth-date"}

        broken = broken_rule(lambda: Merge.objects.filter(pk=merge.pk).update(**twins), at=custodians.world.at)

        assert broken == "merge_near_twin_confirmed_item"

    def test_are_taken_apart_by_two_with_a_reason(self, custodians):
        custodians.join()
        at, gail = custodians.world.at, custodians.gail.worker_id

        assert updated(custodians, Merge, undo_proposed_by=gail, undo_proposed_at=at) == "merge_undone_says_why"
        both = {"undo_because": "Her sister.", "undo_proposed_by": gail, "undo_proposed_at": at}
        assert updated(custodians, Merge, **both, undone_by=gail, undone_at=at) == "merge_undone_by_two"

    def test_happen_one_at_a_time(self, custodians):
        merge = custodians.propose()
        again = Merge(
            survivor=custodians.kit,
            merged=custodians.kitty,
            because="So.",
            near_twin=False,
            proposed_by=merge.proposed_by,
            proposed_at=custodians.world.at,
        )

        assert added(custodians, again) == "merge_one_at_a_time"


class TestDeaths:
    @pytest.fixture
    def died(self, custodians):
        return custodians.do(custodians.world.lead, actions.say_died, person=custodians.kit, told=TOLD)

    @pytest.mark.parametrize(
        ("rule", "broken"),
        [
            ("death_says_who_said", {"told_by": ""}),
            ("death_names_family_or_why", {"family_contact": ""}),
        ],
    )
    def test_say_who_told_us_and_whom_of_the_family(self, custodians, died, rule, broken):
        assert updated(custodians, Death, **broken) == rule

    def test_are_undone_by_two_with_a_reason(self, custodians, died):
        at, lead = custodians.world.at, custodians.world.lead.worker_id

        assert updated(custodians, Death, undone_by=lead, undone_at=at) == "death_undone_says_why"
        both = {"undo_because": "Another Kit.", "undo_proposed_by": lead, "undo_proposed_at": at}
        assert updated(custodians, Death, **both, undone_by=lead, undone_at=at) == "death_undone_by_two"

    def test_are_known_once(self, custodians, died):
        again = Death(
            person=custodians.kit,
            told_by="Ron",
            confirmed=True,
            family_contact="Ron",
            status_before="provisional",
            recorded_by_id=custodians.world.lead.worker_id,
            recorded_at=custodians.world.at,
        )

        assert added(custodians, again) == "death_once"


class TestPeople:
    def test_are_called_something_and_point_on_where_they_were_joined(self, custodians):
        def kit(**how):
            found = type(custodians.kit).objects.filter(pk=custodians.kit.pk)
            return broken_rule(lambda: found.update(**how), at=custodians.world.at)

        assert kit(known_as="") == "person_is_called_something"
        assert kit(birth_precision="day") == "person_birth_and_precision_together"
        assert kit(status="merged-into") == "person_merged_points_on"
        assert worlds.all_of(type(custodians.kit), pk=custodians.kit.pk)[0].known_as == "Kit"
