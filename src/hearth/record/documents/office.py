"""Packed documents (Office, OpenDocument), judged by their list of contents without unpacking them."""

import struct
import zipfile
from typing import BinaryIO

from hearth.record.documents import refusals
from hearth.record.documents.codes import FileKind
from hearth.record.documents.refusals import Refused

MOST_PARTS = 5_000
LONGEST_LIST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
# Text packs to about a tenth, a sheet of equal numbers to a fiftieth.
MOST_TIMES = 200
SMALL_UNPACKED_BYTES = 10 * 1024 * 1024
LONGEST_HEAD_BYTES = 1024 * 1024
# The end of a packed file. Source: PKWARE APPNOTE 6.3, 4.3.16.
END, END_BYTES = b"PK\x05\x06", 22
LOCKED = 0x1
PACKED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".jar", ".cab", ".iso", ".zst")

BY_PART = {
    "word/document.xml": (FileKind.DOCX, b"wordprocessingml.document.main+xml"),
    "xl/workbook.xml": (FileKind.XLSX, b"spreadsheetml.sheet.main+xml"),
    "ppt/presentation.xml": (FileKind.PPTX, b"presentationml.presentation.main+xml"),
}
BY_TYPE = {
    b"application/vnd.oasis.opendocument.text": FileKind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": FileKind.ODS,
    b"application/vnd.oasis.opendocument.presentation": FileKind.ODP,
}
KINDS = {kind for kind, _ in BY_PART.values()} | set(BY_TYPE.values())
TYPES_OF_PARTS = "[Content_Types].xml"


def kind_of(file: BinaryIO) -> FileKind:
    """Which kind of document is packed here. Raises Refused for a plain packed folder, and for what hides something."""
    check_end(file)
    try:
        with zipfile.ZipFile(file) as packed:
            check_parts(packed.infolist())
            return _kind_of(packed)
    # zipfile says NotImplementedError of a way of packing that it does not know.
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, KeyError, OSError) as problem:
        raise Refused(refusals.BROKEN) from problem


def check_end(file: BinaryIO) -> None:
    """The last bytes say how long the list is; nothing may stand behind them. Raises Refused."""
    size = file.seek(0, 2)
    file.seek(max(size - END_BYTES, 0))
    end = file.read(END_BYTES)
    if not end.startswith(END) or len(end) < END_BYTES:
        raise Refused(refusals.BROKEN if not zipfile.is_zipfile(file) else refusals.TWO_IN_ONE)
    parts, list_bytes = struct.unpack("<HI", end[10:16])
    if parts > MOST_PARTS or list_bytes > LONGEST_LIST_BYTES:
        raise Refused(refusals.UNPACKS_TO_TOO_MUCH)


def check_parts(parts: list[zipfile.ZipInfo]) -> None:
    """Raises Refused for too many parts, for what would unpack to too much, for packed things inside, for programs,
    passwords, bytes before the first part, and names that lead elsewhere."""
    if not parts or min(part.header_offset for part in parts) != 0:
        raise Refused(refusals.TWO_IN_ONE)
    if any(part.flag_bits & LOCKED for part in parts):
        raise Refused(refusals.LOCKED_OFFICE)
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    far_more = unpacked > SMALL_UNPACKED_BYTES and unpacked > MOST_TIMES * max(packed, 1)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED_BYTES or far_more:
        raise Refused(refusals.UNPACKS_TO_TOO_MUCH)
    names = [part.filename for part in parts]
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise Refused(refusals.BROKEN)
    if any(name.lower().endswith(PACKED) for name in names):
        raise Refused(refusals.PACKED_INSIDE)
    if any(_is_program(name) for name in names):
        raise Refused(refusals.CARRIES_A_PROGRAM)


def _is_program(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))


def _kind_of(packed: zipfile.ZipFile) -> FileKind:
    found = set(packed.namelist())
    if "mimetype" in found:
        kind = BY_TYPE.get(_head(packed, "mimetype").strip())
        if kind and "content.xml" in found:
            return kind
    for part, (kind, said) in BY_PART.items():
        if part in found and TYPES_OF_PARTS in found:
            types = _head(packed, TYPES_OF_PARTS)
            if b"macroEnabled" in types:
                raise Refused(refusals.CARRIES_A_PROGRAM)
            if said in types:
                return kind
    raise Refused(refusals.PACKED)


def _head(packed: zipfile.ZipFile, part: str) -> bytes:
    with packed.open(part) as opened:
        return opened.read(LONGEST_HEAD_BYTES)
