"""What stands behind a referral: who asked, what they were told and said, what was decided, who it may be."""

from dataclasses import dataclass

from hearth.core.actor import Actor
from hearth.core.values import NhsNumber
from hearth.front_door.models import (
    Agreement,
    ContactDecision,
    Referral,
    ReferralUpdate,
    Referrer,
    ReferrerWord,
    SamePerson,
)
from hearth.people.queries import Told

COMPARED = (
    ("Called", "known_as"),
    ("How to find them", "who_and_how_to_find"),
    ("What is going on", "what_is_happening"),
    ("First names", "told_given"),
    ("Family name", "told_family"),
    ("Born on", "told_birth_on"),
    ("NHS number", "told_nhs_number"),
    ("Phone", "told_phone"),
    ("Before we get in touch", "safe_contact"),
    ("What would help", "would_help"),
    ("What makes it easier", "adjustments"),
    ("Others it touches", "others_affected"),
    ("Who else is alongside", "who_else"),
    ("They keep doing", "keep_doing"),
)


@dataclass(frozen=True, slots=True)
class WhoAsked:
    """Everything beside one referral that a worker decides with."""

    referrer: Referrer | None
    updates: list[ReferralUpdate]
    said: list[ReferrerWord]
    decisions: list[ContactDecision]
    agreement: Agreement | None
    together: list[Referral]
    differences: list[tuple[str, list[object]]]
    same: SamePerson | None


def who_asked(actor: Actor, referral: Referral) -> WhoAsked:
    """Who asked and what followed; and, where several asked for the same need, what each told, side by side."""
    together = told_together(actor, referral)
    mine = {"referral": referral}
    same = SamePerson.objects.visible_to(actor).filter(referrals__contains=[referral.pk], undone_at=None)
    return WhoAsked(
        referrer=Referrer.objects.visible_to(actor).select_related("organisation").filter(**mine).first(),
        updates=list(ReferralUpdate.objects.visible_to(actor).filter(**mine).order_by("told_at", "id")),
        said=list(ReferrerWord.objects.visible_to(actor).filter(**mine).order_by("said_at", "id")),
        decisions=list(
            ContactDecision.objects.visible_to(actor)
            .filter(**mine)
            .select_related("decided_by__worker")
            .order_by("-decided_at", "-id")
        ),
        agreement=Agreement.objects.visible_to(actor).filter(**mine).order_by("-recorded_at", "-id").first(),
        together=together,
        differences=differences(together),
        same=same.select_related("decided_by__worker").first(),
    )


def told_together(actor: Actor, referral: Referral) -> list[Referral]:
    """The referrals of one need, the first one first."""
    root = referral.joined_to_id or referral.pk
    joined = Referral.objects.visible_to(actor).filter(joined_to_id=root)
    first = Referral.objects.visible_to(actor).filter(pk=root)
    return sorted([*first, *joined], key=lambda one: one.received_at)


def differences(together: list[Referral]) -> list[tuple[str, list[object]]]:
    """What was not told alike, as (what it is, what each told). Nothing where only one asked."""
    rows = [(label, [getattr(one, name) for one in together]) for label, name in COMPARED]
    return [(label, told) for label, told in rows if len(set(told)) > 1]


def told_of(referral: Referral) -> Told:
    """What may tell who they are, as the search takes it."""
    return Told(
        known_as=referral.known_as,
        given=referral.told_given,
        family=referral.told_family,
        birth_on=referral.told_birth_on,
        phone=referral.told_phone,
        nhs_number=NhsNumber(referral.told_nhs_number) if referral.told_nhs_number else None,
    )
