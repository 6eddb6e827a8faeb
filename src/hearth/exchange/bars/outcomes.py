"""Answers for what we do not take, as BaRS words them: an OperationOutcome with one coded issue."""

from django.http import HttpResponse, JsonResponse

from hearth.core.ids import new_id
from hearth.exchange.bars import words
from hearth.exchange.codes import Fault
from hearth.exchange.gate import Call
from hearth.exchange.machine_rules import Refusal

# HTTP status, http-error-code, FHIR issue type. Source: the OperationOutcome samples of BaRS.
CODES = {
    Fault.NO_KEY: (401, "SEND_UNAUTHORIZED", "security"),
    Fault.ENDED_KEY: (401, "SEND_UNAUTHORIZED", "expired"),
    Fault.HEADER: (400, "SEND_BAD_REQUEST", "required"),
    Fault.NOT_ACCEPTABLE: (406, "SEND_NOT_ACCEPTABLE", "processing"),
    Fault.MEDIA_TYPE: (406, "SEND_NOT_ACCEPTABLE", "processing"),
    Fault.UNREADABLE: (400, "REC_BAD_REQUEST", "invalid"),
    Fault.INVALID: (400, "REC_BAD_REQUEST", "invalid"),
    Fault.VALUE: (400, "REC_BAD_REQUEST", "value"),
    Fault.NOT_SUPPORTED: (400, "REC_BAD_REQUEST", "not-supported"),
    Fault.WRONG_TARGET: (404, "REC_NOT_FOUND", "not-found"),
    Fault.NO_REFERRAL: (404, "REC_NOT_FOUND", "not-found"),
    Fault.DUPLICATE: (409, "REC_CONFLICT", "duplicate"),
    Fault.TOO_LARGE: (422, "REC_UNPROCESSABLE_ENTITY", "too-costly"),
    Fault.NOBODY_HERE: (503, "REC_SERVICE_UNAVAILABLE", "transient"),
    Fault.OURS: (500, "REC_SERVER_ERROR", "transient"),
    # In doubt: BaRS names 405 and 429, but no sample of either is among those we have.
    Fault.METHOD: (405, "REC_BAD_REQUEST", "not-supported"),
    Fault.TOO_MANY: (429, "REC_SERVICE_UNAVAILABLE", "transient"),
}


def refused(call: Call, refusal: Refusal) -> HttpResponse:
    """One issue, in words for whoever sends."""
    status, code, kind = CODES[refusal.fault]
    outcome = {
        "resourceType": "OperationOutcome",
        "id": str(new_id()),
        "meta": {"profile": [words.OUTCOME_PROFILE]},
        "issue": [
            {
                "severity": "error",
                "code": kind,
                "details": {"coding": [{"system": words.ERROR_CODES, "code": code}]},
                "diagnostics": refusal.detail or refusal.fault.label,
            }
        ],
    }
    response = JsonResponse(outcome, status=status, content_type=words.FHIR_JSON)
    if refusal.allowed:
        response["Allow"] = ", ".join(refusal.allowed)
    if refusal.fault == Fault.TOO_MANY:
        response["Retry-After"] = "600"
    return answered(call, response)


def answered(call: Call, response: HttpResponse) -> HttpResponse:
    """The sender's own correlation id goes back, and nothing is kept on the way."""
    if call.header("X-Correlation-Id"):
        response["X-Correlation-Id"] = call.header("X-Correlation-Id")[:200]
    response["Cache-Control"] = "no-store"
    return response
