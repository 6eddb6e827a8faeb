"""The kinds and sources of entries (DOMAIN 4.5), and how much of a person each kind tells."""

from django.db import models

from hearth.core.sight import Level

# How somebody writes in their own record, as every entry of theirs is stamped.
OWN_WORDS = "my own words"
# How somebody writes in the record of the one for whom they act.
FOR_THEM = "for them"


class EntryKind(models.TextChoices):
    CONVERSATION = "conversation", "Talked"
    CALL = "call", "Rang"
    CONTACT_ATTEMPT = "contact-attempt", "Tried to reach"
    VISIT = "visit", "Visited"
    DID_NOT_MAKE_IT = "did-not-make-it", "Did not make it"
    GROUP = "group", "Group"
    DECISION = "decision", "Decision"
    PLAN_CHANGE = "plan-change", "Plan"
    OUTCOME = "outcome", "How it went"
    MESSAGE = "message", "Message"
    DOCUMENT = "document", "Document"
    LIFE_EVENT = "life-event", "Life event"
    IMPORTED_EVENT = "imported-event", "From another record"
    ATTENDANCE = "attendance", "Came in"
    REFERRAL = "referral", "Asked for support"
    HANDOVER = "handover", "Holding"
    CRISIS = "crisis", "Crisis"
    INCIDENT_LINK = "incident-link", "Incident"
    KEEPING_SAFE = "keeping-safe", "What keeps them safe"


WRITTEN_BY_HAND = (
    EntryKind.CONVERSATION,
    EntryKind.CALL,
    EntryKind.VISIT,
    EntryKind.DID_NOT_MAKE_IT,
    EntryKind.CONTACT_ATTEMPT,
    EntryKind.GROUP,
    EntryKind.DECISION,
    EntryKind.LIFE_EVENT,
)

# One tap each: what happens many times a day.
QUICK = (
    (EntryKind.CALL, "Called"),
    (EntryKind.MESSAGE, "Texted"),
    (EntryKind.VISIT, "Visited"),
    (EntryKind.DID_NOT_MAKE_IT, "Did not make it"),
)

LEVEL_OF_KIND = {
    EntryKind.ATTENDANCE: Level.APPOINTMENTS,
    EntryKind.DID_NOT_MAKE_IT: Level.APPOINTMENTS,
    EntryKind.PLAN_CHANGE: Level.PLAN,
}


class Source(models.TextChoices):
    SEEN = "seen", "Seen"
    TOLD_BY_PERSON = "told-by-person", "Told by the person"
    TOLD_BY_OTHER = "told-by-other", "Told by someone else"
    IMPORTED = "imported", "Came from another record"


class WithholdReason(models.TextChoices):
    """Why one entry is held back from the person for a while (DOMAIN 4.7). There is no reason for all of a record."""

    THIRD_PARTY = "third-party", "Words of or about somebody else"
    SAFEGUARDING = "safeguarding", "Somebody could be put in danger"
    SERIOUS_HARM = "serious-harm", "Reading it now could do serious harm"
    IN_CONFIDENCE = "in-confidence", "Told us in confidence"


class EntryStatus(models.TextChoices):
    """FHIR's words."""

    FINAL = "final", "Written"
    AMENDED = "amended", "Amended"
    ENTERED_IN_ERROR = "entered-in-error", "Entered in error"


# Its three working days are data, with their source, in `core/data/clocks.json`.
COUNTERSIGN_CLOCK = "countersignature"


class FactKind(models.TextChoices):
    """Also the names of the sections that a person can seal."""

    ALLERGY = "allergy", "Allergy"
    MEDICINE = "medicine", "Medicine"


class Said(models.TextChoices):
    """What somebody said of an allergy, a medicine or a note to know before a visit."""

    TOLD = "told", "Told"
    CONFIRMED = "confirmed", "Said again"
    ENDED = "ended", "No longer so"


class Countersign(models.TextChoices):
    """What passes between a student or volunteer and whoever answers for their words."""

    ASKED = "asked", "Asked"
    ANSWERED = "answered", "Answered"
    SIGNED = "signed", "Countersigned"


class Theirs(models.TextChoices):
    """What somebody says who is named as having written something too."""

    MINE = "mine", "These are my words too"
    NOT_MINE = "not-mine", "These are not my words"
