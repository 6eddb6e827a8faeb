"""What the database itself refuses of whoever acts for somebody, and of what somebody can decide."""

import pytest
from django.db import IntegrityError, transaction

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.tests.factories import NOON
from hearth.sharing.models import CircleChoice
from hearth.sharing.proxy_models import Competence, Proxy
from hearth.sharing.tests.factories import CHECKED

pytestmark = pytest.mark.django_db

PAPER = {"evidence": "Her birth certificate, with his name on it"}


class TestConstraints:
    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"evidence": ""}, "proxy_shows_its_paper"),
            ({"looked": ""}, "proxy_both_records_looked_at"),
            ({"supporter": "self"}, "proxy_is_somebody_else"),
        ],
    )
    def test_of_a_proxy_hold(self, theirs, clinician, dad, changed, rule):
        with acting_as(SYSTEM, at=NOON):
            choice = CircleChoice.objects.filter(person=theirs.person).first()
            changed = {"supporter_id": theirs.person.pk} if "supporter" in changed else changed
            given = {"supporter_id": dad.person_id, "kind": "lpa", "name": "Tove", **CHECKED, **PAPER, **changed}
            proxy = Proxy(
                person=theirs.person, choice=choice, checked_by_id=clinician.membership_id, checked_at=NOON, **given
            )
            with pytest.raises(IntegrityError, match=rule), transaction.atomic():
                proxy.save(force_insert=True)

    def test_of_competence_hold(self, theirs, clinician):
        with (
            acting_as(SYSTEM, at=NOON),
            pytest.raises(IntegrityError, match="competence_says_why"),
            transaction.atomic(),
        ):
            Competence(
                person=theirs.person, can_decide=True, decided_by_id=clinician.membership_id, decided_at=NOON
            ).save(force_insert=True)
