"""Who decides by law: nothing counts that nobody checked, and what was checked counts to a day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Person, Relation
from hearth.sharing import actions, decider_rules, proxy_rules, queries
from hearth.sharing.codes import Covers, DeciderKind, HowChecked, ProxyKind, SaidBy
from hearth.sharing.decider_models import DeciderCheck, LegalDecider
from hearth.sharing.decider_rules import Stands
from hearth.sharing.models import CircleChoice
from hearth.sharing.tests.factories import by_law

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
LATER = NOON + timedelta(hours=1)
WHOLE = {
    "holds": True,
    "how": HowChecked.PAPER,
    "saw": "The paper with both names; alone; nothing left out",
    "looked": "Both records: nothing against it",
    "registered_on": TODAY - timedelta(days=30),
    "review_on": TODAY + timedelta(days=90),
}


@pytest.fixture
def brother(theirs):
    supporter = theirs.supporter(Level.NOTHING)
    with acting_as(SYSTEM, at=NOON):
        found = Relation(person=theirs.person, name="Tove", relation="brother", related_person_id=supporter.person_id)
        found.save(force_insert=True)
    return found


def tell(actor, relation, kind=DeciderKind.LPA, covers=Covers.CARE):
    with acting_as(actor, at=NOON):
        return actions.note_decider(actor, relation=relation, kind=kind, covers=covers, at=NOON)


def check(actor, decider, at=NOON, **changed):
    with acting_as(actor, at=at):
        return actions.note_decider_check(actor, decider=decider, at=at, **{**WHOLE, **changed})


def stand(actor, theirs, at=NOON):
    with acting_as(actor, at=at):
        return [one.stands for one in queries.deciders(actor, person=theirs.person, at=at)]


def choose(actor, theirs, at=NOON):
    with acting_as(actor, at=at):
        told = {"said_by": SaidBy.LEGAL, "capacity_note": "Asked her on three days, with pictures."}
        return actions.choose_circle(
            actor, person=theirs.person, whom=theirs.partner, level=Level.PLAN, explained_how="Tea", at=at, **told
        )


def all_of(model):
    with acting_as(SYSTEM, at=NOON):
        return list(model.objects.all())


class TestNoteDecider:
    def test_counts_for_nothing_yet(self, theirs, clinician, brother):
        tell(clinician, brother)

        assert stand(clinician, theirs) == [Stands.TOLD]
        with pytest.raises(NotPossible, match=decider_rules.NOBODY_CHECKED):
            choose(clinician, theirs)
        assert not [one for one in all_of(CircleChoice) if one.said_by == SaidBy.LEGAL]

    def test_is_for_workers_who_record_the_circle(self, theirs, brother):
        for actor in (theirs.as_themselves(), theirs.worker("welcomer"), theirs.worker("administrator")):
            with pytest.raises(NotPermitted):
                tell(actor, brother)
        assert all_of(LegalDecider) == []


class TestNoteDeciderCheck:
    def test_is_in_force_to_the_day_on_which_it_is_looked_at_again(self, theirs, clinician, brother):
        check(clinician, tell(clinician, brother))

        assert stand(clinician, theirs) == [Stands.IN_FORCE]
        assert choose(clinician, theirs).said_by == SaidBy.LEGAL
        assert stand(clinician, theirs, NOON + timedelta(days=90)) == [Stands.AGAIN]
        assert "sharing.decider_checked" in [one.event for one in all_of(AuditEvent)]

    def test_says_who_checked_what_and_when(self, clinician, brother):
        made = check(clinician, tell(clinician, brother))

        assert (made.checked_by_id, made.checked_at, made.how) == (clinician.membership_id, NOON, HowChecked.PAPER)

    def test_of_money_alone_decides_nothing_here(self, theirs, clinician, brother):
        check(clinician, tell(clinician, brother, covers=Covers.MONEY))

        with pytest.raises(NotPossible, match=decider_rules.NOBODY_CHECKED):
            choose(clinician, theirs)

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"saw": " "}, decider_rules.NOT_SEEN),
            ({"looked": " "}, proxy_rules.NOT_LOOKED),
            ({"registered_on": None}, decider_rules.NOT_REGISTERED),
            ({"registered_on": TODAY + timedelta(days=1)}, decider_rules.NOT_YET),
            ({"review_on": None}, decider_rules.LOOK_AGAIN),
            ({"review_on": TODAY}, decider_rules.LOOK_AGAIN),
            ({"review_on": TODAY + timedelta(days=400)}, decider_rules.LOOK_AGAIN),
        ],
    )
    def test_refuses_what_was_not_looked_at(self, theirs, clinician, brother, changed, words):
        decider = tell(clinician, brother)

        with pytest.raises(NotPossible, match=words):
            check(clinician, decider, **changed)
        assert all_of(DeciderCheck) == []

    def test_of_a_deputy_needs_no_day_of_registering(self, theirs, clinician, brother):
        check(clinician, tell(clinician, brother, DeciderKind.DEPUTY), registered_on=None)

        assert stand(clinician, theirs) == [Stands.IN_FORCE]

    def test_that_it_does_not_hold_ends_what_rested_on_it(self, theirs, clinician, brother):
        decider = tell(clinician, brother)
        check(clinician, decider)
        with acting_as(clinician, at=NOON):
            told = {"kind": ProxyKind.LPA, "level": Level.PLAN, "looked": "Both records", "at": NOON}
            actions.name_proxy(clinician, relation=brother, **told)

        check(clinician, decider, at=LATER, holds=False, looked="", review_on=None)

        assert stand(clinician, theirs, LATER) == [Stands.OVER]
        with acting_as(clinician, at=LATER):
            assert queries.proxies(clinician, person=theirs.person, at=LATER) == []

    def test_is_for_workers_who_record_the_circle(self, theirs, clinician, brother):
        decider = tell(clinician, brother)

        for actor in (theirs.as_themselves(), theirs.worker("welcomer")):
            with pytest.raises(NotPermitted):
                check(actor, decider)
        assert all_of(DeciderCheck) == []


class TestNameProxy:
    @pytest.mark.parametrize("kind", [ProxyKind.LPA, ProxyKind.DEPUTY])
    def test_waits_for_the_check(self, theirs, clinician, brother, kind):
        tell(clinician, brother, DeciderKind(kind))

        told = {"kind": kind, "level": Level.PLAN, "looked": "Both records", "at": NOON}
        with acting_as(clinician, at=NOON), pytest.raises(NotPossible, match=decider_rules.CHECK_FIRST):
            actions.name_proxy(clinician, relation=brother, **told)

    def test_lasts_no_longer_than_the_check(self, theirs, clinician, brother):
        soon = TODAY + timedelta(days=20)
        by_law(theirs.person, brother, review_on=soon)

        with acting_as(clinician, at=NOON):
            told = {"kind": ProxyKind.LPA, "level": Level.PLAN, "looked": "Both records", "at": NOON}
            proxy = actions.name_proxy(clinician, relation=brother, **told)

        assert proxy.choice.until_at.date() == soon
        assert proxy.evidence == "Her paper, with his name on it"


class TestDeciders:
    def test_are_unseen_by_whoever_is_let_in(self, theirs, clinician, brother):
        check(clinician, tell(clinician, brother))
        supporter = theirs.supporter(Level.FULL)

        with acting_as(supporter, at=NOON):
            assert not LegalDecider.objects.exists()
            assert not DeciderCheck.objects.exists()

    def test_are_read_by_the_person(self, theirs, clinician, brother):
        check(clinician, tell(clinician, brother))

        assert stand(theirs.as_themselves(), theirs) == [Stands.IN_FORCE]


class TestStands:
    @pytest.mark.parametrize(
        ("in_force", "review_on", "stands"),
        [
            (None, None, Stands.TOLD),
            (False, None, Stands.OVER),
            (True, date(2026, 1, 2), Stands.IN_FORCE),
            (True, date(2026, 1, 1), Stands.AGAIN),
        ],
    )
    def test_by_the_newest_check(self, in_force, review_on, stands):
        assert decider_rules.stands(in_force=in_force, review_on=review_on, on=date(2026, 1, 1)) == stands


class TestConstraints:
    @pytest.mark.parametrize(
        ("changed", "rule"),
        [
            ({"saw": ""}, "decidercheck_says_what_was_seen"),
            ({"looked": ""}, "decidercheck_in_force_is_looked_at_again"),
            ({"review_on": None}, "decidercheck_in_force_is_looked_at_again"),
            ({"registered_on": None}, "decidercheck_power_is_registered"),
        ],
    )
    def test_of_a_check_hold(self, theirs, brother, changed, rule):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            by_law(theirs.person, brother, **changed)

    def test_of_a_decider_hold(self, theirs, clinician, brother):
        made = {"relation": brother, "kind": "lpa", "covers": "care", "told_at": NOON}
        told = {"name": "", "noted_by_id": clinician.membership_id, **made}
        with (
            acting_as(SYSTEM, at=NOON),
            pytest.raises(IntegrityError, match="legaldecider_is_somebody"),
            transaction.atomic(),
        ):
            LegalDecider(person=Person(pk=theirs.person.pk), **told).save(force_insert=True)
