"""A referral as the API takes it, in the words of the front door."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hearth.core.values import NhsNumber
from hearth.exchange.codes import Fault
from hearth.exchange.gate import Json
from hearth.exchange.machine_rules import Caller, Refusal, Wrong
from hearth.front_door.codes import PersonKnows, Route
from hearth.front_door.rules import Hints, Told

FIRST_YEAR = 1890
BORN_LATER = "That birthday is still to come. Leave it out if you are not sure."
BORN_LONG_AGO = "That is too long ago for a birthday. Leave it out if you are not sure."
SAY_MORE = "Write a few words: spaces alone say nothing."
NO_EMAIL = "That does not look like an e-mail address."
THEY_KNOW = "Whoever asks for themselves knows. Leave it out, or say which way they come."
NOBODY_BETWEEN = "Whoever asks for themselves has nobody between. Leave the referrer out, or say which way they come."
SAME_NAMES = (
    "known_as",
    "who_and_how_to_find",
    "what_is_happening",
    "knows_not_because",
    "safe_contact",
    "would_help",
    "good_at",
    "adjustments",
    "others_affected",
    "who_else",
    "keep_doing",
)
MUST_SAY = ("who_and_how_to_find", "what_is_happening", "keep_doing")


def told_from(sent: Json, caller: Caller, *, today: date) -> Told:
    """What was sent, once it is shaped as the description asks. The organisation is that of the key.

    Whoever asks for themselves through somebody's machine is not spoken for by its organisation.
    Raises Refusal with a sentence for each value that cannot be.
    """
    _check_values(sent, today)
    route = Route(sent.get("route", Route.PROFESSIONAL))
    return Told(
        route=route,
        feels_unsafe=sent.get("feels_unsafe"),
        hints=_hints(sent),
        **({} if route == Route.MYSELF else _whoever_asks(sent, caller)),
        **{"known_as": "", "who_and_how_to_find": "", "what_is_happening": ""}
        | {name: sent[name] for name in SAME_NAMES if name in sent},
    )


def _whoever_asks(sent: Json, caller: Caller) -> dict[str, Any]:
    referrer = sent["referrer"]
    return {
        "person_knows": PersonKnows(sent["person_knows"]),
        "referrer_name": referrer["name"].strip(),
        "referrer_job": referrer.get("job", ""),
        "referrer_reach": referrer.get("phone", ""),
        "referrer_email": referrer.get("email", ""),
        "referrer_organisation": caller.organisation,
        "referrer_ods_code": caller.ods_code,
        "organisation_id": caller.organisation_id,
    }


def _hints(sent: Json) -> Hints:
    born, number = sent.get("birth_on"), sent.get("nhs_number")
    return Hints(
        given=sent.get("given_names", ""),
        family=sent.get("family_name", ""),
        birth_on=date.fromisoformat(born) if born else None,
        nhs_number=NhsNumber.parse(number) if number else None,
        phone=sent.get("phone", ""),
    )


def _check_values(sent: Json, today: date) -> None:
    wrong = [Wrong(f"#/{name}", SAY_MORE) for name in MUST_SAY if name in sent and not sent[name].strip()]
    wrong += _about_whoever_asks(sent)
    if sent.get("person_knows") == PersonKnows.NO and not sent["knows_not_because"].strip():
        wrong.append(Wrong("#/knows_not_because", SAY_MORE))
    wrong += [Wrong(f"#/{name}", says) for name, says in _doubts(sent, today) if says]
    if wrong:
        raise Refusal(Fault.INVALID, "Nothing was kept. Put these right and send it again.", tuple(wrong))


def _about_whoever_asks(sent: Json) -> list[Wrong]:
    if sent.get("route") == Route.MYSELF:
        knows_not = sent.get("person_knows", PersonKnows.YES) != PersonKnows.YES
        wrong = [Wrong("#/person_knows", THEY_KNOW)] if knows_not else []
        return [*wrong, Wrong("#/referrer", NOBODY_BETWEEN)] if "referrer" in sent else wrong
    return [] if sent["referrer"]["name"].strip() else [Wrong("#/referrer/name", SAY_MORE)]


def _doubts(sent: Json, today: date) -> list[tuple[str, str]]:
    return [
        ("birth_on", _about_birth(sent.get("birth_on"), today)),
        ("nhs_number", _about_number(sent.get("nhs_number"))),
        ("referrer/email", _about_email(sent.get("referrer", {}).get("email"))),
    ]


def _about_birth(written: str | None, today: date) -> str:
    if written is None:
        return ""
    if not written[:4] > str(FIRST_YEAR):
        return BORN_LONG_AGO
    return BORN_LATER if date.fromisoformat(written) > today else ""


def _about_number(written: str | None) -> str:
    try:
        return "" if written is None else str(NhsNumber.parse(written))[:0]
    except ValueError as problem:
        return str(problem)


def _about_email(written: str | None) -> str:
    try:
        if written is not None:
            validate_email(written)
    except ValidationError:
        return NO_EMAIL
    return ""
