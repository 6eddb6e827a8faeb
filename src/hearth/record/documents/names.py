"""What a file is called: kept as given, as far as that is safe to keep and to show."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 200
LONGEST_SUFFIX = 10
UNNAMED = "document"
# Characters that are not seen, or that turn the reading direction so that "gpj.exe" reads as "exe.jpg". Those that
# some scripts need within a word (joiners) stay.
UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
JOINERS = "\u200c\u200d"
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


def clean(given: str) -> str:
    """The last part of a name as somebody's computer gave it: no folders, no control characters, 200 characters at
    most, its ending kept. Never empty."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    seen = "".join(one for one in UNSEEN.sub("", last) if one in JOINERS or unicodedata.category(one)[0] != "C")
    tidy = " ".join(NOT_IN_NAMES.sub(" ", seen).split()).strip(". ")
    stem, suffix = split(tidy)
    return f"{stem[: LONGEST - len(suffix)].rstrip()}{suffix}" if stem else UNNAMED


def split(name: str) -> tuple[str, str]:
    """A name and its ending, ".pdf" or none. "letter. 3 November" has none."""
    suffix = PurePosixPath(name).suffix
    is_ending = re.fullmatch(rf"\.[A-Za-z0-9]{{1,{LONGEST_SUFFIX - 1}}}", suffix)
    return (name.removesuffix(suffix), suffix) if is_ending else (name, "")
