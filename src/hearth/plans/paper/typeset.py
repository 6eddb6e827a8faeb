"""A page made of a template beside this file and of words."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst

from hearth.core.assets import BUILT

HERE = Path(__file__).parent


def pdf(template: str, told: Any, *, at: datetime) -> bytes:
    """The PDF, as PDF/UA-1 unless something on it cannot be drawn: a letter must not cost anybody their card."""
    words = json.dumps(told)
    try:
        return _compiled(template, words, at, "ua-1")
    except typst.TypstError:
        return _compiled(template, words, at, "1.7")


def _compiled(template: str, words: str, at: datetime, standard: Literal["ua-1", "1.7"]) -> bytes:
    made = typst.compile(
        HERE / template,
        format="pdf",
        pdf_standards=standard,
        font_paths=[BUILT / "fonts"],
        ignore_system_fonts=True,
        sys_inputs={"told": words},
        timestamp=at.replace(microsecond=0),
    )
    return bytes(made)
