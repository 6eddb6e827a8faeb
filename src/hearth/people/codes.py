"""The words of identity: how sure we are, how exactly we know a birthday, what kind of unknown an unknown is."""

from django.db import models

NHS_NUMBER = "nhs-number"


class PersonStatus(models.TextChoices):
    """How settled somebody's identity is (DOMAIN 4.1). Being supported or resting is not identity: see holding."""

    GUEST = "guest", "Guest"
    PROVISIONAL = "provisional", "Provisional"
    CONFIRMED = "confirmed", "Confirmed"
    MERGED = "merged-into", "Merged"
    RESTRICTED = "restricted", "Restricted"
    DIED = "died", "Died"


class BirthPrecision(models.TextChoices):
    DAY = "day", "The day"
    MONTH = "month", "The month"
    YEAR = "year", "The year"
    ESTIMATED = "estimated", "About this age"
    UNKNOWN = "unknown", "Not known"


class NameUse(models.TextChoices):
    """FHIR NameUse codes."""

    USUAL = "usual", "Name they use"
    OFFICIAL = "official", "Legal name"
    NICKNAME = "nickname", "Nickname"
    OLD = "old", "Former name"


class FormerName(models.TextChoices):
    """What becomes of a name when another takes its place."""

    FINDS = "finds", "They can still be found by it"
    HIDDEN = "hidden", "Nobody sees it or finds them by it any more"
    MISTAKE = "mistake", "It was never theirs, we wrote it wrongly"


class SecondItem(models.TextChoices):
    """What was checked beside the name before an identity counts as confirmed."""

    BIRTH_DATE = "birth-date", "Their birth date"
    NHS_NUMBER = "nhs-number", "Their NHS number"
    LETTER = "letter", "A letter or a card with their name"
    SOMEBODY = "somebody", "Somebody who knows them well"


class MoveKind(models.TextChoices):
    """What became of a row when two records were joined or parted."""

    MOVED = "moved", "Moved"
    LEFT = "left", "Stayed where it was"
    CHANGED = "changed", "Changed"
    ADDED = "added", "Added"
    WRITTEN = "written", "Written later for the one that was joined"
    BACK = "back", "Moved back"


class NhsNumberStatus(models.TextChoices):
    """What we know of an NHS number (DOMAIN 4.1); England's verification codes are made from it at export."""

    VERIFIED = "verified", "Verified"
    UNVERIFIED = "unverified", "Not verified"
    TRACED_NONE = "traced-none", "Looked for, none found"
    NOT_KNOWN = "not-known", "Not known"
    NOT_WANTED = "not-wanted", "Does not want it used"


class LivingSituation(models.TextChoices):
    OWN_HOME = "own-home", "Own home"
    RENTED = "rented", "Rented home"
    FAMILY = "family", "With family"
    SOFA = "sofa", "Staying on someone’s sofa"
    HOSTEL = "hostel", "Hostel"
    TEMPORARY = "temporary", "Temporary place"
    UNSAFE = "unsafe-at-home", "At home, and not safe there"
    STREET = "street", "Sleeping outside"
    PRISON = "prison", "Prison"
    HOSPITAL = "hospital", "Hospital"
    NOT_KNOWN = "not-known", "Not known yet"


class ContactKind(models.TextChoices):
    PHONE = "phone", "Phone"
    EMAIL = "email", "E-mail"
    ADDRESS = "address", "Address"
    PLACE = "place", "Where to be found"


class NeedKind(models.TextChoices):
    LANGUAGE = "language", "Language"
    COMMUNICATION = "communication", "Communication"
    ADJUSTMENT = "adjustment", "Adjustment"


class Answer(models.TextChoices):
    """Three kinds of unknown, and known."""

    STATED = "stated", "Told us"
    NOT_ASKED = "not-asked", "Not asked"
    PREFERS_NOT = "prefers-not", "Asked, prefers not to say"
    NOT_KNOWN = "not-known", "Does not know"


class Characteristic(models.TextChoices):
    """The equality set (DOMAIN 4.18)."""

    SEX = "sex", "Sex"
    GENDER = "gender", "Gender identity"
    DISABILITY = "disability", "Disability"
    ETHNICITY = "ethnicity", "Ethnicity"
    RELIGION = "religion", "Religion or belief"
    ORIENTATION = "orientation", "Sexual orientation"
    PREGNANCY = "pregnancy", "Pregnancy or new baby"
    CARING = "caring", "Caring for someone"
    CARE_EXPERIENCED = "care-experienced", "Grew up in care"
    VETERAN = "veteran", "Served in the armed forces"
    FIRST_LANGUAGE = "first-language", "First language"


class KeyKind(models.IntegerChoices):
    """What a key of a word says about it."""

    NAME = 0, "The word itself"
    DELETION = 1, "The word with one letter left out"
    SOUND = 2, "How the word sounds"
