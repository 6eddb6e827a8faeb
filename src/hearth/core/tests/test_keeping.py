"""A backup holds everything, forced policies or not, and comes back as it was."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from tests.databases import address, administration, drop

from hearth.core import keeping
from hearth.core.operating import CannotRun

PERSON = "0192f0c1-0000-7000-8000-000000000001"
ADD_SIGHT = f"""INSERT INTO core_sight (person_id, viewer_id, level, clearance, basis, from_at, until_at)
    VALUES ('{PERSON}', '{PERSON}', 40, 0, 'self', now(), 'infinity')"""
COUNT_SIGHT = "SELECT count(*) FROM core_sight"
COUNT_KEEPERS_FUNCTIONS = "SELECT count(*) FROM pg_proc WHERE proowner = 'hearth_keeper'::regrole"


@contextmanager
def database_copy(name: str, template: str = "template1") -> Iterator[str]:
    """An address of a database of our own, dropped afterwards."""
    with administration() as server:
        drop(server, name)
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield address(name)
    with administration() as server:
        drop(server, name)


def ask(url: str, query: str) -> int:
    with psycopg.connect(url) as one:
        one.execute("SET ROLE hearth_keeper")
        return one.execute(query).fetchone()[0]


@pytest.fixture
def full(django_db_setup: None, django_db_blocker, tmp_path: Path, monkeypatch) -> Iterator[str]:
    """A migrated database with a row behind a policy, and a file."""
    with django_db_blocker.unblock():
        connection.close()
    template = connection.settings_dict["NAME"]
    monkeypatch.setenv("HEARTH_DATA_DIR", str(tmp_path / "data"))
    with database_copy(f"{template}_full", template) as url:
        with psycopg.connect(url) as one:
            one.execute("SET ROLE hearth_keeper")
            one.execute(ADD_SIGHT)
        (tmp_path / "data" / "files").mkdir(parents=True)
        (tmp_path / "data" / "files" / "letter.txt").write_text("Dear Mina")
        monkeypatch.setenv("DATABASE_URL", url)
        yield url


class TestBackup:
    def test_comes_back_with_rows_behind_policies_and_files(self, full, tmp_path, monkeypatch):
        keeping.write_backup(tmp_path / "kept")
        monkeypatch.setenv("HEARTH_DATA_DIR", str(tmp_path / "elsewhere"))

        with database_copy(f"{connection.settings_dict['NAME']}_again") as again:
            monkeypatch.setenv("DATABASE_URL", again)
            keeping.restore_backup(tmp_path / "kept")

            assert ask(again, COUNT_SIGHT) == 1
            assert (tmp_path / "elsewhere" / "files" / "letter.txt").read_text() == "Dear Mina"
            assert ask(
                again, keeping.KEEPERS_FUNCTIONS.replace("oid::regprocedure::text", "count(*)").split("ORDER")[0]
            )
            with psycopg.connect(again) as one:
                one.execute("SET ROLE hearth_app")
                assert one.execute(COUNT_SIGHT).fetchone() == (0,)

    def test_can_only_be_read_by_its_owner(self, full, tmp_path):
        keeping.write_backup(tmp_path / "kept")

        assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o600
        assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["kept"]

    def test_is_not_put_over_what_is_there(self, full, tmp_path):
        keeping.write_backup(tmp_path / "kept")

        with pytest.raises(CannotRun, match="not empty"):
            keeping.restore_backup(tmp_path / "kept")

        assert ask(full, COUNT_SIGHT) == 1

    def test_says_when_the_folder_is_missing(self, full, tmp_path):
        with pytest.raises(CannotRun, match="no folder"):
            keeping.write_backup(tmp_path / "nowhere" / "kept")


class TestRestore:
    @pytest.mark.parametrize("words", [b"", b"not a tar at all"])
    def test_refuses_what_is_no_backup(self, words, tmp_path, monkeypatch):
        monkeypatch.setenv("HEARTH_DATA_DIR", str(tmp_path / "data"))
        (tmp_path / "kept").write_bytes(words)

        with pytest.raises(CannotRun, match="backup"):
            keeping.restore_backup(tmp_path / "kept")

    def test_refuses_a_file_that_would_land_outside(self, tmp_path, monkeypatch):
        monkeypatch.setenv("HEARTH_DATA_DIR", str(tmp_path / "data"))
        (tmp_path / "harmless").write_text("words")
        with tarfile.open(tmp_path / "kept", "w") as archive:
            archive.add(tmp_path / "harmless", "../../outside")

        with pytest.raises(CannotRun, match="does not belong"):
            keeping.restore_backup(tmp_path / "kept")

    def test_of_our_own_database_replaces_what_is_here(self, tmp_path):
        tmp_path.chmod(0o755)
        surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        surroundings |= {"HEARTH_DATA_DIR": str(tmp_path / "own"), "HEARTH_SECRET_KEY": "tests-only"}

        def hearth(*command: str) -> subprocess.CompletedProcess[str]:
            line = [sys.executable, "-m", "hearth", *command]
            return subprocess.run(line, env=surroundings, capture_output=True, text=True, check=False)

        assert hearth("migrate").returncode == 0
        assert hearth("backup", str(tmp_path / "kept")).returncode == 0
        (tmp_path / "own" / "files").mkdir(exist_ok=True)
        (tmp_path / "own" / "files" / "later.txt").write_text("written after the backup")
        restored = hearth("restore", str(tmp_path / "kept"))

        assert (restored.returncode, restored.stderr) == (0, "")
        assert "Clean    A backup sees every row" in hearth("check").stdout
        assert not (tmp_path / "own" / "files" / "later.txt").exists()
