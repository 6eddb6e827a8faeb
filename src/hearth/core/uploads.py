"""What may be sent as a file, decided before any of it is kept."""

from typing import Any, cast

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

# What a form carries besides its file.
ROOM_FOR_WORDS = 1024 * 1024
# A little too much is listened to, so that the browser hears why; of much too much we read nothing.
LISTENED_TO = 4


class GuardedUploads(FileUploadHandler):
    """The first to see a file that arrives. It lets fall what no page asked for or nobody signed in sent, and stops at
    the first byte too many; then `request.file_too_large` is true, and words that came before the file are kept."""

    received = 0
    sent_bytes = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Remember how much is announced. It may be a lie, so what arrives is counted as well."""
        self.sent_bytes = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins. Raises SkipFile or StopUpload."""
        super().new_file(*args, **kwargs)
        self.received = 0
        if self.sent_bytes > settings.UPLOAD_MAX_BYTES + ROOM_FOR_WORDS:
            self._stop()
        if not _is_asked_for(self.request):
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Some more of it. Raises StopUpload at the first byte too many."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_MAX_BYTES:
            self._stop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Those after us keep it."""

    def _stop(self) -> None:
        self.request.file_too_large = True  # type: ignore[union-attr]  # read by the view that takes files
        raise StopUpload(connection_reset=self.sent_bytes > LISTENED_TO * settings.UPLOAD_MAX_BYTES)


def is_too_large(request: HttpRequest) -> bool:
    """Whether a file of this request was larger than we take. Ask only after reading `request.POST`."""
    return getattr(request, "file_too_large", False)


def _is_asked_for(request: HttpRequest | None) -> bool:
    """Asked before anybody acts, so that a stranger cannot fill a disk."""
    match = request.resolver_match if request else None
    if match is None or not getattr(match.func, "takes_files", False):
        return False
    return cast(HttpRequest, request).user.is_authenticated
