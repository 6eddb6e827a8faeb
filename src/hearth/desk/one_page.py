"""What keeps somebody safe, on one sheet of paper: for a bag, a wall, or a night without electricity."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from hearth.core.clocks import LONDON
from hearth.core.views import ActorRequest
from hearth.desk import queries, sheet
from hearth.desk.queries import FirstScreen
from hearth.desk.views import place_of
from hearth.people.models import Person
from hearth.plans.offline import lines_of, whose
from hearth.record.models import HealthFact, SafetyNote
from hearth.sharing import actions as sharing

NO_CARD = "No card yet. Ask gently, when things are steady, what helps on a bad day."
NOT_ASKED = "Nobody has asked yet. That is not the same as none."


@require_GET
def one_page(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """The first screen as a PDF of one A4 page, in the same order."""
    found = get_object_or_404(Person.objects.visible_to(request.actor), id=person_id)
    at = now()
    sharing.open_record(request.actor, person=found, what="one page", reason="to be alongside", at=at)
    screen = queries.first_screen(request.actor, person=found, place=place_of(found.id), at=at)
    response = HttpResponse(sheet.pdf(parts=parts(screen, at), foot=_foot(request, at), at=at), "application/pdf")
    response["Content-Disposition"] = 'inline; filename="one-page.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def parts(screen: FirstScreen, at: datetime) -> list[sheet.Part]:
    """What stands on the page, in the fixed order of DOMAIN 4.5. What keeps safe is never shortened."""
    person = screen.person
    needs = [" · ".join(need.words for need in screen.needs)] if screen.needs else []
    health = [_fact(fact, screen.stale_before) for fact in screen.allergies + screen.medicines]
    notes = [_note(note) for note in screen.safety_notes]
    alongside = [one.name for one in screen.relations if not one.do_not_contact] + screen.alongside
    never = [f"Do not contact {one.name} ({one.relation})." for one in screen.relations if one.do_not_contact]
    return [
        sheet.Part("", [" · ".join(filter(None, [person.known_as, person.pronouns, *screen.details]))], safe=True),
        sheet.Part("When things are bad", _card(screen), safe=True),
        sheet.Part("How to talk with me", [person.how_to_talk or "Nobody has asked yet.", *needs, *_stale(screen)]),
        sheet.Part("Allergies and medicines", health or [NOT_ASKED], safe=True),
        *([sheet.Part("Before a visit", notes, safe=True)] if notes else []),
        sheet.Part("Who holds me", _holder(screen)),
        sheet.Part("Also alongside", [*never, ", ".join(alongside) or "Nobody else yet."]),
    ]


def _card(screen: FirstScreen) -> list[str]:
    """The card for bad days as it stands, and whether it is their own."""
    if screen.card is None:
        return [NO_CARD]
    card = screen.card.stands
    return [*lines_of(card), whose(screen.person.known_as, card, more=bool(screen.card.waiting))]


def _fact(fact: HealthFact, stale_before: date) -> str:
    what = f"No {fact.kind} known" if fact.none_known else fact.what
    detail = f": {fact.detail}" if fact.detail else ""
    again = f"; {fact.confirmed_by} said so again {_day(fact.confirmed_on)}" if fact.confirmed_on else ""
    old = " Said long ago: ask whether it is still so." if (fact.confirmed_on or fact.said_on) < stale_before else ""
    return f"{what}{detail}. ({fact.said_by}, {_day(fact.said_on)}{again}.){old}"


def _note(note: SafetyNote) -> str:
    told = f"{note.fact} ({note.source}, {_day(note.happened_on)}; look again by {_day(note.review_on)}.)"
    return f"{told} {note.what_helps}".strip()


def _stale(screen: FirstScreen) -> list[str]:
    since = screen.person.how_to_talk_confirmed_on
    return [f"Not confirmed since {_day(since)}." if since else "Not confirmed yet."] if screen.stale else []


def _holder(screen: FirstScreen) -> list[str]:
    held = screen.holding
    if held is None or held.holder is None:
        return ["Nobody here holds them: known to us from another record."]
    who = f"{held.holder.worker.name}, at {held.hub.name}, {held.hub.phone}"
    if screen.talk:
        return [who, f"Next: {_day(screen.talk.starts_at)}, {screen.talk.where or screen.talk.get_place_display()}"]
    return [who, *(f"Next: {one.words}, by {_day(one.due_at)}" for one in screen.promises[:1])]


def _foot(request: ActorRequest, at: datetime) -> str:
    return f"Printed by {request.actor.name}, {_day(at)}. What changed since stands in Hearth."


def _day(moment: date | datetime) -> str:
    """Paper stays: it says neither today nor yesterday."""
    if isinstance(moment, datetime):
        local = moment.astimezone(LONDON)
        return f"{_day(local.date())}, {local:%H:%M}"
    return f"{moment.day} {moment:%B %Y}"
