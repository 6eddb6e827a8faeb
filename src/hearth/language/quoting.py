"""What somebody quotes: their own words are theirs, and nobody tells them how to speak (DOMAIN 4.20). Pure."""

import re
from bisect import bisect_right
from collections.abc import Iterator

OPENING = re.compile("[\"\u201c\u00ab\u2018']")
# A single mark closes only where no letter follows, and opens only after none, so that "can't" is a word.
CLOSING = {
    '"': re.compile('"'),
    "“": re.compile("”"),
    "«": re.compile("»"),
    "‘": re.compile(r"’(?!\w)"),
    "'": re.compile(r"'(?!\w)"),
}
END_OF_PARAGRAPH = re.compile(r"\n[ \t\r]*\n")
LINE_AFTER_MARK = re.compile(r"^[ \t]*>.*$", re.MULTILINE)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Where somebody else speaks, as (start, end), in order: between quotation marks, or on a line after ">".

    A mark closes before its paragraph ends; one left open quotes nothing.
    """
    lines = [found.span() for found in LINE_AFTER_MARK.finditer(text)] if ">" in text else []
    marked: list[tuple[int, int]] = []
    start = 0
    for end in [*(found.end() for found in END_OF_PARAGRAPH.finditer(text)), len(text)]:
        marked += _between_marks(text, start, end)
        start = end
    return sorted([*marked, *lines])


def without_quotations(text: str) -> str:
    """The text without what somebody else says in it."""
    kept, last = [], 0
    for start, end in quoted_spans(text):
        kept.append(text[last:start])
        last = max(last, end)
    return "".join([*kept, text[last:]])


def is_quoted(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """Whether this part of a text lies whole within a quotation. `spans` are in order."""
    before = bisect_right(spans, start, key=lambda span: span[0])
    return any(end <= closes for _, closes in spans[max(before - 2, 0) : before])


def _between_marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotations of one paragraph. A mark that is never closed is looked for once."""
    closed, left_open = start, set()
    for opening in OPENING.finditer(text, start, end):
        mark, begins = opening.group(), opening.start()
        if begins < closed or mark in left_open or (mark == "'" and text[begins - 1 : begins].isalnum()):
            continue
        if closing := CLOSING[mark].search(text, begins + 1, end):
            closed = closing.end()
            yield begins, closed
        else:
            left_open.add(mark)
