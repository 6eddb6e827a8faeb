"""Putting together what the person gets, and giving it."""

from collections.abc import Iterator
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import LONDON
from hearth.core.ids import new_id
from hearth.organisations.models import Membership
from hearth.subject_access import document, permissions, queries, rules
from hearth.subject_access.actions.moving import in_turn, move
from hearth.subject_access.codes import Handed, Outcome, Status
from hearth.subject_access.document import Chosen, Cover
from hearth.subject_access.models import AccessItem, AccessPart, AccessRequest, Handing, Package
from hearth.subject_access.queries import ItemNow


@action
def put_together(actor: Actor, /, *, request: AccessRequest, at: datetime) -> Package | None:
    """Make the document and the data once every part is read through; None until then, or if it is done already.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    request = in_turn(actor, request)
    unread = AccessPart.objects.visible_to(actor).filter(request=request, reviewed_at=None)
    if request.status != Status.REVIEWING or request.answers_id is None or unread.exists():
        audit.record(actor, "subject_access.not_yet", subject=request, at=at)
        return None
    package = _package(actor, request, at)
    package.save(force_insert=True)
    move(actor, request, Status.READY, at)
    detail = {"document": package.document_sha256, "data": package.data_sha256}
    audit.record(actor, "subject_access.put_together", subject=package, at=at, detail=detail)
    return package


def _package(actor: Actor, request: AccessRequest, at: datetime) -> Package:
    found = AccessItem.objects.visible_to(actor).filter(request=request).select_related("part__organisation")
    items = queries.items_now(actor, found.order_by("happened_at", "id"))
    ordered = [one for one in items if one.item.happened_at is None] + [one for one in items if one.item.happened_at]
    chosen, cover = list(_chosen(ordered)), _cover(request, at)
    paper, data = document.as_document(cover, chosen), document.as_data(cover, chosen)
    return Package(
        id=new_id(),
        request=request,
        person_id=request.person_id,
        made_at=at,
        document=paper,
        document_sha256=document.digest(paper),
        data=data,
        data_sha256=document.digest(data),
        manifest=_manifest(ordered),
    )


def _chosen(items: list[ItemNow]) -> Iterator[Chosen]:
    """What is left out without a word leaves no trace: no title, no day, no number."""
    for one in items:
        if one.given or not one.item.body:
            yield Chosen(
                title=one.item.title,
                words=one.given,
                happened_at=one.item.happened_at,
                roughly=one.item.roughly,
                told_by=one.item.told_by,
                whose=queries.part_name(one.item.part),
                key=f"{one.item.subject_type}/{one.item.subject_id or ''}",
            )


def _cover(request: AccessRequest, at: datetime) -> Cover:
    everybody = Membership.objects.select_related("worker", "organisation")
    answers = everybody.get(pk__in=[request.answers_id])
    asked = request.asked_at.astimezone(LONDON)
    sentences = [
        f"You asked for your record on {asked.day} {asked:%B %Y}. Here is what we and our partners hold about you, "
        "word for word, the oldest first. Where something was changed later, both versions are here.",
        "Where words are left out, a mark in grey says so and why. Somebody by name decided each of these.",
        f"Is something wrong, or hard to read alone? {answers.worker.name}, {answers.organisation.name}, answers you, "
        "and somebody can sit with you while you read.",
        "You can ask for anything to be corrected. If you are not content with how we answered, you can tell the "
        "Information Commissioner, who looks after these rights for everybody.",
    ]
    return Cover(request.called, at, sentences)


def _manifest(items: list[ItemNow]) -> list[dict[str, object]]:
    return [
        {
            "item": str(one.item.pk),
            "what": one.item.subject_type,
            "id": str(one.item.subject_id or ""),
            "outcome": one.decision.outcome if one.decision else Outcome.GIVE.value,
            "decision": str(one.decision.pk) if one.decision else "",
        }
        for one in items
    ]


@action
def look_at_package(actor: Actor, /, *, package: Package, at: datetime) -> None:
    """It was opened or taken away. Whoever may have it was decided before: only they find it."""
    audit.record(actor, "subject_access.package_opened", subject=package, person_id=package.person_id, at=at)


@action
def hand_over(actor: Actor, /, *, request: AccessRequest, how: Handed, company: str, at: datetime) -> Handing:
    """Give it; what they asked for themselves is on their own page as well from now on.

    Raises NotPermitted, or NotPossible before it is ready, or for the page of somebody who did not ask.
    """
    permissions.check_answer(actor, request=request)
    request = in_turn(actor, request)
    rules.check_handing(asked_by=request.asked_by, on_their_page=how == Handed.ON_THEIR_PAGE)
    move(actor, request, Status.DELIVERED, at)
    handing = Handing(
        request=request,
        person_id=request.person_id,
        how=how,
        company=company.strip(),
        handed_at=at,
        handed_by_id=permissions.by_name(actor),
    )
    handing.save(force_insert=True)
    audit.record(actor, "subject_access.handed_over", subject=request, at=at, detail={"how": how})
    return handing
