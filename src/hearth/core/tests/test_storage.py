import os
import tarfile
from datetime import timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.test import override_settings
from django.utils.timezone import now
from moto.server import ThreadedMotoServer

from hearth.core import keeping, storage

WORDS = b"Dear Mina"


@pytest.fixture
def disk(tmp_path):
    return storage.WholeFiles(location=tmp_path / "files")


@pytest.fixture
def bucket(monkeypatch):
    """A store that speaks S3, on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    environment = {
        "HEARTH_S3_BUCKET": "hearth",
        "HEARTH_S3_ENDPOINT": f"http://{host}:{port}",
        "HEARTH_S3_REGION": "eu-west-2",
        "HEARTH_S3_KEY": "key",
        "HEARTH_S3_SECRET": "secret",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    s3 = boto3.client(
        "s3",
        endpoint_url=environment["HEARTH_S3_ENDPOINT"],
        region_name="eu-west-2",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    s3.create_bucket(Bucket="hearth", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    with override_settings(STORAGES={"default": storage.storage_from(environment, Path("/nowhere"))}):
        yield storages["default"]
    to_forget = Request(f"http://{host}:{port}/moto-api/reset", method="POST")
    urlopen(to_forget).close()
    server.stop()


def words_of(store):
    with store.open("documents/ab/abc") as file:
        return file.read()


class TestWholeFiles:
    def test_keep_the_last_one_written_under_its_own_name(self, disk):
        disk.save("documents/ab/abc", ContentFile(b"half"))
        disk.save("documents/ab/abc", ContentFile(WORDS))

        assert words_of(disk) == WORDS
        assert list(storage.names_in(disk)) == ["documents/ab/abc"]

    def test_leave_nothing_under_the_name_when_writing_fails(self, disk, monkeypatch):
        def full(_descriptor):
            raise OSError("no space left")

        monkeypatch.setattr(os, "fsync", full)

        with pytest.raises(OSError, match="no space"):
            disk.save("documents/ab/abc", ContentFile(WORDS))

        assert (list(storage.names_in(disk)), list(disk.unfinished.iterdir())) == ([], [])

    def test_can_be_read_by_nobody_else(self, disk, tmp_path):
        disk.save("documents/ab/abc", ContentFile(WORDS))

        assert (tmp_path / "files/documents/ab/abc").stat().st_mode & 0o077 == 0

    @pytest.mark.parametrize("name", ["../outside", "/etc/outside"])
    def test_stay_within_their_folder(self, disk, name):
        with pytest.raises(Exception, match=r"path|Detected"):
            disk.save(name, ContentFile(WORDS))


class TestForgetUnfinished:
    def test_removes_what_was_left_half_written_long_ago(self, disk):
        disk.save("one", ContentFile(WORDS))
        (disk.unfinished / "half").write_bytes(b"half")

        assert storage.forget_unfinished(disk, before=now() - timedelta(days=1)) == 0
        assert storage.forget_unfinished(disk, before=now() + timedelta(days=1)) == 1
        assert list(storage.names_in(disk)) == ["one"]

    def test_has_nothing_to_do_in_a_new_house(self, disk):
        assert storage.forget_unfinished(disk, before=now()) == 0


class TestStorageFrom:
    def test_is_the_disk_unless_a_bucket_is_named(self, tmp_path):
        said = storage.storage_from({"HEARTH_S3_BUCKET": ""}, tmp_path)

        assert said == {"BACKEND": "hearth.core.storage.WholeFiles", "OPTIONS": {"location": tmp_path / "files"}}


class TestAStoreElsewhere:
    def test_keeps_lists_and_gives_back(self, bucket):
        storage.keep("documents/ab/abc", ContentFile(WORDS))
        storage.keep("documents/ab/abc", ContentFile(WORDS))

        assert list(storage.names_in(bucket)) == ["documents/ab/abc"]
        assert words_of(bucket) == WORDS

    def test_goes_into_a_backup_and_comes_back_from_it(self, bucket, tmp_path):
        storage.keep("documents/ab/abc", ContentFile(WORDS))
        with tarfile.open(tmp_path / "kept", "w") as archive:
            keeping._add_files(archive, tmp_path)
        bucket.delete("documents/ab/abc")

        with tarfile.open(tmp_path / "kept") as archive:
            for name in archive.getnames():
                unpacked = tmp_path / name
                unpacked.parent.mkdir(parents=True, exist_ok=True)
                unpacked.write_bytes(archive.extractfile(name).read())
        storage.take_in(tmp_path / "files")

        assert words_of(default_storage) == WORDS
