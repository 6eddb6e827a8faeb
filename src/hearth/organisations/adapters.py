"""What django-allauth asks us: who may have an account, where they go next, and in which words it speaks."""

from typing import Any, ClassVar

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.base import Provider
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from hearth.organisations import devices, queries, second_step
from hearth.organisations.models import Account

log = structlog.get_logger()

NOT_RIGHT = "That e-mail address and password do not go together. Please try again."
TOO_MANY = "That was too many tries. Please wait a quarter of an hour, or ask at your hub."
CODE_NOT_RIGHT = "That code is not right, or is too old. Please look at your app again."
WORDS = {
    "account/messages/password_changed.txt": "Your new password is in place.",
    "mfa/messages/recovery_codes_generated.txt": "Here are new recovery codes. The old ones no longer work.",
    "mfa/messages/totp_activated.txt": "Your app is in place. We ask for its code from now on.",
    "mfa/messages/totp_deactivated.txt": "The app is taken away.",
    "mfa/messages/webauthn_added.txt": "Your passkey is in place.",
    "mfa/messages/webauthn_removed.txt": "The passkey is taken away.",
    "socialaccount/messages/account_connected.txt": "You can sign in with that account from now on.",
    "socialaccount/messages/account_connected_other.txt": "That account belongs to another sign-in here.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up: workers are invited, people are given a code by their hub."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This sign-in has ended.",
        "email_password_mismatch": NOT_RIGHT,
        "enter_current_password": "Please type the password you have now.",
        "incorrect_code": CODE_NOT_RIGHT,
        "incorrect_password": "That is not your password. Please try again.",
        "invalid_login": NOT_RIGHT,
        "invalid_password_reset": "This link has been used already, or is too old. Ask for a new one.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say only what the page itself does not show, in our own words."""
        words = message or WORDS.get(message_template or "")
        if words:
            messages.add_message(request, level, words)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away must not undo what was done; the log says that a letter is missing."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as problem:  # SMTPException is one
            log.error("organisations.mail_not_sent", letter=template_prefix, reason=type(problem).__name__)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        # A hub shares one address, and an e-mail address is no secret: counting either alone would lock out
        # a whole hub, or anyone a stranger chooses.
        return f"{credentials.get('email', '').lower()}:{self.get_client_ip(request)}"

    def login(self, request: HttpRequest, user: Account) -> None:
        """However they came in: the session knows which device it is on."""
        super().login(request, user)
        devices.begin(request)

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """After CIS2, act as the organisation whose role was chosen there, if there is exactly one such place here."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        login = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        code = login.account.extra_data.get("organisation", "") if login else ""
        places = queries.live_memberships(user, ods_code=code) if code else []
        if len(places) == 1 and not second_step.is_missing(request):
            request.session["membership_id"] = str(places[0].membership_id)
            return redirect("/desk")
        return response


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in somewhere else opens an account that is already here; it never makes one."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Found by the subject linked earlier, or by a verified e-mail address; anyone else is told what to do."""
        joining = sociallogin.state.get("process") == "connect"
        if not sociallogin.is_existing and not joining:
            raise ImmediateHttpResponse(render(request, "organisations/not_known.jinja", status=403))

    def on_authentication_error(self, request: HttpRequest, provider: Provider, **kwargs: Any) -> None:
        """One page for everything that can go wrong elsewhere. What exactly is for the log, not for the visitor."""
        log.warning("organisations.identity_refused", provider=provider.sub_id, reason=str(kwargs.get("exception")))
        page = render(request, "organisations/not_signed_in.jinja", {"provider": provider.name}, status=401)
        raise ImmediateHttpResponse(page)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: SocialAccount) -> str:
        return reverse("mfa_index")

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


class MfaAdapter(DefaultMFAAdapter):
    """The second step, in plain words."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": CODE_NOT_RIGHT,
        "cannot_delete_authenticator": "Add another second step first. Everyone who works here needs one.",
    }

    def is_mfa_enabled(self, user: Account, types: list[str] | None = None) -> bool:
        """Whoever has no password comes in by a code of the hub: the passkey on a lost phone must not shut them out."""
        if types is not None and not user.has_usable_password() and not queries.live_memberships(user):
            return False
        enabled: bool = super().is_mfa_enabled(user, types)
        return enabled

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A worker keeps at least one second step; recovery codes alone are none."""
        steps = Authenticator.objects.filter(user=authenticator.user, type__in=second_step.KINDS)
        others = steps.exclude(pk=authenticator.pk).exists()
        return others or authenticator.type not in second_step.KINDS or not queries.live_memberships(authenticator.user)
