"""Why a file is not taken, in words that say what to do instead."""

from hearth.core.errors import NotPossible

EMPTY = "There is nothing in this file. Look whether it opens on your own device, then choose it again."
TOO_LARGE = "This file is larger than {} MB. Try fewer pages, or a smaller photo."
BROKEN = "This file cannot be opened. It may have been cut off on its way; look whether it opens on your own device."
UNKNOWN = (
    "We cannot open this kind of file. PDF, photos (JPEG, PNG, WebP), Word, Excel, PowerPoint and OpenDocument work, "
    "and e-mails saved as .eml."
)
MISNAMED = "Inside, this is a {}, but its name ends in {}. Give it its right name if you know where it comes from."
TWO_IN_ONE = "This is two kinds of file in one, which is how harm hides. Save it again as a PDF and choose that."
UNPACKS_TO_TOO_MUCH = "Unpacked, this would be far larger than anybody could read. Save it as a PDF and choose that."
PACKED_INSIDE = "Something packed lies inside this file. Unpack it, and add what is in it one by one."
CARRIES_A_PROGRAM = "This document carries a program (a macro). Save it without, as .docx or PDF, and choose that."
TOO_MANY_DOTS = "This picture is larger than we can show. Save it smaller and choose that."
LOCKED_OFFICE = "This document is locked with a password. Save it without one, or as a PDF, and choose that."
WEB_PAGE = "A web page or a drawing (SVG) can carry a program. Save it as PDF or PNG and choose that."
OLD_OFFICE = "This comes from an older Office, or is locked. Save it as .docx, .xlsx, .pptx or PDF without a password."
OUTLOOK = "Outlook keeps this e-mail in a form of its own. Save it as .eml or as PDF and choose that."
HEIC = (
    "This photo is in a form (HEIC) that many devices cannot open. Save it as JPEG; on an iPhone: Settings, Camera, "
    "Formats, Most Compatible."
)
PACKED = "This is a packed folder. Unpack it, and add what is in it one by one."
PROGRAM = "This is a program, and we take no programs."
RECORDING = "Films and recordings cannot be kept here yet. Write down what matters in it."
WORDS = "Copy these words into an entry instead: there everybody can read and answer them."


class Refused(NotPossible):
    """This file is not taken. Nothing of it was kept."""
