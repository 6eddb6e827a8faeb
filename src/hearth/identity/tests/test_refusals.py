"""What is refused when two records are joined or taken apart, and that nothing changed."""

from datetime import date

import pytest
from tests import world as worlds
from tests.refusals import broken_rule, refusal

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted
from hearth.core.scope import acting_as
from hearth.identity import actions, rules
from hearth.people.identity_models import Merge
from hearth.people.models import Person

pytestmark = pytest.mark.django_db


def born_together(custodians):
    with acting_as(SYSTEM, at=custodians.world.at):
        Person.objects.filter(id__in=[custodians.kit.id, custodians.kitty.id]).update(
            birth_on=date(1984, 3, 14), birth_precision="day"
        )
        custodians.kitty.names.update(family="Rowntree")


def nobody_was_joined():
    return not worlds.all_of(Person, status="merged-into")


class TestProposeMerge:
    @pytest.mark.parametrize("who", ["lead", "manager", "administrator", "peer", "outsider"])
    def test_is_refused_to_everybody_but_custodians(self, custodians, who):
        with pytest.raises(NotPermitted):
            custodians.do(
                getattr(custodians.world, who),
                actions.propose_merge,
                survivor_id=custodians.kit.id,
                merged_id=custodians.kitty.id,
                because="She told us.",
            )
        assert worlds.all_of(Merge) == []

    def test_says_why(self, custodians):
        assert refusal(lambda: custodians.propose(because=" ")) == rules.SAY_WHY

    def test_is_of_two(self, custodians):
        assert refusal(lambda: custodians.propose(merged_id=custodians.kit.id)) == rules.ONE_RECORD

    @pytest.mark.parametrize("item", ["", "birth-date"])
    def test_of_near_twins_takes_a_second_item(self, custodians, item):
        born_together(custodians)

        assert refusal(lambda: custodians.propose(checked_by=item)) == rules.NEAR_TWIN
        assert worlds.all_of(Merge) == []

    def test_happens_once_at_a_time(self, custodians):
        custodians.propose()

        assert refusal(custodians.propose) == rules.NOT_OPEN

    def test_waits_while_one_is_known_to_have_died(self, custodians):
        with acting_as(SYSTEM, at=custodians.world.at):
            Person.objects.filter(id=custodians.kitty.id).update(status="died")

        assert refusal(custodians.propose) == rules.OBSTACLES["died"]


class TestConfirmMerge:
    def test_is_refused_to_whoever_proposed_it(self, custodians):
        merge = custodians.propose()

        said = refusal(lambda: custodians.do(custodians.gail, actions.confirm_merge, merge=merge))

        assert said == rules.SOMEBODY_ELSE
        assert nobody_was_joined()

    def test_of_near_twins_takes_a_second_item_again(self, custodians):
        born_together(custodians)
        merge = custodians.propose(checked_by="nhs-number")

        said = refusal(lambda: custodians.do(custodians.hugh, actions.confirm_merge, merge=merge))

        assert said == rules.NEAR_TWIN
        assert nobody_was_joined()

    def test_happens_once(self, custodians):
        merge = custodians.join()

        said = refusal(lambda: custodians.do(custodians.hugh, actions.confirm_merge, merge=merge))

        assert said == rules.NOT_OPEN


class TestConfirmParting:
    def test_is_refused_to_whoever_proposed_it(self, custodians):
        merge = custodians.join()
        custodians.do(custodians.gail, actions.propose_parting, merge=merge, because="Her sister.", belong=[])

        said = refusal(lambda: custodians.do(custodians.gail, actions.confirm_parting, merge=merge))

        assert said == rules.SOMEBODY_ELSE
        assert not nobody_was_joined()


class TestConstraints:
    def test_refuse_one_person_twice(self, custodians):
        merge = custodians.propose()
        at, by = custodians.world.at, merge.proposed_by_id

        def twice():
            Merge.objects.filter(pk=merge.pk).update(confirmed_by=by, confirmed_at=at)

        assert broken_rule(twice, at=at) == "merge_by_two"

    def test_refuse_near_twins_without_a_second_item(self, custodians):
        merge = custodians.propose()

        def twins():
            Merge.objects.filter(pk=merge.pk).update(near_twin=True)

        assert broken_rule(twins, at=custodians.world.at) == "merge_near_twin_second_item"

    def test_refuse_to_be_joined_with_oneself(self, custodians):
        merge = custodians.propose()

        def oneself():
            Merge.objects.filter(pk=merge.pk).update(survivor=custodians.kitty)

        assert broken_rule(oneself, at=custodians.world.at) == "merge_of_two"
