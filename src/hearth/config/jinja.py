"""How the pages are written: the Jinja2 environment, its words for times and numbers, and what every page is told."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static as static_url
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.html import json_script
from jinja2 import BaseLoader, ChainableUndefined, ChoiceLoader, Environment, PackageLoader
from markupsafe import Markup

from hearth.core import first_look, scope
from hearth.core.actor import PEOPLE, Actor, ActorKind
from hearth.core.clocks import LONDON, day_of
from hearth.core.helping import helped
from hearth.language.jargon import explained
from hearth.organisations import devices
from hearth.portal.queries import hub_to_ring
from hearth.record.documents.codes import ACCEPTED
from hearth.record.documents.looking import too_large

NAVIGATION = (  # words, address, and the permission without which it is of no use
    ("Today", "/desk", ""),
    ("People", "/people", "person.find"),
    ("Referrals", "/referrals", "referral.receive"),
    ("Is it helping?", "/outcomes", "outcomes.figures"),
    ("Cards", "/cards", "hub.read"),
    ("Emergencies", "/overrides", "break_glass.review"),
    ("Requests", "/subject-access", "record.give"),
    ("One record", "/identities", "identity.keep"),
    ("Organisations", "/organisations", "worker.invite"),
)
LEAVE_URL = "https://www.bbc.co.uk/weather"
THEMES = {"light", "dark"}


def environment(**options: Any) -> Environment:
    """The one environment; named in settings. NHS macros can be imported from `nhsuk/components/...`."""
    loader: BaseLoader = options.pop("loader")
    env = Environment(
        loader=ChoiceLoader([loader, PackageLoader("nhsuk_frontend_jinja")]),
        autoescape=True,
        undefined=ChainableUndefined,
        auto_reload=bool(options.get("auto_reload")),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(
        url=url, static=static, once_field=once_field, page_exists=page_exists, explained=explained, leave_url=LEAVE_URL
    )
    env.globals.update(today=timezone.localdate, sheet=lambda: Markup(first_look.sheet()))  # noqa: S704  our own file
    env.globals.update(
        most_upload_bytes=settings.UPLOAD_MAX_BYTES, upload_too_large=too_large(), accepted_uploads=ACCEPTED
    )
    env.filters.update(
        when=when,
        by=by,
        helped=helped,
        clock=clock,
        day=day,
        dayshort=dayshort,
        nhs_number=nhs_number,
        age=age,
        initials=initials,
        listed=listed,
    )
    env.filters["dayshort"] = dayshort
    env.filters["json_script"] = json_script
    env.tests["group"] = lambda words: isinstance(words, list | tuple)
    return env


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The path of a named address."""
    return reverse(name, args=args, kwargs=kwargs)


def static(path: str) -> str:
    """Where a built file is served. An error page must be drawn even when the list of built files is missing."""
    try:
        return _built(path)
    except ValueError:
        return f"{settings.STATIC_URL}{path}"


@lru_cache
def _built(path: str) -> str:
    # The list of built files does not change while the server runs.
    return static_url(path)


def once_field() -> Markup:
    """The idempotency key every writing form carries: sent twice, done once."""
    return Markup('<input type="hidden" name="_once" value="{}">').format(uuid.uuid4())


def when(value: datetime | date | None, now: datetime | None = None) -> str:
    """A time as people say it: "today 14:02", "Fri 20 Nov 14:10", "3 October"; empty for no time.

    Datetimes must be aware. `now` is the moment of speaking, this very moment unless given.
    """
    if value is None or not value:
        return ""
    today = day_of(now or timezone.now())
    if not isinstance(value, datetime):
        return near(value, today) or long_date(value, today)
    local = value.astimezone(LONDON)
    return f"{spoken_day(local.date(), today)} {local.hour:02}:{local.minute:02}"


def by(value: datetime | None, now: datetime | None = None) -> str:
    """Until when something is promised: "by Fri 27 Nov"; with the time when it is due within a day, not at its end."""
    spoken = when(value, now).removesuffix(" 23:59")
    return f"by {spoken}" if spoken else ""


@lru_cache(maxsize=2048)
def spoken_day(value: date, today: date) -> str:
    """A day in as few words as say it: "today", "Fri 20 Nov"."""
    return near(value, today) or short_date(value, today)


def near(value: date, today: date) -> str:
    """The day in one word if it is yesterday, today or tomorrow; else empty."""
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((value - today).days, "")


def short_date(value: date, today: date) -> str:
    """A day as "Fri 20 Nov"; with its year when it is far away."""
    year = "" if abs(value - today) < timedelta(days=180) or value.year == today.year else f" {value.year}"
    return f"{value:%a} {value.day} {value:%b}{year}"


def long_date(value: date, today: date) -> str:
    """A day as "20 November"; with its year when that is not this year."""
    return f"{value.day} {value:%B}" + ("" if value.year == today.year else f" {value.year}")


def dayshort(value: date) -> str:
    """A day on a scale: "20 Nov"."""
    return f"{value.day} {value:%b}"


def clock(value: datetime | None) -> str:
    """The time of day where we are: "14:02"."""
    return f"{timezone.localtime(value):%H:%M}" if value else ""


def day(value: datetime | date | None) -> str:
    """A day in full: "Friday 20 November"; with its year when that is not this year."""
    if not value:
        return ""
    local = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return f"{local:%A} {long_date(local, timezone.localdate())}"


def nhs_number(value: object) -> str:
    """Ten digits in the 3-3-4 that the NHS asks for. Source: NHS Data Dictionary, NHS number."""
    digits = str(value or "").replace(" ", "")
    return f"{digits[:3]} {digits[3:6]} {digits[6:]}" if len(digits) == 10 else digits


def age(born_on: date | None, today: date | None = None) -> str:
    """Whole years lived; empty when the birthday is not known."""
    if not born_on:
        return ""
    today = today or timezone.localdate()
    return str(today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day)))


def initials(name: object) -> str:
    """What stands in a face: "DK" for Dee Kerr, "Ro" for Robin."""
    words = [word for word in str(name or "").split() if word[0].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return words[0][:2].capitalize() if words else ""


def listed(names: Sequence[object]) -> str:
    """Names as a sentence has them: "Priya, Mo and Sam"."""
    words = [str(name) for name in names]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def page_context(request: HttpRequest) -> dict[str, Any]:
    """What every page is told. Never asks the database by itself, so that an error page can be drawn
    without one.
    """
    actor: Actor | None = getattr(request, "actor", None)
    theme, tablet = request.COOKIES.get("hearth_theme", ""), devices.tablet_hub(request) is not None
    person = actor if actor is not None and actor.kind is ActorKind.PERSON else None
    return {
        "actor": actor,
        "demonstration": getattr(request, "demonstration", False),
        "theme": theme if theme in THEMES else "",
        "one_place": tablet or request.COOKIES.get(devices.WAY_COOKIE) != "yes",
        "tablet": tablet,
        "tablet_seconds": devices.TABLET_SECONDS,
        "careful": getattr(request, "careful", False),
        "brings_look": actor is not None and actor.kind in PEOPLE and first_look.is_brought(request),
        "navigation": navigation(actor, request.path),
        "my_hub": partial(hub_to_ring, person) if person and scope.is_open() else None,
    }


def navigation(actor: Actor | None, path: str) -> list[dict[str, Any]]:
    """The words of the bar for a worker: pages that exist and that their role uses, the one we are in marked."""
    if actor is None or actor.kind != ActorKind.WORKER:
        return []
    return [
        {"text": text, "href": href, "current": path == href or path.startswith(f"{href}/")}
        for text, href, permission in NAVIGATION
        if page_exists(href) and (not permission or actor.may(permission))
    ]


@lru_cache
def page_exists(path: str) -> bool:
    """Whether anything answers at this path."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
