"""Which column of a spreadsheet means what, by its header."""

import re
from collections.abc import Sequence

from hearth.exchange.imported import Refused

MOST_COLUMNS = 200
SEVERAL = frozenset({"phone", "email", "address"})
HEADERS = {
    "known_as": "known as, preferred name, likes to be called, goes by, called",
    "given": "first name, forename, forenames, given, given name, given names, christian name, first names, fname",
    "family": "surname, last name, family, family name, second name, lname",
    "name": "name, full name, person, person name",
    "former": "former name, previous name, maiden name, former surname, previous surname, birth name",
    "nickname": "nickname, alias, also known as, aka",
    "birth": "dob, d o b, date of birth, birth date, born, birthday, date birth, birth, year of birth, birth year, yob",
    "nhs_number": "nhs, nhs no, nhs number, nhs num, nhs id",
    "phone": "phone, mobile, tel, telephone, phone number, mobile number, mobile phone, telephone number, tel no,"
    " mobile no, phone no, landline, home phone, home telephone, work phone, contact number, cell, mob",
    "email": "email, e mail, email address, e mail address, mail",
    "address": "address, address 1, address 2, address 3, address 4, address line 1, address line 2, address line 3,"
    " address line 4, street, home address, town, city, town city, county, postcode, post code, postal code",
    "area": "area, neighbourhood, locality, ward, district",
    "gp": "gp, gp surgery, gp practice, surgery, doctor, practice, gp name",
    "pronouns": "pronouns, pronoun",
    "language": "language, first language, preferred language, main language, languages, spoken language",
    "interpreter": "interpreter, interpreter needed, interpreter required, needs interpreter",
    "adjustment": "adjustments, adjustment, reasonable adjustments, access needs, accessibility",
    "communication": "communication needs, communication, communication need",
    "how_to_talk": "how to talk with me, how to talk to me, how to talk",
    "living_situation": "living situation, housing, housing situation, accommodation",
    "safe_to_use": "safe to call, ok to call, ok to ring, safe to ring, ok to phone, safe to contact, ok to contact",
    "safe_to_leave_message": "safe to leave message, safe to leave a message, ok to leave message, voicemail ok",
    "next_of_kin": "next of kin, emergency contact, emergency contact name, next of kin name, nok",
    "next_of_kin_phone": "next of kin phone, emergency contact phone, emergency contact number, nok phone, ice",
    "id": "id, ref, reference, record id, person id, local id, record number, unique id, client id, system id",
}
MEANING = {re.sub(r"[^a-z0-9]", "", header): field for field, said in HEADERS.items() for header in said.split(",")}


def meanings(header: Sequence[str]) -> list[str]:
    """For each column the field it fills, empty for one we have no place for.

    Raises Refused if there are too many columns, two of them say the same, or none says what people are called.
    """
    if len(header) > MOST_COLUMNS:
        raise Refused(f"This file has {len(header):,} columns. A list of people has at most {MOST_COLUMNS}.")
    fields = [MEANING.get(re.sub(r"[^a-z0-9]", "", title.casefold()), "") for title in header]
    for field in set(fields) - SEVERAL - {""}:
        if fields.count(field) > 1:
            same = " and ".join(f"“{title}”" for title, meant in zip(header, fields, strict=True) if meant == field)
            raise Refused(f"The columns {same} seem to say the same. Please keep one of them.")
    if not {"known_as", "given", "family", "name"} & set(fields):
        found = ", ".join(f"“{title[:40]}”" for title in header[:10])
        raise Refused(f"No column says what people are called, such as “First name” or “Name”. We found {found}.")
    return fields
