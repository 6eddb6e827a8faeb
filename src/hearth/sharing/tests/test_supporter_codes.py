"""Somebody close without e-mail or phone: a code opens their own page, as it does for anybody who comes here."""

from datetime import timedelta

import pytest

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.models import AuditEvent
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations import actions as organisations
from hearth.organisations.codes import Safe
from hearth.organisations.models import Account, SignInCode
from hearth.organisations.tests.factories import NOON
from hearth.people.models import Person, PortalAccess, Relation
from hearth.sharing import actions, queries, supporter_rules
from hearth.sharing.models import Look
from hearth.sharing.tests.factories import life, someone_elsewhere

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def nan(theirs):
    """Who she is to them: she has come in, and has no address."""
    with acting_as(SYSTEM, at=NOON):
        close = Relation(person=theirs.person, name="Nan", relation="grandmother")
        close.save(force_insert=True)
        told = {"level": Level.NOTHING, "explained_how": "Over tea"}
        invited = actions.invite_supporter(SYSTEM, relation=close, at=NOON, **told)
    with acting_as(PUBLIC, at=NOON):
        account = organisations.make_sign_in_by_code(PUBLIC, at=NOON)
        offered = queries.offered_by_code(code=invited.code, at=NOON)
        actions.take_up_supporter_invitation(PUBLIC, offered=offered, account=account, name="Nan", at=NOON)
    return again(close)


def again(relation):
    with acting_as(SYSTEM, at=NOON):
        return Relation.objects.select_related("person").get(pk=relation.pk)


def give(actor, relation, safe=Safe.ALONE, at=NOON):
    with acting_as(actor, at=at):
        return actions.give_supporter_code(actor, relation=relation, safe=safe, at=at)


def listed(actor, theirs, at=NOON):
    with acting_as(actor, at=at):
        return [one.name for one in queries.come_in_by_code(actor, person=theirs.person)]


def all_of(model):
    with acting_as(SYSTEM, at=LATER):
        return list(model.objects.all())


def account_of(relation):
    with acting_as(SYSTEM, at=NOON):
        return PortalAccess.objects.select_related("account").get(person_id=relation.related_person_id).account


class TestMakeSignInByCode:
    def test_has_neither_address_nor_password(self, nan):
        account = account_of(nan)

        assert account.email is None
        assert not account.has_usable_password()

    def test_is_for_whoever_is_at_the_door(self, clinician):
        with acting_as(clinician, at=NOON), pytest.raises(NotPermitted):
            organisations.make_sign_in_by_code(clinician, at=NOON)


class TestGiveSupporterCode:
    def test_opens_their_own_page_once(self, theirs, clinician, nan):
        code = give(clinician, nan)

        with acting_as(PUBLIC, at=LATER):
            account = organisations.use_sign_in_code(PUBLIC, code=code, at=LATER)
            assert queries.own_records(account_id=account.pk) == [nan.related_person_id]
            with pytest.raises(NotPossible):
                organisations.use_sign_in_code(PUBLIC, code=code, at=LATER)

    def test_shows_nothing_of_the_other(self, theirs, clinician, nan):
        give(clinician, nan)

        who = Actor(ActorKind.PERSON, name="Nan", account_id=account_of(nan).pk, person_id=nan.related_person_id)
        with acting_as(who, at=LATER):
            assert not Person.objects.visible_to(who).filter(pk=theirs.person.pk).exists()

    def test_runs_out_within_a_day_and_ends_the_one_before(self, clinician, nan):
        give(clinician, nan)
        give(clinician, nan, at=LATER)

        assert SignInCode.objects.filter(expires_at__gt=LATER).count() == 1
        assert SignInCode.objects.filter(expires_at__gt=LATER + timedelta(hours=24)).count() == 0

    def test_is_told_to_them_and_to_the_audit(self, clinician, nan):
        give(clinician, nan)

        (look,) = [one for one in all_of(Look) if one.person_id == nan.related_person_id]
        assert (look.membership_id, look.what) == (clinician.membership_id, "a code to come in")
        last = max(all_of(AuditEvent), key=lambda one: one.pk)
        assert (last.event, last.person_id) == ("sharing.supporter_code_given", nan.related_person_id)

    def test_is_not_given_where_it_is_not_safe(self, clinician, nan):
        with pytest.raises(NotPossible, match=supporter_rules.NOT_SAFE):
            give(clinician, nan, Safe.UNSAFE)

        assert SignInCode.objects.count() == 0

    def test_is_given_by_whoever_is_alongside_and_hands_out_codes(self, theirs, nan):
        me, welcomer = theirs.as_themselves(), theirs.worker("welcomer")
        for actor in (someone_elsewhere(), theirs.worker("carer-supporter"), welcomer):
            with pytest.raises(NotPermitted):
                give(actor, nan)
        with pytest.raises(NotPermitted):
            give(me, nan)

        assert SignInCode.objects.count() == 0

    @pytest.mark.parametrize("other", ["an address", "a password", "their own care"])
    def test_is_not_for_whoever_has_another_way_in(self, theirs, clinician, nan, other):
        another_way(account_of(nan), other)

        with pytest.raises(NotPossible, match=supporter_rules.OTHER_WAY):
            give(clinician, nan)
        assert listed(clinician, theirs) == []
        assert SignInCode.objects.count() == 0


class TestCloseSupporterPages:
    def test_signs_them_out(self, clinician, nan):
        before = account_of(nan).session_stamp

        with acting_as(clinician, at=NOON):
            actions.close_supporter_pages(clinician, relation=nan, at=NOON)

        assert account_of(nan).session_stamp > before

    def test_is_not_for_strangers(self, nan):
        stranger = someone_elsewhere()

        with acting_as(stranger, at=NOON), pytest.raises(NotPermitted):
            actions.close_supporter_pages(stranger, relation=nan, at=NOON)


class TestComeInByCode:
    def test_lists_them_for_whoever_is_alongside_alone(self, theirs, clinician, nan):
        assert listed(clinician, theirs) == ["Nan"]
        assert listed(theirs.as_themselves(), theirs) == []
        assert listed(someone_elsewhere(), theirs) == []


def another_way(account, other):
    own = life().person
    with acting_as(SYSTEM, at=NOON):
        if other == "an address":
            Account.objects.filter(pk=account.pk).update(email="nan@example.org")
        elif other == "a password":
            account.set_password("three words together")
            account.save()
        else:
            PortalAccess(account=account, person=own, given_at=NOON).save(force_insert=True)
