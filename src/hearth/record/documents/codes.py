"""What kinds of file are kept, and what became of looking after one."""

from django.db import models


class FileKind(models.TextChoices):
    """Named by what is inside, never by what a file is called."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "photo"
    PNG = "png", "picture"
    WEBP = "webp", "WebP picture"
    DOCX = "docx", "Word document"
    XLSX = "xlsx", "Excel sheet"
    PPTX = "pptx", "PowerPoint slides"
    ODT = "odt", "OpenDocument text"
    ODS = "ods", "OpenDocument sheet"
    ODP = "odp", "OpenDocument slides"
    EML = "eml", "e-mail"


# What a file of each kind may be called; the first is what we add where there is nothing.
SUFFIXES = {kind: (f".{kind.value}",) for kind in FileKind} | {FileKind.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif")}

CONTENT_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.ODP: "application/vnd.oasis.opendocument.presentation",
    FileKind.EML: "message/rfc822",
}
# What a browser offers to choose from; a phone then offers its camera too.
ACCEPTED = ",".join([*(name for names in SUFFIXES.values() for name in names), "image/jpeg", "image/png"])


class CheckState(models.TextChoices):
    WAITING = "waiting", "waits to be checked for viruses"
    CLEAN = "clean", "checked for viruses, nothing found"
    UNCHECKED = "unchecked", "not checked for viruses"
    HELD = "held", "held back: the check found something harmful"
    RELEASED = "released", "held back by the check for viruses, and let through by two people since"


# In these it may be opened.
MAY_BE_OPENED = (CheckState.CLEAN, CheckState.UNCHECKED, CheckState.RELEASED)

NO_SCANNER = "No virus scanner is set up here."
TOO_LONG_FOR_IT = "It is larger than the virus scanner takes."


class Problem(models.TextChoices):
    """Why there is nothing, or not everything, to look at on a page."""

    LOCKED = "locked", "It is locked with a password, so it cannot be shown or searched here. Download it to open it."
    UNREADABLE = "unreadable", "It could not be shown here. Download it to open it."
    LONG = "long", "It is long. Only its beginning is shown and searched here; download it to read the rest."
