"""Reading the lives written by hand in data/lives: the faces of the demonstration."""

import json
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hearth.core.clocks import day_of, end_of
from hearth.demonstration.lives import (
    Ask,
    CircleWish,
    Fact,
    Happening,
    InMyLife,
    Life,
    Look,
    Override,
    Promise,
    UnfinishedWords,
)
from hearth.demonstration.moments import born, moment
from hearth.people.details import ContactDetails, NeedDetails

DATA = Path(__file__).parent / "data"
# JSON as it comes: strings, numbers, lists and objects by name.
Told = dict[str, Any]
AS_WRITTEN = (
    *("key", "known_as", "given", "family", "status", "pronouns", "area", "living", "how_to_talk"),
    *("nhs", "nhs_status", "nhs_reason", "gp", "gp_organisation"),
    *("hub", "holder", "first_holder", "standing", "account"),
)


def hand_written_lives(now: datetime) -> list[tuple[Life, str]]:
    """Every life in the files, in order, with the theme its journey is to be grown from, if it has none of its own."""
    return [(life(told, now), told.get("theme", "")) for told in _files()]


@cache
def _files() -> list[Told]:
    lives: list[Told] = []
    for name in ("robin", "dees_people", "others", "this_week"):
        read = json.loads((DATA / "lives" / f"{name}.json").read_text())
        lives += read if isinstance(read, list) else [read]
    return lives


def life(told: Told, now: datetime) -> Life:
    """One life out of its file, every moment counted from today."""
    opened = moment(told["opened"], now=now)
    birth_on, precision = _birth(told, now)
    return Life(
        **{name: told[name] for name in AS_WRITTEN if name in told},
        made_at=opened,
        birth_on=birth_on,
        birth_precision=precision,
        former=_pair(told.get("former")),
        confirmed_on=moment(told["confirmed"], now=now).date() if "confirmed" in told else None,
        contacts=tuple(ContactDetails(**one) for one in told.get("contacts", [])),
        needs=tuple(NeedDetails(one[0], one[1], interpreter=len(one) > 2) for one in told.get("needs", [])),
        in_my_life=tuple(InMyLife(**one) for one in told.get("relations", [])),
        equality=tuple(_answer(name, answer) for name, answer in told.get("equality", {}).items()),
        facts=tuple(_fact(one, now) for one in told.get("facts", [])),
        held_since=moment(told["held_since"], now=now) if "held_since" in told else None,
        ask=_ask(told["ask"]) if "ask" in told else None,
        alongside=tuple((who, moment(since, now=now)) for who, since in told.get("alongside", [])),
        circle=tuple(_wish(one, now) for one in told.get("circle", [])),
        blocks=tuple((who, kind) for who, kind in told.get("blocks", [])),
        overrides=tuple(_override(one, now) for one in told.get("overrides", [])),
        looks=tuple(Look(by, moment(at, now=now), what, because) for by, at, what, because in told.get("looks", [])),
        promises=tuple(Promise(code, owner, moment(since, now=now)) for code, owner, since in told.get("promises", [])),
        unfinished=_unfinished(told.get("draft"), now),
        journey=tuple(_happening(one, now) for one in told.get("journey", [])),
    )


def _birth(told: Told, now: datetime) -> tuple[date | None, str]:
    if "age" not in told:
        return None, "unknown"
    return born(told["age"], told.get("birthday", "01-01"), now=now), told.get("birth_precision", "day")


def _pair(names: list[str] | None) -> tuple[str, str] | None:
    return (names[0], names[1]) if names else None


def _answer(characteristic: str, answer: str | list[str]) -> tuple[str, str, str]:
    return (characteristic, answer[0], "") if isinstance(answer, list) else (characteristic, "stated", answer)


def _fact(told: Told, now: datetime) -> Fact:
    on = moment(told["on"], now=now).date()
    return Fact(told["kind"], told.get("what", ""), told.get("detail", ""), told["said_by"], on)


def _ask(told: Told) -> Ask:
    return Ask(**{name: value for name, value in told.items() if name != "at"})


def _wish(told: Told, now: datetime) -> CircleWish:
    kind = next(kind for kind in ("organisation", "worker", "person") if kind in told)
    at = moment(told["at"], now=now)
    until = end_of(day_of(at) + timedelta(days=told["lasts_days"])) if "lasts_days" in told else None
    return CircleWish(kind, told[kind], told["level"], at, told["how"], told["by"], until)


def _override(told: Told, now: datetime) -> Override:
    times = {name: moment(told[name], now=now) for name in ("at", "told", "reviewed")}
    return Override(**{**told, **times})


def _unfinished(told: list[str] | None, now: datetime) -> UnfinishedWords | None:
    return UnfinishedWords(told[0], moment(told[1], now=now), told[2]) if told else None


def _happening(told: list[Any], now: datetime) -> Happening:
    at, kind, title, body, by, *rest = told
    extra: Told = {**rest[0]} if rest else {}
    more: dict[str, Any] = dict(extra)
    more |= {name: tuple(more[name]) for name in ("withheld", "opens_for", "amended") if name in more}
    if "until" in more:
        more["until"] = moment(more["until"], now=now)
    return Happening(moment(at, now=now), kind, title, body, by, **more)
