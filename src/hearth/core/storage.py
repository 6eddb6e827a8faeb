"""Where files are kept: on this machine's disk, or in a store that speaks S3 (ADR 0020)."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, default_storage

# Larger files of a store elsewhere are held on disk while they are read.
IN_MEMORY_BYTES = 4 * 1024 * 1024


class WholeFiles(FileSystemStorage):
    """Files on disk. A name is there only when the whole file is, whatever dies meanwhile; the last one written stays.

    What is being written waits beside the folder, so that nobody who walks the folder meets half a file.
    """

    @property
    def unfinished(self) -> Path:
        return Path(self.location).with_name("unfinished")

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name as it is: the same name is the same file."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        path = Path(self.path(name))
        for folder in (path.parent, self.unfinished):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=self.unfinished, delete=False) as unfinished:
            try:
                for chunk in content.chunks():
                    unfinished.write(chunk)
                unfinished.flush()
                os.fsync(unfinished.fileno())
                os.replace(unfinished.name, path)
            except BaseException:
                Path(unfinished.name).unlink(missing_ok=True)
                raise
        _settle(path.parent)
        return name


def storage_from(environment: Mapping[str, str], data_folder: Path) -> dict[str, Any]:
    """Django's words for the store the environment names: S3 when there is a bucket, else the disk under `files`."""
    bucket = environment.get("HEARTH_S3_BUCKET", "")
    if not bucket:
        location = data_folder / "files"
        return {"BACKEND": "hearth.core.storage.WholeFiles", "OPTIONS": {"location": location}}
    options = {
        "bucket_name": bucket,
        "endpoint_url": environment.get("HEARTH_S3_ENDPOINT") or None,
        "region_name": environment.get("HEARTH_S3_REGION") or None,
        "access_key": environment.get("HEARTH_S3_KEY") or None,
        "secret_key": environment.get("HEARTH_S3_SECRET") or None,
        "file_overwrite": True,
        "max_memory_size": IN_MEMORY_BYTES,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def keep(name: str, content: "File[bytes]") -> None:
    """Put a file into the store whose name says what is in it. What is there already, whole, is left as it is."""
    if not default_storage.exists(name) or default_storage.size(name) != content.size:
        default_storage.save(name, content)


def names_in(storage: Storage, folder: str = "") -> Iterator[str]:
    """Every file under a folder of the store, by its whole name. None if there is no such folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}".lstrip("/") for name in sorted(files))
    for inner in sorted(folders):
        yield from names_in(storage, f"{folder}/{inner}".lstrip("/"))


def forget_unfinished(storage: Storage, *, before: datetime) -> int:
    """Remove what was being written when something died, if it is older than that. Returns how many files."""
    if not isinstance(storage, WholeFiles) or not storage.unfinished.exists():
        return 0
    old = [path for path in storage.unfinished.iterdir() if path.stat().st_mtime < before.timestamp()]
    for path in old:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return len(old)


def workplace() -> Path:
    """Where a file may be unpacked for a while; what is forgotten here is removed at night."""
    if not isinstance(default_storage, WholeFiles):
        return Path(tempfile.gettempdir())
    default_storage.unfinished.mkdir(parents=True, exist_ok=True, mode=0o700)
    return default_storage.unfinished


def take_in(folder: Path) -> None:
    """Put every file of a folder into the store of the settings, under the name it has there."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                keep(path.relative_to(folder).as_posix(), File(file))


def _settle(folder: Path) -> None:
    """A new name outlives a power cut only once its folder is on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    take_in(Path(sys.argv[1]))
