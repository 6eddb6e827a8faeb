from datetime import timedelta

import pytest

from hearth.core.actor import PUBLIC
from hearth.core.errors import NotPossible
from hearth.organisations import actions
from hearth.organisations.models import Account, SignInCode
from hearth.organisations.tests.audit import audited
from hearth.organisations.tests.factories import NOON, AccountFactory, MembershipFactory, acting, scope

pytestmark = pytest.mark.django_db


class TestOpenAccount:
    def test_makes_a_sign_in_without_a_password(self):
        with scope(acting("peer-supporter")) as actor:
            account = actions.open_account(actor, at=NOON)

        assert account.email is None
        assert not account.has_usable_password()

    def test_refuses_an_address_that_is_taken(self):
        AccountFactory(email="mo@riverside.example")

        with scope(acting("peer-supporter")) as actor, pytest.raises(NotPossible):
            actions.open_account(actor, email="Mo@riverside.example", at=NOON)


class TestSignInCode:
    def give(self, account, at=NOON):
        with scope(acting("peer-supporter")) as actor:
            return actions.give_sign_in_code(actor, account=account, at=at)

    def use(self, code, at=NOON):
        with scope(PUBLIC) as actor:
            return actions.use_sign_in_code(actor, code=code, at=at)

    def test_lets_the_person_in_once(self):
        account = AccountFactory(email=None)
        code = self.give(account)

        assert self.use(code.upper().replace("-", " ")) == account
        with pytest.raises(NotPossible):
            self.use(code)
        assert audited() == ["organisations.sign_in_code_given", "organisations.sign_in_code_used"]

    def test_is_kept_only_as_a_hash(self):
        code = self.give(AccountFactory(email=None))

        assert code not in str(SignInCode.objects.values().get())

    def test_lasts_as_long_as_the_setting_says(self, settings):
        settings.SIGN_IN_CODE_HOURS = 2
        code = self.give(AccountFactory(email=None))

        with pytest.raises(NotPossible):
            self.use(code, at=NOON + timedelta(hours=2))
        assert self.use(code, at=NOON + timedelta(minutes=119))

    def test_ends_an_earlier_one(self):
        account = AccountFactory(email=None)
        first, second = self.give(account), self.give(account, at=NOON + timedelta(seconds=1))

        with pytest.raises(NotPossible):
            self.use(first, at=NOON + timedelta(minutes=1))
        assert self.use(second, at=NOON + timedelta(minutes=1)) == account

    def test_does_not_work_for_a_sign_in_that_was_shut(self):
        code = self.give(AccountFactory(email=None))
        Account.objects.update(is_active=False)

        with pytest.raises(NotPossible):
            self.use(code)

    def test_is_never_given_to_somebody_who_works_here(self):
        with pytest.raises(NotPossible, match="second step"):
            self.give(MembershipFactory().worker.account)

        assert not SignInCode.objects.exists()
