"""Asking ClamAV whether a file is harmful, through its Unix socket."""

from typing import BinaryIO

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdUnixSocket
from django.conf import settings

from hearth.record.documents.codes import TOO_LONG_FOR_IT, CheckState

PATIENCE_SECONDS = 120


class ScannerSilent(Exception):
    """The scanner is set up and did not answer. Asked again later; until then the file waits."""


def is_set_up() -> bool:
    """Whether there is a scanner to ask."""
    return bool(settings.CLAMD_SOCKET)


def ask(file: BinaryIO) -> tuple[CheckState, str, str]:
    """What the scanner says of a file: the state, what it found, and why it could not look.

    Raises ScannerSilent when it does not answer or does not say.
    """
    scanner = ClamdUnixSocket(settings.CLAMD_SOCKET, timeout=PATIENCE_SECONDS)
    try:
        answer = scanner.instream(file)
    except BufferTooLongError:
        return CheckState.UNCHECKED, "", TOO_LONG_FOR_IT
    except (ClamdError, OSError) as problem:
        raise ScannerSilent(type(problem).__name__) from problem
    status, found = answer.get("stream", ("ERROR", ""))
    if status == "FOUND":
        return CheckState.HELD, found or "something harmful", ""
    if status != "OK":
        raise ScannerSilent(status)
    return CheckState.CLEAN, "", ""
