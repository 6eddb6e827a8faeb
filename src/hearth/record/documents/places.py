"""Where in the store a file and its pages lie: by the hash of what is in it, never by anybody's name."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.core.files.storage import default_storage

from hearth.core.storage import names_in

FILES, PAGES = "documents", "pages"


def of_file(sha256: str) -> str:
    """The file itself."""
    return f"{FILES}/{sha256[:2]}/{sha256}"


def of_page(sha256: str, page: int) -> str:
    """The picture of one of its pages."""
    return f"{PAGES}/{sha256[:2]}/{sha256}/{page}.webp"


def kept() -> Iterator[tuple[str, str]]:
    """Everything that is kept, as (hash, name in the store)."""
    for name in names_in(default_storage, FILES):
        yield name.split("/")[2], name
    for name in names_in(default_storage, PAGES):
        yield name.split("/")[2], name


def remove(names: Iterable[str], *, before: datetime) -> int:
    """Remove those that were kept before that moment. Returns how many."""
    old = [name for name in names if default_storage.get_modified_time(name) < before]
    for name in old:
        default_storage.delete(name)
    return len(old)
