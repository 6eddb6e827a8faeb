"""What each kind of identity provider asks for: plain values, read by the settings before anything else exists.

`HEARTH_OIDC_PROVIDERS` is a JSON list; each item names a shape and says who we are to that provider:
`{"shape": "nhs-login", "id": "nhs-login", "name": "NHS login", "server": "https://...", "client_id": "hearth",
"private_key_file": "/etc/hearth/nhs-login.pem", "key_id": "2026-11"}`; or a `"secret"` instead of a key.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

Values = dict[str, Any]  # JSON, whose values are of any kind

# Source: NHS login specification (private_key_jwt, RS512, vtr and vot instead of acr); CIS2 guidance (scopes, level 3).
SHAPES: dict[str, Values] = {
    "plain": {"scope": ["openid", "profile", "email"], "algorithms": ["RS256"], "second_step": False},
    "nhs-login": {
        "scope": ["openid", "profile", "email"],
        "algorithms": ["RS512"],
        "token_auth_method": "private_key_jwt",
        "assertion_algorithm": "RS512",
        "auth_params": {"vtr": '["P9.Cp.Cd", "P9.Cp.Ck", "P9.Cm"]'},
        "proofing": "P9",
        "second_step": True,
    },
    "cis2": {
        "scope": ["openid", "profile", "email", "nationalrbacaccess", "selectedrole"],
        "algorithms": ["RS256"],
        "assurance": 3,
        "selected_role": True,
        "second_step": True,
    },
    # Entra says nothing about whether an address is verified: name the domains that are the employer's own.
    "entra": {"scope": ["openid", "profile", "email"], "algorithms": ["RS256"], "second_step": False},
}
REQUIRED = ("id", "server", "client_id")
OPTIONAL = ("scope", "algorithms", "proofing", "assurance", "token_auth_method", "second_step", "auth_params")


class BadProvider(ValueError):
    """HEARTH_OIDC_PROVIDERS cannot be used; the message says why."""


def providers_from(text: str) -> list[Values]:
    """The apps django-allauth is told about. Raises BadProvider. Empty text means no provider."""
    if not text.strip():
        return []
    try:
        items = json.loads(text)
    except json.JSONDecodeError as problem:
        raise BadProvider(f"HEARTH_OIDC_PROVIDERS is not JSON: {problem}") from problem
    if not isinstance(items, list):
        raise BadProvider("HEARTH_OIDC_PROVIDERS must be a list.")
    return [_app(item) for item in items]


def origins(apps: list[Values]) -> list[str]:
    """Where a sign-in form may lead, for the content security policy: each provider's own origin."""
    parts = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})


def _app(item: Values) -> Values:
    missing = [name for name in REQUIRED if not item.get(name)]
    if missing:
        raise BadProvider(f"A provider in HEARTH_OIDC_PROVIDERS lacks {', '.join(missing)}.")
    shape = item.get("shape", "plain")
    if shape not in SHAPES:
        raise BadProvider(f"HEARTH_OIDC_PROVIDERS knows no shape {shape!r}; it knows {', '.join(SHAPES)}.")
    settings = {**SHAPES[shape], **{name: item[name] for name in OPTIONAL if name in item}}
    settings |= {"server_url": item["server"], "email_authentication": True, "oauth_pkce_enabled": True}
    settings |= {"uid_field": "sub", "key_id": item.get("key_id", ""), "private_key": _private_key(item)}
    if item.get("verified_domains"):
        settings["verified_email"] = list(item["verified_domains"])
    if settings.get("token_auth_method") == "private_key_jwt" and not settings["private_key"]:
        raise BadProvider(f"The provider {item['id']} needs private_key_file.")
    return {
        "provider_id": item["id"],
        "name": item.get("name", item["id"]),
        "client_id": item["client_id"],
        "secret": item.get("secret", ""),
        "settings": settings,
    }


def _private_key(item: Values) -> str:
    file = item.get("private_key_file", "")
    try:
        return Path(file).read_text(encoding="ascii") if file else ""
    except OSError as problem:
        raise BadProvider(f"The private key of {item['id']} cannot be read: {problem}") from problem
