"""Addresses of signing in. Their names are django-allauth's own, which is why they stand outside the namespace."""

from allauth.account import views as account
from django.urls import include, path, re_path

from hearth.organisations import sign_in

urlpatterns = [
    path("sign-in", sign_in.sign_in, name="account_login"),
    path("sign-in/with/<slug:provider_id>", sign_in.identity, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/return", sign_in.identity_return, name="openid_connect_callback"),
    path("sign-out", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/", account.password_set, name="account_set_password"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "accounts/password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
