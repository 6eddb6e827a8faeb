"""Signing in with an account from elsewhere, by OpenID Connect: NHS login, CIS2, Entra and their like.

django-allauth walks the path; this adds what they ask for beyond it: a signed assertion in place of a shared secret,
a nonce, a checked signature, and how sure they must be of who somebody is. Source: OpenID Connect Core 1.0, 3.1.3.7.
"""

import time
import uuid
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

Claims = dict[str, Any]  # JSON, whose values are of any kind

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 300
CLOCK_DRIFT_SECONDS = 60
PROOFING = ("P0", "P5", "P9")
KEPT = ("sub", "iss", "vot", "selected_roleid")


class IdentityClient(OAuth2Client):
    """Says who we are when a code is exchanged: by secret, or by an assertion signed with our private key."""

    app: SocialApp

    def get_redirect_url(self, authorization_url: str, scope: list[str], extra_params: dict[str, str]) -> str:
        params = {**extra_params, "nonce": nonce_for(self.state)}
        return str(super().get_redirect_url(authorization_url, scope, params))

    def get_access_token(
        self, code: str, pkce_code_verifier: str | None = None, extra_data: dict[str, str] | None = None
    ) -> Claims:
        extra = dict(extra_data or {})
        if self.app.settings.get("token_auth_method") == "private_key_jwt":
            extra |= {"client_assertion_type": ASSERTION_TYPE, "client_assertion": self._assertion()}
        answer: Claims = super().get_access_token(code, pkce_code_verifier, extra)
        return answer

    def _assertion(self) -> str:
        """Source: RFC 7523, 3. Lives five minutes, for the token endpoint alone."""
        now = int(time.time())
        claims = {"iss": self.consumer_key, "sub": self.consumer_key, "aud": self.access_token_url}
        claims |= {"jti": str(uuid.uuid4()), "iat": now, "exp": now + ASSERTION_SECONDS}
        settings = self.app.settings
        headers = {"kid": settings["key_id"]} if settings.get("key_id") else None
        return jwt.encode(claims, settings["private_key"], settings.get("assertion_algorithm", "RS512"), headers)


class IdentityAdapter(OpenIDConnectOAuth2Adapter):
    """Fetches who they are and believes it only when signature, audience, nonce and sureness hold."""

    client_class = IdentityClient

    def get_client(self, request: HttpRequest, app: SocialApp) -> IdentityClient:
        client: IdentityClient = super().get_client(request, app)
        client.app = app
        return client

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Raises OAuth2Error, shown as "that did not work", for anything that does not hold."""
        credential = kwargs["response"].get("id_token")
        if not credential:
            raise OAuth2Error("no ID token")
        claims = self._verified(app, credential)
        if not constant_time_compare(str(claims.get("nonce", "")), nonce_for(request.GET.get("state", ""))):
            raise OAuth2Error("the nonce is not ours")
        about = self._fetch_user_info(token.token)
        if about.get("sub") != claims["sub"]:
            raise OAuth2Error("user info speaks of somebody else")
        check_sureness(app.settings, claims, about)
        login: SocialLogin = self.get_provider().sociallogin_from_response(
            request, {"userinfo": about, "id_token": claims}
        )
        return login

    def _verified(self, app: SocialApp, credential: str) -> Claims:
        try:
            algorithm = jwt.get_unverified_header(credential).get("alg")
            if algorithm not in app.settings["algorithms"]:
                raise OAuth2Error("the ID token is signed in another way than agreed")
            claims: Claims = jwt.decode(
                credential,
                self._signing_key(credential),
                algorithms=app.settings["algorithms"],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCK_DRIFT_SECONDS,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except jwt.PyJWTError as problem:
            raise OAuth2Error("the ID token does not hold") from problem
        return claims

    def _signing_key(self, credential: str) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = [key for key in jwt.PyJWKSet.from_dict(answer.json()).keys if key.public_key_use in (None, "sig")]
        wanted = jwt.get_unverified_header(credential).get("kid")
        for key in keys:
            if key.key_id == wanted or (wanted is None and len(keys) == 1):
                return key
        raise OAuth2Error("the ID token is signed with a key we do not know")


class IdentityProvider(OpenIDConnectProvider):
    """One configured provider. Keeps nothing of what they tell us but who it was and how sure they were."""

    oauth2_adapter_class = IdentityAdapter

    def extract_extra_data(self, data: dict[str, Claims]) -> Claims:
        # The rest (NHS number, birth date, roles) is somebody's personal data, and this table has no row security.
        kept = {name: data["id_token"][name] for name in KEPT if name in data["id_token"]}
        return {"id_token": kept, "organisation": selected_organisation_code(data["id_token"], data["userinfo"])}


def nonce_for(state: str | None) -> str:
    """The nonce that belongs to a sign-in that was begun: only we can work it out, and a state is good once."""
    return salted_hmac("hearth.organisations.nonce", state or "", algorithm="sha256").hexdigest()


def check_sureness(settings: Claims, claims: Claims, about: Claims) -> None:
    """Raises OAuth2Error if they are less sure of who this is than the settings ask for.

    Source: NHS login, identity proofing levels P0, P5, P9 in `vot`; CIS2, authentication assurance level of 3.
    """
    asked = settings.get("proofing")
    if asked and PROOFING.index(asked) > _proofing(str(claims.get("vot", ""))):
        raise OAuth2Error("identity is not proven far enough")
    level = about.get("authentication_assurance_level", claims.get("authentication_assurance_level", 0))
    if settings.get("assurance") and int(level or 0) < settings["assurance"]:
        raise OAuth2Error("the sign-in is not sure enough")
    if settings.get("selected_role"):
        _check_selected_role(claims, about)


def selected_organisation_code(claims: Claims, about: Claims) -> str:
    """The ODS code of the organisation whose role was chosen at CIS2; empty if none was."""
    for role in about.get("nhsid_nrbac_roles", []):
        if role.get("person_roleid") == claims.get("selected_roleid"):
            return str(role.get("org_code", ""))
    return ""


def _proofing(vot: str) -> int:
    level = vot.split(".")[0]
    return PROOFING.index(level) if level in PROOFING else -1


def _check_selected_role(claims: Claims, about: Claims) -> None:
    # Somebody may have no roles at all; but a chosen one must be one of theirs.
    if claims.get("selected_roleid") and not selected_organisation_code(claims, about):
        raise OAuth2Error("the chosen role is not theirs")
