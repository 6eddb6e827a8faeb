"""How people without e-mail or phone come in: a few words and a number from the hub, good once."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.organisations import permissions, secret_words
from hearth.organisations.models import Account, Membership, SignInCode

ADDRESS_TAKEN = "This address has a sign-in already. Sign in first, then open the link again."
DOES_NOT_WORK = "That code does not work. It may be used or too old. Anyone at the hub can give you a new one."


@action
def open_account(actor: Actor, /, *, at: datetime, email: str | None = None) -> Account:
    """A sign-in for somebody who comes for support. It has no password and, often, no e-mail address.

    Raises NotPermitted, or NotPossible if the address has a sign-in already.
    """
    permissions.check_give_sign_in_code(actor)
    if email and Account.objects.filter(email__iexact=email).exists():
        raise NotPossible("This address has a sign-in already.")
    account = Account(email=email.lower() if email else None, made_at=at)
    account.set_unusable_password()
    account.save(force_insert=True)
    audit.record(actor, "organisations.account_opened", subject=account, at=at)
    return account


@action
def make_own_sign_in(actor: Actor, /, *, email: str, password: str, at: datetime) -> Account:
    """A sign-in that somebody at the door makes for themselves, because they were invited. Nobody has proved the
    address yet.

    Raises NotPermitted if already signed in, or NotPossible if the address has a sign-in.
    """
    permissions.check_come_in(actor)
    if Account.objects.filter(email__iexact=email).exists():
        raise NotPossible(ADDRESS_TAKEN)
    account = Account(email=email.lower(), made_at=at)
    account.set_password(password)
    account.save(force_insert=True)
    EmailAddress.objects.create(user=account, email=account.email, verified=False, primary=True)
    audit.record(actor, "organisations.own_sign_in_made", subject=account, at=at)
    return account


@action
def make_sign_in_by_code(actor: Actor, /, *, at: datetime) -> Account:
    """A sign-in without address or password, for somebody at the door who was invited and has no e-mail: they come in
    again by a code that the hub gives them, each time.

    Raises NotPermitted if already signed in.
    """
    permissions.check_come_in(actor)
    account = Account(email=None, made_at=at)
    account.set_unusable_password()
    account.save(force_insert=True)
    audit.record(actor, "organisations.sign_in_by_code_made", subject=account, at=at)
    return account


@action
def give_sign_in_code(actor: Actor, /, *, account: Account, at: datetime) -> str:
    """A fresh code for this person, such as "otter-lamp-linen-42"; an earlier one stops working.

    Good once, for as many hours as the setting says (default 24). The caller has asked whether the actor may see
    this person. Raises NotPermitted, or NotPossible for somebody who works here: they sign in with two steps.
    """
    permissions.check_give_sign_in_code(actor)
    if Membership.objects.filter(worker__account=account, is_active=True).exists():
        raise NotPossible("They work here, so they sign in with their own password and second step.")
    SignInCode.objects.filter(account=account, used_at=None, expires_at__gt=at).update(expires_at=at)
    words = secret_words.spoken_code()
    code = SignInCode.objects.create(
        account=account,
        code_hash=secret_words.hashed_code(words),
        given_by_id=actor.membership_id,
        expires_at=at + timedelta(hours=settings.SIGN_IN_CODE_HOURS),
    )
    audit.record(actor, "organisations.sign_in_code_given", subject=code, at=at)
    return words


@action
def use_sign_in_code(actor: Actor, /, *, code: str, at: datetime) -> Account:
    """Come in with a code. It works once; two at the same moment cannot both use it.

    Raises NotPermitted if already signed in, or NotPossible, in the same words whatever is wrong with the code.
    """
    permissions.check_come_in(actor)
    found = (
        SignInCode.objects.select_for_update(of=("self",))
        .select_related("account")
        .filter(code_hash=secret_words.hashed_code(code), used_at=None, expires_at__gt=at, account__is_active=True)
        .first()
    )
    if found is None:
        raise NotPossible(DOES_NOT_WORK)
    found.used_at = at
    found.save(update_fields=["used_at"])
    audit.record(actor, "organisations.sign_in_code_used", subject=found, at=at)
    return found.account
