"""The picture of a journey as a page has it: drawn for a stretch of time, with the ways to other stretches."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from hearth.core.clocks import day_of
from hearth.record.journey import words
from hearth.record.journey.facts import Facts, Happening
from hearth.record.journey.figures import Ricochet, ricochet
from hearth.record.journey.lanes import names
from hearth.record.journey.layout import Wish, layout
from hearth.record.journey.scale import Frame
from hearth.record.journey.shapes import Picture
from hearth.record.journey.spans import SPAN_WORDS, Window, earlier, later, window
from hearth.record.picture_forms import PictureForm

MOST_UNDATED = 50


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another stretch: its words, its query string, and whether it is the one shown."""

    words: str
    query: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """All of it. `undated` are things of which nobody knows when they were (fifty at the most are named)."""

    picture: Picture
    form: PictureForm
    window: Window
    spans: list[Way]
    earlier: Way | None
    later: Way | None
    ricochet: Ricochet
    reading: str
    undated: list[Happening]
    undated_count: int
    query: str

    @property
    def is_narrowed(self) -> bool:
        """Whether less is shown than there is."""
        return bool({"what", "lane"} & set(self.form.asked()))

    @property
    def stretch(self) -> str:
        """From when to when, in words."""
        last = self.window.until_on - timedelta(days=1)
        return f"{words.when_words(self.window.from_on)} to {words.when_words(last)}"


def shown(facts: Facts, data: Any, *, frame: Frame, name: str) -> Shown:
    """The picture that was asked for by `data`, a query string as Django reads it. `name` is what they are called."""
    form = PictureForm(data, lanes=names(facts))
    today, first = day_of(facts.now), facts.happenings[0].on if facts.happenings else None
    stretch = window(form.span_asked(), until_on=form.until_on(), first_on=first, today=today)
    told = ricochet(facts)
    return Shown(
        picture=layout(facts, wish(form, stretch, frame)),
        form=form,
        window=stretch,
        spans=[
            Way(said, _query(form, span=span.value), current=span is stretch.span) for span, said in SPAN_WORDS.items()
        ],
        earlier=_way("Earlier", form, earlier(stretch, first_on=first)),
        later=_way("Later", form, later(stretch, today=today)),
        ricochet=told,
        reading=words.plainly(told, name),
        undated=list(facts.undated[:MOST_UNDATED]),
        undated_count=len(facts.undated),
        query=_query(form),
    )


def wish(form: PictureForm, stretch: Window, frame: Frame) -> Wish:
    """What is to be drawn."""
    asked = form.asked()
    return Wish(stretch, frame, asked.get("lane", ""), form.shapes(), with_words=not asked.get("plain"))


def _way(said: str, form: PictureForm, until_on: date | None) -> Way | None:
    return Way(said, _query(form, to_on=until_on - timedelta(days=1))) if until_on else None


def _query(form: PictureForm, **changes: Any) -> str:
    asked = {name: "on" if value is True else str(value) for name, value in {**form.asked(), **changes}.items()}
    return urlencode(asked)
