"""The map of Hearth, and beside it the pages that nobody can be sent to: what is said when something went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from hearth.config import urls
from hearth.core.views import outside_scope, problem_page

STATUSES = (400, 403, 404, 409, 423, 429, 500)
OTHERS = ("organisations/not_known.jinja", "organisations/not_signed_in.jinja", "account/signup_closed.html")


@outside_scope
def problem(request: HttpRequest, status: int) -> HttpResponse:
    """An error page, with and without words that were being sent."""
    return problem_page(request, status)


@outside_scope
def other(request: HttpRequest, number: int) -> HttpResponse:
    return render(request, OTHERS[number], {"provider": "City sign-in"})


urlpatterns = [
    *urls.urlpatterns,
    path("problems/<int:status>", problem, name="problem"),
    path("others/<int:number>", other, name="other"),
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
