"""The plan as a whole, and one part of it."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate, now

from hearth.core.errors import NotPossible
from hearth.core.sight import Level
from hearth.core.views import ActorRequest
from hearth.plans import actions
from hearth.plans.codes import About, How, Part
from hearth.plans.forms import HappenedForm, PartForm, VoiceForm
from hearth.plans.pages.frames import Frame, done, drawn, kept
from hearth.plans.queries import plan as plans
from hearth.plans.queries import versions
from hearth.sharing import actions as sharing


def plan(request: ActorRequest, frame: Frame) -> HttpResponse:
    """Everything in it that the reader may see."""
    actor, person, at = request.actor, frame.person, now()
    sharing.open_record(actor, person=person, what="plan", reason="to be alongside", at=at)
    found = plans.plan(actor, person_id=person.pk, at=at)
    doubts = list(plans.doubts(actor, person_id=person.pk))
    steady = plans.is_steady(actor, person_id=person.pk, at=at)
    return drawn(request, frame, "plan", plan=found, doubts=doubts, steady=steady)


def part(request: ActorRequest, frame: Frame, code: str) -> HttpResponse:
    """One part: what stands, what waits, what others see otherwise, what stood before; and room to write."""
    if code not in Part.values:
        raise Http404
    found = plans.part(request.actor, person_id=frame.person.pk, code=code)
    form = _part_form(request, frame, found.thread, "words")
    if form.is_valid() and done(form, lambda: _write(request, frame, code, form)):
        return kept(request, f"{frame.plan}/parts/{code}", "Kept. What stood before is kept too.")
    before = versions.earlier(request.actor, about=About.PART, of=found.thread)
    voice = VoiceForm(own=frame.is_own)
    return drawn(request, frame, "part", part=found, form=form, voice=voice, before=before)


def voice(request: ActorRequest, frame: Frame, code: str) -> HttpResponse:
    """Somebody sees this part otherwise."""
    found = plans.part(request.actor, person_id=frame.person.pk, code=code) if code in Part.values else None
    if found is None or found.thread is None:
        raise Http404
    said, of = VoiceForm(request.POST, own=frame.is_own), found.thread.newest
    if said.is_valid() and done(
        said,
        lambda: actions.say_otherwise(request.actor, person=frame.person, version=of, at=now(), **said.said()),
    ):
        return kept(request, f"{frame.plan}/parts/{code}", "Kept. Both stand side by side.")
    form = PartForm(hand=frame.hand, heads=found.thread.heads, initial={"words": found.thread.newest.words})
    return drawn(request, frame, "part", part=found, form=form, voice=said, before=[])


def readers(request: ActorRequest, frame: Frame, code: str) -> HttpResponse:
    """Who reads this part: all who may see the plan, or only those who may see everything."""
    if code not in {*Part.values, "goals", "wishes"}:
        raise Http404
    level = Level.FULL if request.POST.get("close") == "yes" else Level.PLAN
    actions.choose_level(request.actor, person=frame.person, part=code, level=level, at=now())
    words = "Only those who may see everything read it now." if level == Level.FULL else "All who see the plan read it."
    return kept(request, f"{frame.plan}/parts/{code}" if code in Part.values else frame.plan, words)


def choice(request: ActorRequest, frame: Frame, about: str, version_id: UUID) -> HttpResponse:
    """Of two versions written at once, this one goes on."""
    found = _head(request, frame, about, version_id)
    how = frame.hand or How.WITH
    try:
        actions.choose_version(request.actor, about=About(about), version=found, how=how, at=now())
    except NotPossible as problem:
        return kept(request, frame.plan, str(problem))
    return kept(
        request, frame.card if about == About.CARD else frame.plan, "Chosen. The other is kept among earlier ones."
    )


def happened(request: ActorRequest, frame: Frame) -> HttpResponse:
    """Something happened, so that the plan is looked at again soon."""
    form = HappenedForm(request.POST or None)
    if form.is_valid() and done(
        form,
        lambda: actions.note_happened(request.actor, person=frame.person, at=now(), **form.told(today=localdate())),
    ):
        return kept(request, frame.plan, "Thank you. The plan is looked at again within a week.")
    return drawn(request, frame, "happened", form=form)


def _part_form(request: ActorRequest, frame: Frame, thread: Any, field: str) -> PartForm:
    heads = thread.heads if thread else ()
    words = getattr(thread.newest, field) if thread and not thread.is_divided else ""
    return PartForm(request.POST or None, hand=frame.hand, heads=heads, initial={field: words})


def _write(request: ActorRequest, frame: Frame, code: str, form: PartForm) -> None:
    words = form.cleaned_data["words"]
    actions.write_part(request.actor, person=frame.person, part=Part(code), words=words, pen=form.pen(), at=now())


def _head(request: ActorRequest, frame: Frame, about: str, version_id: UUID) -> Any:
    for kind, thread in versions.everything(request.actor, person_id=frame.person.pk):
        for head in thread.heads:
            if kind == about and head.pk == version_id:
                return head
    raise Http404
