"""Answers for what we do not take, as problem details. Source: RFC 9457."""

from django.http import HttpResponse, JsonResponse

from hearth.exchange.codes import Fault
from hearth.exchange.gate import Call
from hearth.exchange.machine_rules import Refusal

STATUS = {
    Fault.NO_KEY: 401,
    Fault.ENDED_KEY: 401,
    Fault.TOO_MANY: 429,
    Fault.METHOD: 405,
    Fault.MEDIA_TYPE: 415,
    Fault.TOO_LARGE: 413,
    Fault.UNREADABLE: 400,
    Fault.HEADER: 400,
    Fault.INVALID: 422,
    Fault.NOT_FOUND: 404,
    Fault.OTHER_BODY: 409,
    Fault.NOBODY_HERE: 503,
    Fault.OURS: 500,
}
OURS = "Nothing of this was kept. Send the same again in a few minutes; if it goes on, ring the hub."


def refused(_call: Call, refusal: Refusal) -> HttpResponse:
    """One problem, in words for whoever sends. `type` names it for their machine."""
    problem = {
        "type": f"urn:hearth:problem:{refusal.fault}",
        "title": refusal.fault.label,
        "status": STATUS[refusal.fault],
        "detail": refusal.detail or (OURS if refusal.fault == Fault.OURS else refusal.fault.label),
    }
    if refusal.wrong:
        problem["errors"] = [{"pointer": wrong.pointer, "detail": wrong.says} for wrong in refusal.wrong]
    response = JsonResponse(problem, status=STATUS[refusal.fault], content_type="application/problem+json")
    return _with_headers(response, refusal)


def _with_headers(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    if response.status_code == 401:
        response["WWW-Authenticate"] = 'Bearer realm="hearth"'
    if refusal.fault == Fault.TOO_MANY:
        response["Retry-After"] = "600"
    if refusal.allowed:
        response["Allow"] = ", ".join(refusal.allowed)
    return response
