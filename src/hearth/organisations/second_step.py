"""A worker needs more than a password: a passkey, an app that makes codes, or a provider that asked for one."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from hearth.core.models import Installation

KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def is_missing(request: HttpRequest) -> bool:
    """Whether this account has yet to set up a second step before it may act as a worker.

    Where one exists, signing in has asked for it already. In a demonstration city nobody real is protected by it.
    """
    if not request.user.is_authenticated:
        return True
    if Authenticator.objects.filter(user=request.user, type__in=KINDS).exists() or _came_by_a_strong_provider(request):
        return False
    return not Installation.objects.filter(demonstration=True).exists()


def _came_by_a_strong_provider(request: HttpRequest) -> bool:
    providers: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS  # as settings.py builds it from JSON
    apps = providers["openid_connect"]["APPS"]
    strong = {app["provider_id"] for app in apps if app["settings"].get("second_step")}
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "socialaccount" and record.get("provider") in strong for record in records)
