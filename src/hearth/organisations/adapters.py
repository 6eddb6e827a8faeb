"""What django-allauth asks us: who may have an account, where they go next, and in which words it speaks."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest
from django.shortcuts import render

NOT_RIGHT = "That e-mail address and password do not go together. Please try again."
TOO_MANY = "That was too many tries. Please wait a quarter of an hour, or ask at your hub."
CODE_NOT_RIGHT = "That code is not right, or is too old. Please look at your app again."


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


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Signing in somewhere else opens an account that is already here; it never makes one."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Found by the subject linked earlier, or by a verified e-mail address; anyone else is told what to do."""
        if not sociallogin.is_existing:
            raise ImmediateHttpResponse(render(request, "organisations/not_known.jinja", status=403))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


class MfaAdapter(DefaultMFAAdapter):
    """The second step, in plain words."""

    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, "incorrect_code": CODE_NOT_RIGHT}
