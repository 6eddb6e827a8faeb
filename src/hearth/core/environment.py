"""Which database and which secret a command uses: what the environment says, else our own under HEARTH_DATA_DIR."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from hearth.core.embedded import Cluster


def data_folder() -> Path:
    """Where Hearth keeps its files and, without DATABASE_URL, its database."""
    return Path(os.environ.get("HEARTH_DATA_DIR") or ".hearth").resolve()


def keeps_files_elsewhere() -> bool:
    """Whether files are in a store that speaks S3, and not in this folder."""
    return bool(os.environ.get("HEARTH_S3_BUCKET"))


def embedded_cluster() -> Cluster | None:
    """Our own PostgreSQL, or None when DATABASE_URL names another."""
    return None if os.environ.get("DATABASE_URL") else Cluster(data_folder() / "database")


@contextlib.contextmanager
def settings_ready() -> Iterator[None]:
    """Django set up on a database that answers, for the length of one command. Starts our own if it is not running."""
    import django

    provide_secret()
    cluster = embedded_cluster()
    with contextlib.ExitStack() as stack:
        if cluster is not None:
            stack.enter_context(cluster.running())
            os.environ["DATABASE_URL"] = cluster.url()
            stack.callback(os.environ.pop, "DATABASE_URL")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearth.config.settings")
        django.setup()
        yield


def provide_secret() -> None:
    """HEARTH_SECRET_KEY from the environment, else one made up on the first start and kept beside the data."""
    if os.environ.get("HEARTH_SECRET_KEY"):
        return
    path = data_folder() / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        unfinished.rename(path)
    os.environ["HEARTH_SECRET_KEY"] = path.read_text()
