"""What the database refuses of a request, whoever writes it: each rule broken once, by its name."""

from datetime import timedelta

import pytest
from tests import world as worlds
from tests.refusals import broken_rule

from hearth.subject_access.codes import AskedBy, Concern, IdentityBy, Outcome, Reason, Route
from hearth.subject_access.models import (
    AccessItem,
    AccessMove,
    AccessPart,
    AccessRequest,
    Extension,
    IdentityCheck,
    ItemAsked,
    ItemDecision,
)
from hearth.subject_access.tests.house import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House()


@pytest.fixture
def asked(house):
    house.writes("Her neighbour rang.", about_others=True)
    return house.asks()


@pytest.fixture
def broken(house):
    return lambda row: broken_rule(lambda: row.save(force_insert=True), at=house.at)


def the_item(request):
    return next(one for one in worlds.all_of(AccessItem, request=request) if one.concern)


class TestRequests:
    def row(self, house, **told):
        given = {
            "person": house.person,
            "called": "Keeley",
            "how": Route.LETTER,
            "asked_by": AskedBy.PERSON,
            "words": "All of it.",
            "asked_at": house.at,
            "due_at": house.at,
        }
        return AccessRequest(**{**given, **told})

    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            ("accessrequest_in_some_words", {"words": ""}),
            ("accessrequest_authority_is_noted", {"asked_by": "authority", "asker_name": "Jo"}),
            ("accessrequest_authority_is_noted", {"asker_name": "Jo"}),
            ("accessrequest_entitled_for_another", {"entitled": "signed"}),
            ("accessrequest_answered_by_name", {"status": "ready"}),
        ],
    )
    def test_are_whole(self, house, broken, rule, told):
        assert broken(self.row(house, **told)) == rule

    def test_run_one_at_a_time(self, house, asked, broken):
        assert broken(self.row(house)) == "accessrequest_one_running"

    def test_come_to_each_step_once(self, house, asked, broken):
        again = AccessMove(person=house.person, request=asked, status="asked", at=house.at)

        assert broken(again) == "accessmove_once"

    def test_are_made_sure_of_by_somebody(self, house, broken):
        request = self.row(house)
        assert broken(request) == ""
        nobody = IdentityCheck(request=request, person=house.person, how=IdentityBy.KNOWN, checked_at=house.at)

        assert broken(nobody) == "identitycheck_by_name"

    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            ("extension_told_and_why", {"reason": ""}),
            ("extension_told_and_why", {"told_how": ""}),
            ("extension_within_the_month", {"late": True}),
        ],
    )
    def test_take_longer_only_with_word_in_time(self, house, asked, broken, rule, told):
        late = timedelta(seconds=1) if told.pop("late", False) else timedelta()
        given = {"reason": "Three partners.", "told_how": "Rang her.", "by": house.guardian, **told}
        times = {"first_due_at": house.at, "due_at": house.at, "extended_at": house.at + late}

        assert broken(Extension(request=asked, person=house.person, **given, **times)) == rule


class TestParts:
    def test_are_one_for_each_organisation(self, house, asked, broken):
        part = {"person": house.person, "request": asked}

        assert broken(AccessPart(**part, organisation=house.world.trust)) == "accesspart_one_each"
        assert broken(AccessPart(**part, organisation=None)) == "accesspart_one_each"

    def test_are_read_by_somebody(self, house, asked, broken):
        part = AccessPart(person=house.person, request=asked, organisation=house.world.surgery, reviewed_at=house.at)

        assert broken(part) == "accesspart_reviewed_by_name"


class TestItems:
    def test_with_a_concern_are_open_to_whoever_looks(self, house, asked, broken):
        item = AccessItem(
            person=house.person,
            request=asked,
            part_id=the_item(asked).part_id,
            subject_type="Entry",
            title="Talked",
            concern=Concern.ABOUT_OTHERS,
            open_to_workers=False,
        )

        assert broken(item) == "accessitem_concern_is_looked_at"

    def test_are_asked_about_once(self, house, asked, broken):
        told = {"person": house.person, "item": the_item(asked), "membership": house.clinician}
        told |= {"asked_by": house.guardian, "asked_at": house.at}
        assert broken(ItemAsked(**told)) == ""

        assert broken(ItemAsked(**told)) == "itemasked_once"

    @pytest.mark.parametrize(
        ("rule", "told"),
        [
            ("itemdecision_leaves_out_with_reason", {"outcome": Outcome.WITHHOLD}),
            ("itemdecision_leaves_out_with_reason", {"outcome": Outcome.GIVE, "why": "So."}),
            ("itemdecision_says_which_words", {"outcome": Outcome.REDACT, "reason": Reason.OTHERS, "why": "So."}),
            (
                "itemdecision_harm_by_health_professional",
                {"outcome": Outcome.WITHHOLD, "reason": Reason.SERIOUS_HARM, "why": "So."},
            ),
        ],
    )
    def test_are_decided_with_a_reason(self, house, asked, broken, rule, told):
        row = ItemDecision(
            person=house.person,
            item=the_item(asked),
            decided_by=house.world.lead,
            decided_in_role="shift-lead",
            decided_at=house.at,
            **told,
        )

        assert broken(row) == rule
