"""Where the city lives: a PostgreSQL of our own, kept between runs outside the working copy."""

import hashlib
import os
import shutil
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.sizes import Size
from hearth.core import database
from hearth.core.embedded import Cluster

MAKER = Path(__file__).parent / "city"
POOL = "4"


def folder_of(size: Size) -> Path:
    """HEARTH_BENCH_DIR, or a cache folder of whoever runs this."""
    return Path(os.environ.get("HEARTH_BENCH_DIR") or Path.home() / ".cache" / "hearth-bench").resolve() / size.name


@contextmanager
def city(size: Size, *, fresh: bool = False) -> Iterator[Cluster]:
    """The city of this size on a running server with ordinary durability, made first if it is not there."""
    folder = folder_of(size)
    if fresh or _stamp(folder) != _wanted(size):
        _forget(folder)
        make(size, folder)
    with Cluster(folder / "database").running() as cluster:
        point_django_at(cluster, folder)
        bring_up_to_date()
        yield cluster


def make(size: Size, folder: Path) -> None:
    """Make the city quickly, without care for a power cut: only a finished one is kept."""
    folder.mkdir(parents=True)
    with Cluster(folder / "database", throw_away=True).running() as cluster:
        database.ensure_roles(cluster.url())
        point_django_at(cluster, folder)
        from bench.city import making

        making.make(size, cluster.url("postgres"))
        _let_go()
    os.sync()
    (folder / "made").write_text(_wanted(size))


def point_django_at(cluster: Cluster, folder: Path) -> None:
    """Set Django up on this server, once a process, with the pool of connections a server would have."""
    import django
    from django.apps import apps

    settings = {
        "DATABASE_URL": cluster.url(),
        "HEARTH_SECRET_KEY": "bench-only",
        "HEARTH_DATA_DIR": str(folder / "data"),
        "HEARTH_POOL_SIZE": POOL,
        "HEARTH_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_OWNER_URL": cluster.url("postgres"),
    }
    os.environ.update(settings)
    if not apps.ready:
        django.setup()


def bring_up_to_date() -> None:
    """What every start does: migrations that came after the city was made, and what the pages are drawn with."""
    from hearth.core.commands import prepare

    prepare.prepare(Namespace(empty=True))


def _let_go() -> None:
    # The server stops: what the pool holds would be connections to nowhere.
    from django.db import connection

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's own


def _forget(folder: Path) -> None:
    # The server's own files may lie elsewhere, where its user can reach them.
    shutil.rmtree(Cluster(folder / "database").home, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _stamp(folder: Path) -> str:
    made = folder / "made"
    return made.read_text() if made.exists() else ""


def _wanted(size: Size) -> str:
    """Changes when the size or the way the city is made does."""
    digest = hashlib.sha256(repr(size).encode())
    for file in sorted([*MAKER.glob("*.py"), *MAKER.glob("*.sql"), MAKER.parent / "names.py"]):
        digest.update(file.read_bytes())
    return digest.hexdigest()
