"""The pages of signing in that django-allauth draws for us, at our addresses and with our providers."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from hearth.core.views import outside_scope
from hearth.organisations.identity import IdentityAdapter
from hearth.organisations.models import Account


class SignInView(LoginView):  # type: ignore[misc]  # django-allauth comes without types
    """Password or passkey, and whatever providers this installation knows."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["socialaccount_providers"] = providers()
        return context


def providers() -> list[dict[str, str]]:
    """Where else somebody may have an account to come in with. Settings here, never rows: nothing need be asked."""
    known: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    return [
        {"name": app["name"], "href": reverse("openid_connect_login", args=[app["provider_id"]])}
        for app in known["openid_connect"]["APPS"]
    ]


sign_in = outside_scope(SignInView.as_view())


@outside_scope
@never_cache
@require_POST
def identity(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider. Raises Http404 for one this installation does not know."""
    return _allauth(OAuth2LoginView, request, provider_id)


@outside_scope
@never_cache
@require_GET
def identity_return(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider. Raises Http404 for one this installation does not know."""
    return _allauth(OAuth2CallbackView, request, provider_id)


def let_in(request: HttpRequest, account: Account, *, method: str) -> HttpResponse:
    """Sign this account in, through whatever further step it has set up. `method` is kept with the session.

    Whoever has just taken up an invitation chose their password this minute: they are not asked for it again.
    """
    record_authentication(request, account, method=method, reauthenticated=(method == "invitation") or None)
    response: HttpResponse = perform_login(request, account, email_verification="none")
    return response


def _allauth(view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(IdentityAdapter(request, provider_id))(request)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
    return response
