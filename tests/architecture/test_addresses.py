"""Every address asks who is there, unless it is on one of two short lists; every writing form is sent once."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from hearth.config.middleware import OUTSIDE
from hearth.core.views import open_to_all
from tests.architecture.house import pages

# Anybody may open these: nothing on them tells who is known here.
OPEN = {
    "front_door:ask": "asking for support needs no account",
    "front_door:enough": "what this browser has told so far",
    "front_door:later": "the code with which to go on",
    "front_door:step": "asking for support, one thing on a page",
    "front_door:whole": "asking for support, everything on one page",
    "front_door:come_back": "the way back for somebody with the words of their receipt",
    "front_door:link": "the link that proves an e-mail address, behind its secret",
    "front_door:receipt": "the receipt, behind a secret nobody can guess",
    "telling:link": "a form that was sent by a link: nothing of it before a name and the address it came to",
    "telling:link_file": "the same as a file, behind the same name and address",
    "messaging:stop": "no more e-mails to an address, behind a link that only its owner got",
    "front_door:refer": "asking for somebody else needs no account",
    "front_door:words": "what whoever asked says afterwards, behind the secret of their receipt",
    "holding:by_link": "a question to somebody without a sign-in, behind its secret",
    "organisations:code": "signing in with a code from the hub",
    "organisations:invitation": "taking up an invitation, behind its secret",
    "sharing:coming_in_by_code": "somebody close types the words of an invitation, and every try counts",
    "sharing:coming_in_by_link": "somebody close takes up an invitation, behind its secret",
    "sharing:coming_in_typed": "somebody close takes it up, after the words were right",
    "outcomes:feedback": "thanking us, an idea or a complaint, with or without a name",
    "outcomes:said": "what somebody said and what followed, behind a secret nobody can guess",
    "outcomes:you_said": "what people said, in other words, and what came of it",
    "organisations:tablet_ending": "standing up from a tablet of the hub, signed in or not",
    "organisations:tablet_use": "still being at a tablet of the hub, signed in or not",
    "portal:front": "the open door",
    "portal:help_now": "help now, for anyone",
    "portal:promises": "what we promise, and by when",
}
# These read nothing about people and are answered before anybody acts.
BEFORE_ANYBODY_ACTS = {
    "account_login": "signing in",
    "openid_connect_login": "signing in elsewhere",
    "openid_connect_callback": "coming back from there",
    "demonstration:demo": "the invented people; exists in a demonstration only",
    "demonstration:look": "every component of the pages; exists in a demonstration only",
    "demonstration:post_box": "what would have been sent to invented people; exists in a demonstration only",
    "demonstration:sign_in": "being an invented person; exists in a demonstration only",
    "exchange:message_definitions": "which message we take; the same for everybody",
    "exchange:metadata": "what this service can do; the same for everybody",
    "exchange:nothing": "every other address under /api, as machines read it",
    "exchange:openapi": "what the API takes, for anyone who writes to it",
    "exchange:process_message": "opens its own scope for the organisation of the key in the header",
    "exchange:referral": "opens its own scope for the organisation of the key in the header",
    "exchange:referrals": "opens its own scope for the organisation of the key in the header",
    "healthz": "is it alive",
    "metrics": "counters without names",
    "readyz": "can it answer",
    "start": "choosing whom to act for",
}
SAMPLE = {"uuid": "0195f0a0-0000-7000-8000-000000000000", "str": "words", "slug": "somebody", "int": 1}
# Forms of signing in and out: their addresses are outside the scope, where nothing is written twice that matters.
FORMS_OUTSIDE = (
    "organisations/jinja2/account/",
    "organisations/jinja2/mfa/",
    "organisations/jinja2/organisations/acting_as",
)
WRITING_FORM = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL | re.IGNORECASE)


def addresses(patterns, names=()):
    """Every address of our own as (name, view, parts of the path), those of installed packages left out."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if not pattern.callback.__module__.startswith(tuple(p for p in OUTSIDE if not p.startswith("hearth"))):
                yield ":".join([*names, pattern.name or "unnamed"]), pattern.callback, pattern.pattern.converters
        else:
            yield from addresses(pattern.url_patterns, [*names, *filter(None, [pattern.namespace])])


def ours():
    return list(addresses(get_resolver().url_patterns))


def is_outside(view):
    return getattr(view, "outside_scope", False) or view.__module__.startswith(OUTSIDE)


def is_open(view):
    return getattr(view, "open_to_all", False)


def is_closed(view):
    return not is_open(view) and not is_outside(view)


def path_of(name, converters):
    kind = {name: type(converter).__name__.removesuffix("Converter").lower() for name, converter in converters.items()}
    return reverse(name, kwargs={name: SAMPLE["str" if word == "string" else word] for name, word in kind.items()})


def unlisted(found, *, outside=BEFORE_ANYBODY_ACTS, anybody=OPEN):
    """Addresses that ask nobody who they are and that no list gives a reason for."""
    return [
        name
        for name, view, _ in found
        if (is_outside(view) and name not in outside) or (is_open(view) and name not in anybody)
    ]


def sent_twice(words):
    """Writing forms of a template that carry no one-time key."""
    return [form[:80] for form in WRITING_FORM.findall(words) if "once_field()" not in form]


class TestAddresses:
    def test_are_open_only_where_a_reason_is_given(self):
        assert unlisted(ours()) == []

    def test_have_no_reason_that_nobody_needs(self):
        names = {name for name, view, _ in ours() if is_outside(view) or is_open(view)}

        assert names == set(OPEN) | set(BEFORE_ANYBODY_ACTS)

    @pytest.mark.django_db
    @pytest.mark.parametrize(("name", "converters"), [(name, parts) for name, view, parts in ours() if is_closed(view)])
    def test_ask_who_is_there(self, name, converters):
        path = path_of(name, converters)

        assert Client().get(path).url.startswith("/sign-in")
        assert Client().post(path, {"words": "What I typed"}).status_code == 403

    def test_would_be_noticed_open_without_a_reason(self):
        def page(request):
            raise AssertionError

        assert unlisted([("record:everything", open_to_all(page), {})]) == ["record:everything"]
        assert unlisted([("portal:front", page, {})]) == []


class TestForms:
    def test_are_sent_once(self):
        inside = {place: words for place, words in pages().items() if not place.startswith(FORMS_OUTSIDE)}

        assert [place for place, words in inside.items() if sent_twice(words)] == []

    def test_would_be_noticed_otherwise(self):
        assert sent_twice('<form class="form" method="post">{{ csrf_input }}</form>') != []
        assert sent_twice('<form method="post">{{ once_field() }}</form><form method="get"></form>') == []

    def test_cannot_be_sent_from_elsewhere(self):
        forms = [(place, form) for place, words in pages().items() for form in WRITING_FORM.findall(words)]

        assert [place for place, form in forms if "{{ csrf" not in form] == []
