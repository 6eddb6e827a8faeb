"""A bare one-file Django view for each thing: session, CSRF and sign-in, and no rules at all.

It is what somebody would write in an afternoon, as a measure of what Hearth's rules cost. It reads and writes the same
tables through a role that no policy binds.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.test.utils import override_settings
from django.urls import path
from django.utils import timezone

from hearth.core.ids import new_id
from hearth.holding.models import Holding
from hearth.people.models import Contact, Identifier, NameKey, Person, PersonName
from hearth.record.models import Entry

OWNER = "owner"
SESSIONS = "django.contrib.sessions.backends.db"
MIDDLEWARE = [
    "bench.bare.with_bare_addresses",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
PAGE = "<!doctype html><html lang=en><title>Bare</title><body>{}</body></html>"
PEOPLE = PAGE.format(
    "<ul>{% for p in people %}<li><a href='/{{ p.id }}'>{{ p.known_as }}</a> {{ p.area }}{% endfor %}</ul>"
)
ENTRIES = PAGE.format(
    "{% for e in entries %}<article><h2>{{ e.title }}</h2><p>{{ e.occurred_at|date:'j F Y' }} {{ e.author_name }}, "
    "{{ e.acting_as }}, {{ e.lane }}</p><p>{{ e.body|linebreaksbr }}</p></article>{% endfor %}"
)
WORKLIST = PAGE.format(
    "<table>{% for h in held %}<tr><td><a href='/{{ h.person_id }}'>{{ h.person.known_as }}</a><td>{{ h.status }}"
    "<td>{{ h.since_at|date:'j F' }}<td>{{ h.last_at|date:'j F' }} {{ h.last_kind }}{% endfor %}</table>"
)
FORM = PAGE.format("<form method=post>{% csrf_token %}{{ form.as_div }}<button>Send</button></form>")


def bare_application() -> WSGIHandler:
    """A second application in this process, with Django's own middlewares and sessions, and the addresses below."""
    with override_settings(MIDDLEWARE=MIDDLEWARE, SESSION_ENGINE=SESSIONS):
        return WSGIHandler()


def with_bare_addresses(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: this module's addresses in place of Hearth's."""

    def answered(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return answer(request)

    return answered


class TwentyFields(forms.Form):
    """As many boxes as Hearth's longest form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(20):
            self.fields[f"answer_{n}"] = forms.CharField(label=f"Question {n}", help_text="In your own words.")


@login_required
def find(request: HttpRequest) -> HttpResponse:
    key = {"key": request.GET["key"]}
    if "year" in request.GET:
        key["birth_year"] = request.GET["year"]
    ids = NameKey.objects.using(OWNER).filter(**key).values("person_id")[:20]
    return page(
        request, PEOPLE, people=Person.objects.using(OWNER).filter(id__in=list(ids.values_list("person_id", flat=True)))
    )


@login_required
def by_identifier(request: HttpRequest) -> HttpResponse:
    number = Identifier.objects.using(OWNER).select_related("person").filter(value=request.GET["number"])
    return page(request, PEOPLE, people=[one.person for one in number])


@login_required
def create(request: HttpRequest) -> HttpResponse:
    given, family, at = request.POST["given"], request.POST["family"], timezone.now()
    with transaction.atomic(using=OWNER):
        known = NameKey.objects.using(OWNER).filter(key=family.lower(), birth_year=1980).count()
        person = Person.objects.using(OWNER).create(known_as=given, status="provisional", made_at=at)
        PersonName.objects.using(OWNER).create(person=person, use="usual", given=given, family=family)
        Contact.objects.using(OWNER).create(person=person, kind="phone", value=request.POST["phone"])
        keys = [NameKey(person=person, key=key, birth_year=0) for key in (given.lower(), family.lower())]
        NameKey.objects.using(OWNER).bulk_create(keys)
    return redirect(f"/{person.id}?{known}")


@login_required
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    at, entry_id = timezone.now(), new_id()
    with transaction.atomic(using=OWNER):
        Person.objects.using(OWNER).get(id=person_id)
        Entry.objects.using(OWNER).create(
            id=entry_id, root_id=entry_id, person_id=person_id, kind=request.POST["kind"], body=request.POST["words"],
            occurred_at=at, recorded_at=at, author_name="A worker", acting_as="Clinician", lane="Hub", source="seen",
        )  # fmt: skip
    return redirect(f"/{person_id}")


@login_required
def journey(request: HttpRequest, person_id: UUID) -> HttpResponse:
    return page(request, ENTRIES, entries=entries_of(person_id))


@login_required
def journey_as_data(request: HttpRequest, person_id: UUID) -> HttpResponse:
    fields = ("id", "kind", "occurred_at", "author_name", "acting_as", "lane", "title", "body")
    return JsonResponse({"entries": [{name: getattr(e, name) for name in fields} for e in entries_of(person_id)]})


@login_required
def worklist(request: HttpRequest) -> HttpResponse:
    newest = Entry.objects.using(OWNER).filter(person_id=OuterRef("person_id")).order_by("-occurred_at", "-id")
    held = (
        Holding.objects.using(OWNER)
        .filter(holder_id=request.session["membership_id"])
        .select_related("person")
        .annotate(last_at=Subquery(newest.values("occurred_at")[:1]), last_kind=Subquery(newest.values("kind")[:1]))
    )
    return page(request, WORKLIST, held=held[:200])


def sign_in(request: HttpRequest) -> HttpResponse:
    return page(request, FORM, form=AuthenticationForm(request))


def twenty_fields(request: HttpRequest) -> HttpResponse:
    return page(request, FORM, form=TwentyFields())


def entries_of(person_id: UUID) -> Any:
    return Entry.objects.using(OWNER).filter(person_id=person_id).order_by("-occurred_at", "-id")[:500]


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Drawn with Django's own templates."""
    return HttpResponse(COMPILED[template].render(context, request))


COMPILED = {text: engines["django"].from_string(text) for text in (PEOPLE, ENTRIES, WORKLIST, FORM)}
urlpatterns = [
    path("find", find),
    path("identifier", by_identifier),
    path("people", create),
    path("<uuid:person_id>/entries", write),
    path("<uuid:person_id>/journey", journey),
    path("<uuid:person_id>/journey.json", journey_as_data),
    path("worklist", worklist),
    path("sign-in", sign_in),
    path("form", twenty_fields),
]
