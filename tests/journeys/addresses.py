"""Every address of Hearth, from the map itself, so that a new page is walked from the day it is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, URLPattern, reverse

from hearth.config import urls

Entry = tuple[str, frozenset[str], Callable[..., Any]]
# What answers machines, what only leads elsewhere, and what is paper.
MACHINES = {
    "desk:drafts",
    "desk:one_page",
    "healthz",
    "readyz",
    "metrics",
    "exchange:message_definitions",
    "exchange:metadata",
    "exchange:nothing",
    "exchange:openapi",
    "exchange:process_message",
    "exchange:referral",
    "exchange:referrals",
    "mfa_login_webauthn",
    "mfa_download_recovery_codes",
    "openid_connect_callback",
    "messaging:letter",
    "desk:document_file",
    "desk:document_page",
    "portal:document_file",
    "sharing:coming_in_typed",
    "portal:document_page",
    "portal:my_record_data",
    "portal:my_record_document",
    "subject_access:document",
    "portal:drafts",
    "portal:my_card_on_paper",
    "portal:my_file",
    "plans:card_on_paper",
    "plans:card_on_paper_together",
    "plans:manifest",
    "plans:service_worker",
    "telling:file",
    "telling:trial",
}


@dataclass(frozen=True)
class Address:
    """One entry of the map: its name, and where it is in this house."""

    name: str
    path: str
    open_to_all: bool


def addresses(named: dict[str, Any]) -> list[Address]:
    """Every address a browser may be sent to. Fails for one whose parts have no sample in `named`."""
    return [
        Address(name, path_of(name, parts, named), open_to_all(view))
        for name, parts, view in entries(urls.urlpatterns)
        if name not in MACHINES
    ]


def entries(patterns: list[Any], space: str = "", parts: frozenset[str] = frozenset()) -> Iterator[Entry]:
    for entry in patterns:
        own = parts | {*entry.pattern.converters, *entry.pattern.regex.groupindex}
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", own, entry.callback
        else:
            yield from entries(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space, own)


def path_of(name: str, parts: frozenset[str], named: dict[str, Any]) -> str:
    missing = parts - set(named)
    if missing:
        raise NoReverseMatch(f"tests/journeys/furniture.py has no sample of {sorted(missing)} for {name}")
    return reverse(name, kwargs={part: named[part] for part in parts})


def open_to_all(view: Callable[..., Any]) -> bool:
    """Whether the page is the same for everyone, so that one visitor is enough."""
    return any(getattr(view, mark, False) for mark in ("open_to_all", "outside_scope")) or "allauth" in view.__module__
