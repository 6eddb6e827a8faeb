from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory, override_settings

from hearth.core import uploads
from hearth.core.views import takes_files

pytestmark = pytest.mark.usefixtures("small")
LARGEST = 1000


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(uploads, "ROOM_FOR_WORDS", 500)
    with override_settings(UPLOAD_MAX_BYTES=LARGEST):
        yield


@takes_files
def page(request):
    raise AssertionError


def bare(request):
    raise AssertionError


def sent(size, *, view=page, signed_in=True):
    request = RequestFactory().post("/", {"words": "First", "file": SimpleUploadedFile("a.pdf", b"x" * size)})
    request.resolver_match = SimpleNamespace(func=view)
    request.user = SimpleNamespace(is_authenticated=signed_in)
    return request


class TestGuardedUploads:
    def test_let_through_what_a_page_asked_for(self):
        request = sent(LARGEST)

        assert (request.FILES["file"].size, request.POST["words"]) == (LARGEST, "First")
        assert not uploads.is_too_large(request)

    @pytest.mark.parametrize("size", [LARGEST + 1, LARGEST * 3, LARGEST * 40])
    def test_stop_at_the_first_byte_too_many_and_keep_the_words(self, size):
        request = sent(size)

        assert (dict(request.FILES), request.POST["words"]) == ({}, "First")
        assert uploads.is_too_large(request)

    def test_read_nothing_of_what_is_announced_as_much_too_large(self):
        request = sent(10)
        request.META["CONTENT_LENGTH"] = str(2 * 1024**3)
        body = request.META["wsgi.input"].read()
        stream = BytesIO(body)
        request._stream = stream

        assert dict(request.FILES) == {}
        assert uploads.is_too_large(request)

    @pytest.mark.parametrize(("view", "signed_in"), [(bare, True), (page, False)])
    def test_let_fall_what_nobody_asked_for(self, view, signed_in):
        request = sent(10, view=view, signed_in=signed_in)

        assert (dict(request.FILES), request.POST["words"]) == ({}, "First")
        assert not uploads.is_too_large(request)
