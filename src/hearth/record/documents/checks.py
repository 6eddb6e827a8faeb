"""What must be true of files: every row has its file, every file a row, and none waits unseen."""

from datetime import timedelta

from django.core.files.storage import default_storage

from hearth.core.actor import SYSTEM
from hearth.core.checks import Check
from hearth.core.installation import is_demonstration
from hearth.core.scope import current_scope
from hearth.core.storage import names_in
from hearth.record.documents import places, queries

PATIENCE = timedelta(hours=1)
# The sweep of the night has had its turn.
SWEPT_BY = timedelta(days=3)


def checks() -> list[Check]:
    """What must be true of documents."""
    return [
        Check("Every document has its file", files_missing),
        Check("Every file belongs to a document", files_left_over),
        Check("Every document has been looked after", documents_waiting),
    ]


def files_missing() -> list[str]:
    """Documents whose file is not in the store."""
    kept = names_in(default_storage, places.FILES)
    return [f"document {pk} has no file" for pk in queries.missing_files(SYSTEM, kept=kept)]


def files_left_over() -> list[str]:
    """Files in the store for three days that no document names."""
    before = current_scope().at - SWEPT_BY
    left = [name for name in queries.unnamed_files(SYSTEM) if default_storage.get_modified_time(name) < before]
    return [f"file {name} belongs to no document; is `hearth work` running?" for name in left]


def documents_waiting() -> list[str]:
    """Documents that have waited for an hour. A demonstration has a past, and so some until its worker has run."""
    if is_demonstration():
        return []
    waiting = queries.to_look_after(SYSTEM, before=current_scope().at - PATIENCE)
    return [f"document {pk} waits; is `hearth work` running, and does the scanner answer?" for pk in waiting]
