"""What the database itself refuses of an invitation to somebody close, and of being beside somebody."""

import pytest
from django.db import IntegrityError, transaction

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.tests.factories import NOON
from hearth.sharing.supporter_models import SupporterInvitation, Supporting
from hearth.sharing.tests.supporters import come_in, invite

pytestmark = pytest.mark.django_db


class TestConstraints:
    @pytest.mark.parametrize(
        ("change", "rule"),
        [
            ({"expires_at": NOON}, "supporterinvitation_runs_out"),
            ({"accepted_at": NOON}, "supporterinvitation_taken_up_whole"),
        ],
    )
    def test_of_an_invitation_hold(self, me, sister, change, rule):
        invite(me, sister)

        with acting_as(SYSTEM, at=NOON), pytest.raises(IntegrityError, match=rule), transaction.atomic():
            SupporterInvitation.objects.update(**change)

    def test_one_open_offer_each(self, me, sister):
        kept = invite(me, sister).invitation

        with acting_as(SYSTEM, at=NOON), transaction.atomic():
            kept.pk, kept.link_hash, kept.code_hash = kept.person_id, "another", "one more"
            with pytest.raises(IntegrityError, match="supporterinvitation_one_open"), transaction.atomic():
                kept.save(force_insert=True)

    @pytest.mark.parametrize(
        ("change", "rule"),
        [({"called": ""}, "supporting_is_called_something"), ({"about": "self"}, "supporting_somebody_else")],
    )
    def test_of_being_beside_hold(self, me, sister, change, rule):
        amina = come_in(invite(me, sister).link)
        change = {"about_id": amina.person_id} if "about" in change else change

        with acting_as(SYSTEM, at=NOON), pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Supporting.objects.update(**change)

    def test_beside_somebody_once(self, me, sister):
        come_in(invite(me, sister).link)

        with acting_as(SYSTEM, at=NOON):
            (kept,) = Supporting.objects.all()
            kept.pk = kept.about_id
            with pytest.raises(IntegrityError, match="supporting_once"), transaction.atomic():
                kept.save(force_insert=True)
