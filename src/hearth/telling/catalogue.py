"""Every fact that a partner's form may ask for: a closed list, so that a form can take nothing else from a record.

Each has the question we ask if nobody knows it, asked once and kept where it belongs. `told` says that a person told
it (what Hearth knows by itself, such as who fills in the form, is never counted as a question saved).
"""

from dataclasses import dataclass

from hearth.telling.codes import AnswerKind

LINE, WORDS, DAY, YES_NO = AnswerKind.LINE, AnswerKind.WORDS, AnswerKind.DAY, AnswerKind.YES_NO


@dataclass(frozen=True, slots=True)
class Fact:
    """One named fact. Without a question it cannot be asked here: it is written where it belongs."""

    code: str
    words: str
    question: str = ""
    kind: AnswerKind = LINE
    told: bool = True


FACTS = (
    Fact("known_as", "What they are called", "What would you like to be called?"),
    Fact("pronouns", "Pronouns"),
    Fact("legal_name", "Legal name", "What name stands on your papers?"),
    Fact("birth_on", "Date of birth", "When were you born?", DAY),
    Fact("nhs_number", "NHS number"),
    Fact("phone", "Phone, if it is safe to use", "Which number may they ring?"),
    Fact("email", "E-mail, if it is safe to use", "Which e-mail address may they use?"),
    Fact("address", "Address that is safe to write to", "Where may they write to?"),
    Fact("where_found", "Where to be found", "Where can they find you?"),
    Fact("living_situation", "Where they live now", "Where do you live now?"),
    Fact("household", "Who lives with them", "Who lives with you? Children and pets too.", WORDS),
    Fact("gp", "GP surgery", "Which surgery do you go to?"),
    Fact("language", "Language and interpreter", "Which language is best for you?"),
    Fact("communication", "How to communicate", "What helps you to understand and be understood?"),
    Fact("adjustments", "What makes it easier", "What would make it easier for you?"),
    Fact("how_to_talk", "How to talk with them"),
    Fact("people_to_ring", "Whom to ring in an emergency"),
    Fact("allergies", "Allergies"),
    Fact("medicines", "Medicines"),
    Fact("what_is_happening", "What is going on, in their words", "What is going on?", WORDS),
    Fact("would_help", "What would help", "What would help?", WORDS),
    Fact("own_words", "The newest of their own words in the record"),
    Fact("safe_contact", "Before getting in touch", "What should they know before they get in touch?"),
    Fact("council_chosen", "Which council they choose", "Which council do you want to ask for help?"),
    Fact("why_losing_home", "Why the home is at risk", "What is happening with your home?", WORDS),
    Fact("home_until", "Until when they can stay", "Until when can you stay where you are?"),
    Fact("local_connection", "What ties them to the area", "What ties you to this place: family, work, living here?"),
    Fact("everyday", "What is hard day to day", "What is hard for you day to day?", WORDS),
    Fact("what_it_does", "What that does to their life", "What does that do to your life?", WORDS),
    Fact("who_helps", "Who helps already", "Who helps you already?", WORDS),
    Fact(
        "wants_advocate", "Wants an advocate", "Would you like somebody on your side when you talk with them?", YES_NO
    ),
    Fact("work_before", "Work so far", "What work have you done, paid or not?", WORDS),
    Fact("work_wanted", "Work they would like", "What work would you like?"),
    Fact("work_helps", "What would help at work", "What would help you at work?", WORDS),
    Fact("tell_employer", "What an employer may know", "What may an employer know about you?", WORDS),
    Fact("benefits_now", "Benefits now", "Which benefits do you get now?"),
    Fact("bad_day", "A hard day", "What is a hard day like? What can you not do then?", WORDS),
    Fact("condition_since", "Since when", "Since when has it been like this?"),
    Fact("agrees_to_share", "Agrees that this is sent", "Is it all right with you that we send this?", YES_NO),
    Fact("please_do", "What we ask for", "What do we ask them to do?", WORDS),
    Fact("holder", "Who holds them", told=False),
    Fact("hub", "The hub, its address and phone", told=False),
    Fact("worker", "Who fills in the form", told=False),
    Fact("today", "Today’s date", told=False),
)
BY_CODE = {fact.code: fact for fact in FACTS}
# Told at the door, or for a form, and written nowhere else: every other fact has a home of its own in the record.
TOLD_HERE = frozenset(
    {"what_is_happening", "would_help", "safe_contact", "council_chosen", "why_losing_home", "home_until"}
    | {"local_connection", "everyday", "what_it_does", "who_helps", "wants_advocate", "work_before", "work_wanted"}
    | {"work_helps", "tell_employer", "benefits_now", "bad_day", "condition_since"}
)
# A yes is for one sending and no other, and what is asked of a partner is asked of that one alone.
ASKED_ANEW = frozenset({"agrees_to_share", "please_do"})
# Parts of the record that a person can seal, and the facts that come from them.
SECTION_OF = {"allergies": "allergy", "medicines": "medicine"}
OF_THE_RECORD = frozenset({"own_words", "allergies", "medicines"}) | TOLD_HERE
# What partners call their places, in small letters and digits only.
ALIASES = {
    "name": "known_as",
    "preferredname": "known_as",
    "fullname": "legal_name",
    "clientname": "legal_name",
    "applicantname": "legal_name",
    "dob": "birth_on",
    "dateofbirth": "birth_on",
    "nhsno": "nhs_number",
    "tel": "phone",
    "telephone": "phone",
    "mobile": "phone",
    "contactnumber": "phone",
    "postaladdress": "address",
    "currentaccommodation": "living_situation",
    "gpsurgery": "gp",
    "gppractice": "gp",
    "interpreter": "language",
    "reasonableadjustments": "adjustments",
    "allergy": "allergies",
    "medication": "medicines",
    "keyworker": "holder",
    "supportworker": "holder",
    "consent": "agrees_to_share",
    "date": "today",
    "localauthority": "council_chosen",
    "reasonforhomelessness": "why_losing_home",
    "referrer": "worker",
    "completedby": "worker",
}


def guessed(place: str) -> str:
    """The fact a place most likely asks for, by its name; empty if nobody can tell."""
    if place.lower() in BY_CODE:
        return place.lower()
    plain = "".join(letter for letter in place.lower() if letter.isalnum())
    by_plain = {code.replace("_", ""): code for code in BY_CODE}
    return by_plain.get(plain) or ALIASES.get(plain, "")
