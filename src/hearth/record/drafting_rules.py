"""What is kept of a form while somebody types."""

from collections.abc import Iterable

LONGEST_PLACE = 120
OWN = {"_place", "_page", "_draft"}


def is_place(path: str) -> bool:
    """Whether this is an address of ours, short enough to be kept."""
    return path.startswith("/") and not path.startswith("//") and len(path) <= LONGEST_PLACE


def words_to_keep(typed: Iterable[tuple[str, object]], *, page: str, never: set[str]) -> dict[str, str]:
    """The fields of a draft: what was typed, without what is never kept, and the page it was typed on."""
    return {**{name: str(words) for name, words in typed if name not in never | OWN}, "_page": page}
