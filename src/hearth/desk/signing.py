"""More than one name under an entry, on pages: countersigning, and writing together."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_http_methods

from hearth.core.errors import NotPossible
from hearth.core.views import ActorRequest
from hearth.record import actions as record
from hearth.record import permissions
from hearth.record import signing_queries as queries
from hearth.record.codes import Theirs
from hearth.record.models import Entry, JointAuthor
from hearth.record.signing_forms import AnswerForm, NotMineForm, QuestionForm, TogetherForm


@require_GET
def countersigning(request: ActorRequest) -> HttpResponse:
    """What students and volunteers of my organisation wrote, and nobody has countersigned: soonest due first."""
    request.actor.check("record.countersign")
    return render(request, "desk/countersigning.jinja", {"waiting": queries.waiting_to_sign(request.actor)})


@require_http_methods(["GET", "POST"])
def countersignature(request: ActorRequest, signing_id: UUID) -> HttpResponse:
    """Read it, and sign it too, or ask first; and for whoever wrote it, the place to answer."""
    entry = _entry(request, signing_id)
    if entry.author_id == request.actor.membership_id:
        return _answering(request, entry)
    permissions.check_countersign(request.actor, entry=entry)
    form = QuestionForm(request.POST if "question" in request.POST else None)
    signs = request.method == "POST" and not form.is_bound
    if (signs or form.is_valid()) and _done(request, form, lambda: _sign_or_ask(request, entry, form)):
        return redirect("desk:countersigning")
    return _signing_page(request, entry, form, answers=False)


def _sign_or_ask(request: ActorRequest, entry: Entry, form: forms.Form) -> None:
    if form.is_bound:
        record.ask_before_signing(request.actor, entry=entry, question=form.cleaned_data["words"], at=now())
        messages.success(request, f"Asked. {entry.author_name} finds your question on their first page.")
        return
    record.countersign(request.actor, entry=entry, at=now())
    messages.success(request, "Countersigned. Your name stands under it too.")


def _answering(request: ActorRequest, entry: Entry) -> HttpResponse:
    form = AnswerForm(request.POST or None)
    permissions.check_answer_question(request.actor, entry=entry)
    said = form.cleaned_data["words"] if form.is_valid() else ""
    if said and _done(request, form, lambda: record.answer_question(request.actor, entry=entry, words=said, at=now())):
        messages.success(request, "Thank you. Whoever asked reads it where they countersign.")
        return redirect("desk:today")
    return _signing_page(request, entry, form, answers=True)


def _signing_page(request: ActorRequest, entry: Entry, form: forms.Form, *, answers: bool) -> HttpResponse:
    names = queries.names_on_page(request.actor, [entry]).get(entry.pk)
    context = {"entry": entry, "form": form, "names": names, "answers": answers}
    return render(request, "desk/countersignature.jinja", context)


@require_http_methods(["GET", "POST"])
def together(request: ActorRequest, person_id: UUID, entry_id: UUID) -> HttpResponse:
    """Name whoever wrote it with me."""
    entry = _entry(request, entry_id, person_id=person_id)
    permissions.check_name_joint_author(request.actor, entry=entry)
    names = queries.names_on_page(request.actor, [entry]).get(entry.pk)
    named = {one.membership_id for one in names.joint} if names else set()
    others = [one for one in queries.alongside(request.actor, person_id=person_id) if one.membership_id not in named]
    form = TogetherForm(request.POST or None, colleagues=others)
    if form.is_valid() and _done(
        request, form, lambda: record.name_joint_authors(request.actor, entry=entry, who=form.chosen(), at=now())
    ):
        messages.success(request, "They are asked whether the words are theirs too.")
        return redirect("desk:person", person_id=person_id)
    context = {"entry": entry, "form": form, "names": names, "others": others}
    return render(request, "desk/together.jinja", context)


@require_http_methods(["GET", "POST"])
def joint_answer(request: ActorRequest, joint_id: UUID) -> HttpResponse:
    """Whoever was named says whether the words are theirs too."""
    seen = JointAuthor.objects.visible_to(request.actor).select_related("entry__person", "named_by__worker")
    joint = get_object_or_404(seen, id=joint_id)
    permissions.check_answer_joint(request.actor, joint=joint)
    form = NotMineForm(request.POST if "not_mine" in request.POST else None)
    mine = request.method == "POST" and not form.is_bound
    if (mine or form.is_valid()) and _done(request, form, lambda: _answer(request, joint, form)):
        messages.success(request, "Thank you. Your answer stands under the entry.")
        return redirect("desk:person", person_id=joint.person_id)
    newest = get_object_or_404(Entry.objects.visible_to(request.actor), root_id=joint.root_id, amended_by=None)
    return render(request, "desk/joint_answer.jinja", {"joint": joint, "entry": newest, "form": form})


def _answer(request: ActorRequest, joint: JointAuthor, form: forms.Form) -> None:
    theirs, words = (Theirs.NOT_MINE, form.cleaned_data["words"]) if form.is_bound else (Theirs.MINE, "")
    record.answer_joint(request.actor, joint=joint, theirs=theirs, words=words, at=now())


def _entry(request: ActorRequest, entry_id: UUID, **more: UUID) -> Entry:
    """Raises Http404 for an entry the actor may not see, or that has been put right meanwhile."""
    seen = Entry.objects.visible_to(request.actor).select_related("person", "author__worker")
    entry = get_object_or_404(seen, id=entry_id, **more)
    if Entry.objects.visible_to(request.actor).filter(replaces=entry.pk).exists():
        raise Http404
    return entry


def _done(request: ActorRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except NotPossible as problem:
        if form.is_bound:
            form.add_error(None, str(problem))
        else:
            messages.error(request, str(problem))
        return False
    return True
