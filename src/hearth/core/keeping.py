"""Backup and restore: one tar holding the database, the files and the secret that signs sessions.

The database is read whole although row-level security is forced: by the superuser of our own PostgreSQL, elsewhere by
`hearth_keeper`, whom every policy lets through (`hearth check` looks that this stays so).
"""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from hearth import __version__
from hearth.core import database, environment
from hearth.core.embedded import Cluster
from hearth.core.embedded_files import binaries
from hearth.core.operating import CannotRun
from hearth.core.storage import names_in

# PostgreSQL 17 brought it, and newer programs set it for older servers too.
KNOWS_TRANSACTION_TIMEOUT = 170_000
SET_TRANSACTION_TIMEOUT = b"SET transaction_timeout = 0;"
HEAD_BYTES = 4096
RESTORING = "hearth_restoring"
KEEPERS_FUNCTIONS = """
    SELECT oid::regprocedure::text FROM pg_proc WHERE proowner = 'hearth_keeper'::regrole ORDER BY 1
"""
TABLES = "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"


def write_backup(file: Path) -> None:
    """Write everything into `file`, which appears only when it is whole. Needs DATABASE_URL to answer."""
    folder = environment.data_folder()
    url = os.environ["DATABASE_URL"]
    with _unfinished(file) as unfinished, tempfile.TemporaryDirectory(dir=file.resolve().parent) as workplace:
        dump = Path(workplace) / "database.dump"
        _dump(url, folder, dump)
        with tarfile.open(unfinished, "w") as archive:
            _add_words(archive, "hearth.json", json.dumps(_description(url)))
            archive.add(dump, "database.dump")
            if (folder / "secret").exists():
                archive.add(folder / "secret", "secret")
            # After the rows: whatever a row names was kept before it.
            _add_files(archive, folder)


def _add_files(archive: tarfile.TarFile, folder: Path) -> None:
    if not environment.keeps_files_elsewhere():
        if (folder / "files").exists():
            archive.add(folder / "files", "files")
        return
    from django.core.files.storage import default_storage  # a restore runs without settings

    for name in names_in(default_storage):
        entry = tarfile.TarInfo(f"files/{name}")
        entry.size, entry.mode = default_storage.size(name), 0o600
        with default_storage.open(name) as file:
            archive.addfile(entry, file)


@contextlib.contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield unfinished
        unfinished.replace(file)
    except FileNotFoundError as problem:
        raise CannotRun(f"There is no folder {file.parent}.") from problem
    finally:
        unfinished.unlink(missing_ok=True)


def _description(url: str) -> dict[str, object]:
    with psycopg.connect(url) as connection:
        functions = [name for (name,) in connection.execute(KEEPERS_FUNCTIONS)]
    return {"hearth": __version__, "made_at": datetime.now(UTC).isoformat(), "keepers_functions": functions}


def _add_words(archive: tarfile.TarFile, name: str, words: str) -> None:
    entry = tarfile.TarInfo(name)
    entry.size = len(words.encode())
    entry.mode = 0o600
    archive.addfile(entry, io.BytesIO(words.encode()))


def _dump(url: str, folder: Path, dump: Path) -> None:
    cluster = Cluster(folder / "database")
    if cluster.is_ours(url):
        return _run("pg_dump", cluster.url("postgres"), "--format=custom", f"--file={dump}")
    as_keeper = [f"--role={database.KEEPER}", "--enable-row-security"]
    return _run("pg_dump", url, "--format=custom", f"--file={dump}", *as_keeper)


def restore_backup(file: Path) -> None:
    """Put back what `file` holds, in place of what is here.

    Our own database is replaced only after the new one is whole; a database of DATABASE_URL must be empty.
    Raises CannotRun when Hearth is running, the file is no backup, or the database is not empty.
    """
    folder = environment.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as workplace:
        unpacked = Path(workplace)
        _unpack(file, unpacked)
        cluster = environment.embedded_cluster()
        if cluster is None:
            _fill(os.environ["DATABASE_URL"], unpacked)
            _put_files(unpacked, folder, os.environ["DATABASE_URL"])
            return
        with cluster.running_alone():
            _replace_own(cluster, unpacked)
            _put_files(unpacked, folder, cluster.url())


def _unpack(file: Path, target: Path) -> None:
    """Plain files and folders only, none outside the target: a backup may have been tampered with."""
    try:
        with tarfile.open(file) as archive:
            for entry in archive:
                path = (target / entry.name).resolve()
                if not path.is_relative_to(target.resolve()) or not (entry.isfile() or entry.isdir()):
                    raise CannotRun(f"{file} holds something that does not belong in a backup: {entry.name}")
                archive.extract(entry, target, set_attrs=False)
    except (OSError, tarfile.TarError) as problem:
        raise CannotRun(f"{file} cannot be read as a backup: {problem}") from problem
    if not (target / "database.dump").exists() or not (target / "hearth.json").exists():
        raise CannotRun(f"{file} is not a backup of Hearth.")


def _replace_own(cluster: Cluster, unpacked: Path) -> None:
    superuser = cluster.url("postgres", "postgres")
    with psycopg.connect(superuser, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(RESTORING)))
        server.execute(sql.SQL("CREATE DATABASE {} OWNER hearth").format(sql.Identifier(RESTORING)))
        _fill(cluster.url(database=RESTORING), unpacked)
        with server.transaction():
            server.execute("ALTER DATABASE hearth RENAME TO hearth_before")
            server.execute(sql.SQL("ALTER DATABASE {} RENAME TO hearth").format(sql.Identifier(RESTORING)))
        server.execute("DROP DATABASE hearth_before WITH (FORCE)")


def _fill(url: str, unpacked: Path) -> None:
    database.ensure_roles(url)
    with psycopg.connect(url) as connection:
        (tables,) = connection.execute(TABLES).fetchone() or (0,)
    if tables:
        raise CannotRun("The database of DATABASE_URL is not empty. Restore into an empty one.")
    _restore(url, unpacked / "database.dump")
    description = json.loads((unpacked / "hearth.json").read_text())
    with psycopg.connect(url) as connection:
        for name in description["keepers_functions"]:
            _give_to_keeper(connection, name)
    _migrate(url)


def _restore(url: str, dump: Path) -> None:
    """Put everything back, stopping at the first error."""
    script = dump.with_suffix(".sql")
    _call("pg_restore", ["--no-owner", "--no-acl", "--file", str(script), str(dump)])
    with psycopg.connect(url) as connection:
        if connection.info.server_version < KNOWS_TRANSACTION_TIMEOUT:
            _leave_out(script, SET_TRANSACTION_TIMEOUT)
    _run("psql", url, "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1", "--file", str(script))
    script.unlink()


def _leave_out(script: Path, line: bytes) -> None:
    """Make a comment of a line in the head of a script, which says it whatever the server is."""
    with script.open("r+b") as file:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        file.write(head.replace(line, b"--" + line[2:], 1))


def _give_to_keeper(connection: psycopg.Connection, signature: str) -> None:
    # Only a name the catalogue knows is put into the statement.
    row = connection.execute("SELECT to_regprocedure(%s)::text", [signature]).fetchone()
    if not row or row[0] is None:
        raise CannotRun(f"The backup names a function it does not hold: {signature}")
    connection.execute(sql.SQL("ALTER FUNCTION {} OWNER TO hearth_keeper").format(sql.SQL(row[0])))


def _migrate(url: str) -> None:
    """Bring an older backup up to date, and grant every right anew."""
    environment.provide_secret()
    if _python(url, "hearth", "migrate"):
        raise CannotRun("The restored database could not be brought up to date. What was here is unchanged.")


def _python(url: str, *module: str) -> int:
    surroundings = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "hearth.config.settings"}
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, env=surroundings, check=False, stdout=subprocess.DEVNULL).returncode


def _put_files(unpacked: Path, folder: Path, url: str) -> None:
    if (unpacked / "secret").exists():
        (unpacked / "secret").chmod(0o600)
        (unpacked / "secret").replace(folder / "secret")
    if environment.keeps_files_elsewhere():
        if (unpacked / "files").exists() and _python(url, "hearth.core.storage", str(unpacked / "files")):
            raise CannotRun("The database is back, but the store would not take the files. Run this again.")
        return
    shutil.rmtree(folder / "files.before", ignore_errors=True)
    if (folder / "files").exists():
        (folder / "files").rename(folder / "files.before")
    if (unpacked / "files").exists():
        (unpacked / "files").rename(folder / "files")
    shutil.rmtree(folder / "files.before", ignore_errors=True)


def _run(program: str, url: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs. The password goes by the environment, where `ps` does not show it."""
    target = ["--no-password", "--dbname", _without_password(url)]
    _call(program, [*target, *arguments], password=urlsplit(url).password or "")


def _call(program: str, arguments: list[str], *, password: str = "") -> None:
    done = subprocess.run(
        [str(binaries() / program), *arguments],
        env={**os.environ, "PGPASSWORD": password},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotRun(f"{program} did not finish: {done.stderr.strip()}")


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    address = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username}@{address}" if parts.username else address))
