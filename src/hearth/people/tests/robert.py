"""Robert, with every clue that somebody may look for him by. He is invented."""

from datetime import date

from hearth.core.values import NhsNumber
from hearth.people.codes import BirthPrecision, NameUse
from hearth.people.details import ContactDetails

BORN = date(1984, 3, 14)
ROBERT = {
    "known_as": "Bobby",
    "given": "Robert",
    "family": "O'Neill-Ward",
    "other_names": [(NameUse.OLD, "", "Catterick")],
    "birth_on": BORN,
    "birth_precision": BirthPrecision.DAY,
    "area": "Acomb",
    "nhs_number": NhsNumber("9990000026"),
    "contacts": [
        ContactDetails("phone", "07700 900123"),
        ContactDetails("email", "bobby@example.org"),
        ContactDetails("address", "12 Acomb Road, York"),
    ],
}
