import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import override_settings

from hearth.core.scope import acting_as
from hearth.core.storage import storage_from
from hearth.organisations.queries import worker_actor
from hearth.record.documents import actions, looking
from hearth.record.documents.tests import clamd, files


@pytest.fixture(autouse=True)
def store(tmp_path):
    """An empty store of files."""
    with override_settings(STORAGES={**settings.STORAGES, "default": storage_from({}, tmp_path)}):
        yield default_storage


@pytest.fixture
def lead(world):
    return worker_actor(world.lead)


@pytest.fixture
def scanner(tmp_path, monkeypatch):
    """ClamAV, as far as we speak with it."""
    path = tmp_path / "clamd"
    monkeypatch.setattr(settings, "CLAMD_SOCKET", str(path))
    with clamd.scanner(path) as server:
        yield server


@pytest.fixture
def add(world, keeley, lead):
    """Add a file as the shift lead, or as whoever is given."""

    def added(content=None, name="letter.pdf", *, actor=lead, person=keeley, at=None, **more):
        file = files.sent(files.pdf() if content is None else content, name)
        looked = looking.look_at(file, name=file.name, size_bytes=file.size)
        given = {"title": "", "words": "", **more}
        with acting_as(actor, at=at or world.at):
            return actions.add_document(actor, person=person, looked=looked, file=file, at=at or world.at, **given)

    return added
