"""Opening a record in an emergency: what it writes and records, who looks at it again, and what it refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hearth.core.actor import SYSTEM
from hearth.core.clocks import day_of
from hearth.core.errors import NotPossible
from hearth.core.scope import acting_as
from hearth.organisations.models import Membership
from hearth.organisations.tests.factories import NOON
from hearth.sharing import actions, queries
from hearth.sharing.codes import OverrideReason
from hearth.sharing.models import BreakGlass, Look
from hearth.sharing.tests.doing import LATER, as_actor, recorded, rows, sees
from hearth.sharing.tests.factories import someone_elsewhere

pytestmark = pytest.mark.django_db


class TestBreakGlass:
    def opened(self, actor, theirs, **more):
        return as_actor(
            actor, actions.break_glass, person_id=theirs.person.id, reason=OverrideReason.LIFE, why="A bridge", **more
        )

    def test_opens_leaves_a_look_and_a_trace(self, theirs):
        stranger = someone_elsewhere()

        override = self.opened(stranger, theirs)

        assert sees(stranger, theirs.person)
        assert (override.told_at, override.until_at) == (NOON, NOON + timedelta(hours=4))
        assert [look.what for look in rows(Look)] == ["opened in an emergency"]
        assert recorded()[-1] == "sharing.glass_broken"

    def test_says_why(self, theirs):
        with pytest.raises(NotPossible):
            as_actor(
                someone_elsewhere(),
                actions.break_glass,
                person_id=theirs.person.id,
                reason=OverrideReason.LIFE,
                why=" ",
            )
        assert rows(BreakGlass) == []

    def test_may_be_widened_by_the_guardian_but_not_repeated(self, theirs):
        guardian = someone_elsewhere("guardian")
        self.opened(guardian, theirs)

        self.opened(guardian, theirs, opens_hidden=True)

        with pytest.raises(NotPossible):
            self.opened(guardian, theirs)
        with acting_as(guardian, at=NOON):
            still = queries.still_open(queries.open_override(guardian, person_id=theirs.person.id))
        assert (still.opens_hidden, still.minutes_left) == (True, 240)

    def test_closes_every_one_of_ones_own(self, theirs):
        guardian = someone_elsewhere("guardian")
        for hidden in (False, True):
            self.opened(guardian, theirs, opens_hidden=hidden)

        as_actor(guardian, actions.close_override, LATER, person_id=theirs.person.id)

        assert {override.until_at for override in rows(BreakGlass)} == {LATER}
        assert not sees(guardian, theirs.person, LATER)

    def test_closes_nobody_elses(self, theirs):
        self.opened(someone_elsewhere(), theirs)

        with pytest.raises(NotPossible):
            as_actor(someone_elsewhere(), actions.close_override, LATER, person_id=theirs.person.id)
        assert [override.until_at for override in rows(BreakGlass)] == [NOON + timedelta(hours=4)]

    def test_is_reviewed_once_with_an_outcome(self, theirs):
        override = self.opened(someone_elsewhere(), theirs)
        guardian = someone_elsewhere("guardian")

        for outcome in ("", "  "):
            with pytest.raises(NotPossible):
                as_actor(guardian, actions.review_override, LATER, override=override, outcome=outcome)
        as_actor(guardian, actions.review_override, LATER, override=override, outcome="It was right.")
        with pytest.raises(NotPossible):
            as_actor(guardian, actions.review_override, LATER, override=override, outcome="Again.")

        assert [(one.review_outcome, one.reviewed_at) for one in rows(BreakGlass)] == [("It was right.", LATER)]

    def test_is_untold_only_with_a_because(self, theirs):
        override = self.opened(someone_elsewhere(), theirs)
        guardian = someone_elsewhere("guardian")

        with pytest.raises(NotPossible):
            as_actor(guardian, actions.keep_untold, override=override, because=" ")
        as_actor(guardian, actions.keep_untold, override=override, because="He reads her phone")

        me = theirs.as_themselves()
        with acting_as(me, at=NOON):
            assert queries.overrides_told(me, person=theirs.person) == []
            assert queries.looked(me, person=theirs.person, until=day_of(NOON)).days == []

    @pytest.mark.parametrize("wrong", [{"why": ""}, {"until_at": NOON}, {"review_outcome": "By nobody"}])
    def test_cannot_be_stored_otherwise(self, theirs, wrong):
        given = {"why": "A bridge", "until_at": LATER, **wrong}
        membership = Membership.objects.get(pk=someone_elsewhere().membership_id)

        with acting_as(SYSTEM, at=NOON), pytest.raises(IntegrityError), transaction.atomic():
            BreakGlass(person=theirs.person, membership=membership, reason="life", opened_at=NOON, **given).save(
                force_insert=True
            )
