"""The record as a document to read and as data: the same items, the same marks where something is left out. Pure."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from hearth.core import paper
from hearth.core.clocks import LONDON
from hearth.subject_access.rules import Segment

TEMPLATE = Path(__file__).parent / "paper" / "record.typ"
FORMAT = "hearth-record/1"
KNOWN = "What we know of you"
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{font:17px/1.5 sans-serif;max-width:42em;margin:2em auto;padding:0 1em}}p{{white-space:pre-wrap}}</style>
</head>
<body><h1>{title}</h1>{opening}{chapters}</body></html>
"""
# A control character would end a document or be drawn as a box.
CONTROLS = {code: " " for code in [*range(9), 11, 12, *range(14, 32), 127]}


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item as it is given. Nothing of it stands here that the person does not get."""

    title: str
    words: Sequence[Segment]
    happened_at: datetime | None = None
    roughly: str = ""
    told_by: str = ""
    whose: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands before everything else: whose it is, as of when, and who answers questions."""

    called: str
    as_of: datetime
    sentences: Sequence[str]


def as_document(cover: Cover, items: Iterable[Chosen]) -> bytes:
    """A PDF with bookmarks and numbered pages, the oldest first."""
    footer = f"{cover.called}’s record, as it stood on {_day(cover.as_of)}"
    given = {
        "title": f"{cover.called}’s record",
        "footer": footer,
        "opening": [_plain(sentence) for sentence in cover.sentences],
        "chapters": _chapters(items),
    }
    return paper.pdf(TEMPLATE, given, at=cover.as_of)


def as_page(cover: Cover, items: Iterable[Chosen]) -> bytes:
    """The same as one page of HTML that needs nothing else: no script, no style from elsewhere, no picture."""
    chapters = "".join(
        f"<h2>{escape(chapter['title'])}</h2>{''.join(_section(item) for item in chapter['items'])}"
        for chapter in _chapters(items)
    )
    opening = "".join(f"<p>{escape(_plain(sentence))}</p>" for sentence in cover.sentences)
    title = escape(_plain(f"{cover.called}’s record, as it stood on {_day(cover.as_of)}"))
    return PAGE.format(title=title, opening=opening, chapters=chapters).encode()


def _section(item: dict[str, Any]) -> str:
    words = "".join(
        f"<i>[{escape(word['text'])}]</i>" if word["left_out"] else escape(word["text"]) for word in item["words"]
    )
    return (
        f"<article><h3>{escape(item['title'])}</h3><p>{words}</p><p><small>{escape(item['note'])}</small></p></article>"
    )


def as_data(cover: Cover, items: Iterable[Chosen]) -> bytes:
    """The same as JSON, in UTF-8."""
    rows = [
        {
            "key": item.key,
            "what": item.title,
            "happened_at": item.happened_at.isoformat() if item.happened_at and not item.roughly else None,
            "happened_roughly": item.roughly or None,
            "told_by": item.told_by,
            "responsible": item.whose,
            "words": [asdict(segment) for segment in item.words],
        }
        for item in items
    ]
    whole = {"format": FORMAT, "called": cover.called, "as_of": cover.as_of.isoformat(), "items": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def digest(content: bytes) -> str:
    """SHA-256, as it stands in the list of what was given."""
    return sha256(content).hexdigest()


def _chapters(items: Iterable[Chosen]) -> list[dict[str, Any]]:
    return [{"title": title, "items": [_item(item) for item in some]} for title, some in groupby(items, key=_chapter)]


def _chapter(item: Chosen) -> str:
    if item.happened_at is None:
        return KNOWN
    return f"{item.happened_at.astimezone(LONDON):{'%Y' if item.roughly else '%B %Y'}}"


def _item(item: Chosen) -> dict[str, Any]:
    said = item.roughly or (_day(item.happened_at) if item.happened_at else "")
    day = f"{said[0].upper()}{said[1:]}: " if said else ""
    note = " ".join(part for part in (item.told_by, item.whose and f"Responsible: {item.whose}.") if part)
    words = [{"text": _plain(segment.text), "left_out": segment.left_out} for segment in item.words]
    return {"title": _plain(day + item.title), "note": _plain(note), "words": words}


def _day(moment: datetime) -> str:
    local = moment.astimezone(LONDON)
    return f"{local.day} {local:%B %Y}"


def _plain(text: str) -> str:
    return text.translate(CONTROLS)
