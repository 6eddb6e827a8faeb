"""Journeys grown from small grammars: asked, heard, met, walked alongside, rested, came back. Strengths come first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random

from hearth.demonstration.lives import Ask, Happening
from hearth.demonstration.moments import at_local
from hearth.demonstration.people_of_the_city import read_data

WORDS_FOR = {
    "she/her": {"they": "she", "them": "her", "their": "her"},
    "he/him": {"they": "he", "them": "him", "their": "his"},
}
THEY = {"they": "they", "them": "them", "their": "their"}
OUTSIDE = ("A walk and a talk", "By the river")
MOST_SESSIONS = 13


@dataclass(slots=True)
class Telling:
    """One life being told: who, since when until when, by whom, and the words not used yet."""

    rng: Random
    name: str
    pronouns: str
    theme: str
    opened: datetime
    until: datetime
    holder: str
    colleagues: Sequence[str]
    first_names: dict[str, str]
    used: set[str] = field(default_factory=set)

    def say(self, sentences: Sequence[str], by: str) -> str:
        """A sentence not used in this life and not naming its own author; empty if none is left."""
        fresh = [words for words in sentences if words not in self.used and self.first_names[by] not in words]
        if not fresh:
            return ""
        chosen = self.rng.choice(fresh)
        self.used.add(chosen)
        return self._filled(chosen)

    def _filled(self, words: str) -> str:
        stories = read_data("stories")
        return words.format(
            name=self.name,
            interest=self.rng.choice(stories["interests"]),
            wants=f"“{stories['themes'][self.theme]['wants']}”",
            **WORDS_FOR.get(self.pronouns, THEY),
        )


def themes() -> list[str]:
    """What people come with, as the stories know it."""
    return list(read_data("stories")["themes"])


def ask(telling: Telling, *, route: str, by: str) -> Ask:
    """How they asked: in their own words, with a way to find them."""
    sentences = read_data("stories")["themes"][telling.theme]["asks"]
    return Ask(route, f"{telling.name}, at the number I gave.", telling.say(sentences, telling.holder), by=by)


def journey(telling: Telling, *, asked: str, lead: str, rests: bool = False) -> tuple[Happening, ...]:
    """Everything from asking to now, or to resting, in order. `asked` is the entry for older lives without a form."""
    first = Happening(telling.opened, "referral", "Asked for support", asked, lead, source="told-by-person")
    told = [first] if asked else []
    told += _beginning(telling)
    told += _middle(telling, since=told[-1].at if told else telling.opened)
    if rests:
        words = telling.say(read_data("stories")["resting"], telling.holder)
        told.append(Happening(telling.until, "decision", "Resting, by choice", words, telling.holder))
    return tuple(happening for happening in told if happening.at <= telling.until)


def from_elsewhere(rng: Random, *, now: datetime) -> tuple[Happening, ...]:
    """What other records brought of somebody who has not come to us."""
    rows = rng.sample(read_data("stories")["elsewhere"], k=rng.randint(1, 3))
    days = sorted((rng.randint(20, 700) for _ in rows), reverse=True)
    return tuple(
        Happening(_day(now - timedelta(days=ago), rng), kind, title, body, "elsewhere", lane=lane)
        for ago, (lane, kind, title, body) in zip(days, rows, strict=True)
    )


def _beginning(telling: Telling) -> list[Happening]:
    stories, rng = read_data("stories"), telling.rng
    told, at = [], telling.opened
    if rng.random() < 0.25:
        at = _day(at + timedelta(days=1), rng)
        told.append(_by_holder(telling, at, "contact-attempt", "Tried to reach", stories["not_reached"]))
    at = _day(at + timedelta(days=rng.randint(1, 3)), rng)
    told.append(_by_holder(telling, at, "call", "First contact", stories["first_contact"], "first-contact"))
    at = _day(at + timedelta(days=rng.randint(2, 9)), rng)
    welcome = ("First real talk", stories["welcome"], "welcoming-conversation")
    told.append(_by_holder(telling, at, "conversation", *welcome))
    return told


def _middle(telling: Telling, *, since: datetime) -> list[Happening]:
    told: list[Happening] = []
    span = (telling.until - since).days
    gap = max(9, span // MOST_SESSIONS)
    at = since
    while True:
        at = _day(at + timedelta(days=telling.rng.randint(gap - 3, gap + 4)), telling.rng)
        if at >= telling.until:
            return told
        told += _one_time(telling, at, share=(at - since).days / max(span, 1))


def _one_time(telling: Telling, at: datetime, *, share: float) -> list[Happening]:
    stories, rng = read_data("stories"), telling.rng
    kind = rng.choices(("session", "group", "came-in", "missed"), weights=(66, 14, 9, 11))[0]
    if kind == "session" and (told := _session(telling, at, share)):
        return told
    if kind == "missed":
        later = _day(at + timedelta(days=rng.randint(1, 3)), rng)
        return [
            _by_holder(telling, at, "did-not-make-it", "Did not make it", stories["missed"]),
            _by_holder(telling, later, "contact-attempt", "Tried another way", stories["after_missed"]),
        ]
    by = rng.choice(telling.colleagues)
    if kind == "came-in":
        return [Happening(at, "attendance", "Came in", rng.choice(stories["came_in"]), by)]
    return [Happening(at, "group", rng.choice(stories["groups"]), rng.choice(stories["group_words"]), by)]


def _session(telling: Telling, at: datetime, share: float) -> list[Happening]:
    stories = read_data("stories")
    stage = "early" if share < 0.25 else "middle" if share < 0.7 else "later"
    words = telling.say(stories["themes"][telling.theme][stage], telling.holder)
    title = telling.rng.choice(stories["titles"]["session"])
    kind = "visit" if title in OUTSIDE else "conversation"
    return [Happening(at, kind, title, words, telling.holder)] if words else []


def _by_holder(
    telling: Telling, at: datetime, kind: str, title: str, sentences: Sequence[str], keeps: str = ""
) -> Happening:
    words = telling.say(sentences, telling.holder)
    return Happening(at, kind, title, words, telling.holder, keeps=keeps)


def _day(at: datetime, rng: Random) -> datetime:
    """Somewhere in the waking hours of that day, on a quarter of an hour."""
    return at_local(at.date(), time(rng.randint(10, 19), rng.choice((0, 15, 30, 45))))
