"""Having a file opened by `reader.py`, a process that knows nothing of us and may not take long."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files.storage import default_storage

from hearth.core import storage
from hearth.record.documents import places
from hearth.record.documents.codes import FileKind, Problem

READER = Path(__file__).with_name("reader.py")
PATIENCE_SECONDS = 90
# No secret, no database, no way of being told to run something else.
SURROUNDINGS = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What opening a file showed: how many pages it has, pictures of the first, and the words of each."""

    pages: int
    pictures: list[Path]
    problem: Problem | None
    texts: list[tuple[int, str]]


@contextmanager
def reading_of(*, sha256: str, kind: str) -> Iterator[Reading]:
    """Open a kept file. Its pictures are there until the block ends.

    A file that cannot be read is a reading with a problem, never an error: it would break again every time.
    """
    with tempfile.TemporaryDirectory(dir=storage.workplace()) as folder:
        file = Path(folder) / "file"
        with default_storage.open(places.of_file(sha256)) as kept, file.open("wb") as copy:
            shutil.copyfileobj(kept, copy)
        yield _read(file, kind, Path(folder))


def _read(file: Path, kind: str, folder: Path) -> Reading:
    command = [sys.executable, "-I", str(READER), FileKind(kind).value, str(file), str(folder)]
    try:
        subprocess.run(command, cwd=folder, env=SURROUNDINGS, timeout=PATIENCE_SECONDS, check=True, capture_output=True)
        told = json.loads((folder / "told.json").read_text())
    except (subprocess.SubprocessError, OSError, ValueError):
        return Reading(0, [], Problem.UNREADABLE, [])
    pictures = [folder / f"{page}.webp" for page in range(1, told["shown"] + 1)]
    problem = Problem(told["problem"]) if told["problem"] else None
    return Reading(told["pages"], pictures, problem, [(page, text) for page, text in told["texts"]])
