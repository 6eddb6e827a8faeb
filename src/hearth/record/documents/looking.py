"""Looking at a file before any of it is kept: what it is by what is in it, and whether it is only that.

Nothing here trusts a name or what a browser says. Packed files are judged by their list of contents, without unpacking.
"""

import hashlib
import re
import warnings
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

import puremagic
from django.conf import settings
from PIL import Image

from hearth.record.documents import names, office, refusals
from hearth.record.documents.codes import SUFFIXES, FileKind
from hearth.record.documents.refusals import Refused

HEAD_BYTES = 4096
CHUNK_BYTES = 256 * 1024
# A reader of PDFs takes one that begins anywhere in here. Source: ISO 32000-1, annex H.3, implementation note 13.
PDF_BEGINS_WITHIN = 1024
BEFORE_A_PDF = b"\xef\xbb\xbf\r\n\t "
MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|script|svg|iframe|body)\b", re.IGNORECASE)
# A camera makes 60 million dots at most today.
MOST_DOTS = 80_000_000
PICTURES = {FileKind.JPEG: "JPEG", FileKind.PNG: "PNG", FileKind.WEBP: "WEBP"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
MAIL_HEADER = re.compile(rb"^(from|to|subject|date|received|message-id|return-path|mime-version):", re.I | re.M)
HEADER_LINES = re.compile(rb"\A(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}")
PROGRAMS = {".exe", ".dll", ".elf", ".class", ".jar", ".msi", ".sh", ".bat", ".apk", ".dmg", ".scr", ".com"}
RECORDINGS = {".mp3", ".mp4", ".m4a", ".mov", ".avi", ".wav", ".ogg", ".webm", ".mkv", ".flac", ".3gp", ".amr"}
PLAIN = {".txt", ".csv", ".md", ".rtf"}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file turned out to be."""

    kind: FileKind
    file_name: str
    sha256: str
    size_bytes: int
    is_locked: bool


def look_at(file: BinaryIO, *, name: str, size_bytes: int) -> Looked:
    """What this file is, if it is one that we take. The file is left at its beginning.

    Raises Refused, with what to do instead: for nothing, too much, a kind we do not take, a name that says otherwise,
    two kinds in one, what unpacks to too much, and what cannot be opened.
    """
    if not size_bytes:
        raise Refused(refusals.EMPTY)
    if size_bytes > settings.UPLOAD_MAX_BYTES:
        raise Refused(too_large())
    head = _read(file, HEAD_BYTES)
    kind = _kind_of(file, head, name)
    _check_is_only_that(file, head, kind)
    file_name = _check_name(names.clean(name), kind)
    is_locked = _open(file, kind)
    return Looked(kind, file_name, _hash(file), size_bytes, is_locked)


def too_large() -> str:
    """The sentence for a file that is larger than the setting allows."""
    return refusals.TOO_LARGE.format(settings.UPLOAD_MAX_BYTES // (1024 * 1024))


def _kind_of(file: BinaryIO, head: bytes, name: str) -> FileKind:
    if head.lstrip(BEFORE_A_PDF).startswith(b"%PDF-"):
        return FileKind.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head.startswith(b"PK\x03\x04"):
        return office.kind_of(file)
    if HEADER_LINES.match(head) and len(set(map(bytes.lower, MAIL_HEADER.findall(head)))) >= 2:
        return FileKind.EML
    raise Refused(_why_not(head, name))


def _why_not(head: bytes, name: str) -> str:
    suffix = names.split(names.clean(name))[1].lower()
    if MARKUP.search(head) or suffix in {".svg", ".html", ".htm"}:
        return refusals.WEB_PAGE
    if head.startswith(OLE):
        return refusals.OUTLOOK if suffix == ".msg" else refusals.OLD_OFFICE
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return refusals.HEIC
    guesses = _guesses(head) | {suffix}
    for wanted, words in ((PROGRAMS, refusals.PROGRAM), (RECORDINGS, refusals.RECORDING), (PLAIN, refusals.WORDS)):
        if guesses & wanted:
            return words
    return refusals.UNKNOWN


def _guesses(head: bytes) -> set[str]:
    """What else it may be, only to say so in words."""
    try:
        return {found.extension for found in puremagic.magic_string(head)[:3]}
    except (puremagic.PureError, ValueError):
        return set()


def _check_is_only_that(file: BinaryIO, head: bytes, kind: FileKind) -> None:
    beginning = head[:PDF_BEGINS_WITHIN]
    packed = kind in office.KINDS
    is_also_a_pdf = kind != FileKind.PDF and b"%PDF-" in beginning
    is_also_a_page = kind != FileKind.EML and MARKUP.search(beginning)
    is_also_packed = not packed and zipfile.is_zipfile(file)
    if is_also_a_pdf or is_also_a_page or is_also_packed:
        raise Refused(refusals.TWO_IN_ONE)


def _check_name(name: str, kind: FileKind) -> str:
    stem, suffix = names.split(name)
    if not suffix:
        return names.clean(f"{stem}{SUFFIXES[kind][0]}")
    if suffix.lower() not in SUFFIXES[kind]:
        raise Refused(refusals.MISNAMED.format(kind.label, suffix))
    return name


def _open(file: BinaryIO, kind: FileKind) -> bool:
    """Whether it is locked with a password. Raises Refused if it cannot be opened as what it is."""
    file.seek(0)
    if kind == FileKind.PDF:
        return _open_pdf(file)
    if kind in PICTURES:
        _open_picture(file, PICTURES[kind])
    return False


def _open_pdf(file: BinaryIO) -> bool:
    from pypdf import PdfReader  # 36 MB of every web process, if it were read at start

    # What a parser raises on bytes that somebody has chosen is anybody's guess.
    try:
        pdf = PdfReader(file)
        if pdf.is_encrypted and not pdf.decrypt(""):
            return True
        has_pages = bool(pdf.root_object["/Pages"])
    except Exception as problem:
        raise Refused(refusals.BROKEN) from problem
    if not has_pages:
        raise Refused(refusals.BROKEN)
    return False


def _open_picture(file: BinaryIO, form: str) -> None:
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file, formats=[form]) as picture:
            dots = picture.width * picture.height
            picture.verify()
    except Image.DecompressionBombError as problem:
        raise Refused(refusals.TOO_MANY_DOTS) from problem
    except Exception as problem:
        raise Refused(refusals.BROKEN) from problem
    if dots > MOST_DOTS:
        raise Refused(refusals.TOO_MANY_DOTS)


def _hash(file: BinaryIO) -> str:
    file.seek(0)
    total = hashlib.sha256()
    while some := file.read(CHUNK_BYTES):
        total.update(some)
    file.seek(0)
    return total.hexdigest()


def _read(file: BinaryIO, count: int) -> bytes:
    file.seek(0)
    return file.read(count)
