"""Words of the trade, said plainly: shown on tap beside whatever uses them (DOMAIN 4.20)."""

import json
from functools import cache
from pathlib import Path

from hearth.language.finding import Finder, Term

TERMS = Path(__file__).parent / "data" / "terms-1.json"


def explained(text: str) -> list[Term]:
    """The terms a text uses, each once in its order, with what it means as `suggestion`."""
    return list(dict.fromkeys(hit.term for hit in _finder().find_anywhere(text)))


@cache
def _finder() -> Finder:
    terms = json.loads(TERMS.read_text())["terms"]
    return Finder(Term(one["term"], one["means"], "") for one in terms)
