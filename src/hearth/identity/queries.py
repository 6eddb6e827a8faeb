"""What waits for a custodian: records that may be one person, and what was proposed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from hearth.core.actor import Actor
from hearth.identity import doors
from hearth.people.identity_models import Death, Duplicate, LinkageRun, Merge, TwoPeople

MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody, as a custodian's list names them."""

    id: UUID
    known_as: str
    birth_on: date | None
    area: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two records that may be one person. `for_one` are the comparisons that say so, in words."""

    id: UUID
    first: Named
    second: Named
    probability: float
    for_one: list[str]
    found_at: datetime


@dataclass(frozen=True, slots=True)
class MergeRow:
    """Something one custodian proposed, or what was joined. `goes_on` is the record that stays."""

    id: UUID
    goes_on: Named
    joined: Named
    at: datetime
    by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """What one comparison adds, in bits, and how long its bar is, in hundredths of the longest."""

    label: str
    words: str
    weight: float
    length: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Everything on a custodian's page. `of` is how many pairs there are in all."""

    pairs: list[PairRow]
    of: int
    proposed: list[MergeRow]
    partings: list[MergeRow]
    joined: list[MergeRow]
    looked_at: datetime | None


def open_pairs(actor: Actor) -> QuerySet[Duplicate]:
    """Pairs that the last whole look still found, that nobody told apart as they stand, and that are not joined."""
    last = LinkageRun.objects.visible_to(actor).exclude(finished_at=None).order_by("-started_at").first()
    told_apart = TwoPeople.objects.visible_to(actor).filter(duplicate=OuterRef("pk"), facts=OuterRef("facts"))
    either = Q(survivor=OuterRef("first"), merged=OuterRef("second")) | Q(
        survivor=OuterRef("second"), merged=OuterRef("first")
    )
    settled = Merge.objects.visible_to(actor).filter(either, withdrawn_at=None, undone_at=None)
    found = Duplicate.objects.visible_to(actor).filter(~Exists(told_apart), ~Exists(settled))
    return found.filter(seen_at__gte=last.started_at) if last else found


def waiting(actor: Actor) -> Waiting:
    """What a custodian looks at first: what another proposed, then pairs, the likeliest first."""
    pairs = open_pairs(actor)
    shown = list(pairs.order_by("-weight", "id")[:MOST_SHOWN])
    merges = list(
        Merge.objects.visible_to(actor)
        .filter(withdrawn_at=None, undone_at=None)
        .select_related("proposed_by", "undo_proposed_by", "confirmed_by")
        .order_by("-proposed_at")[:MOST_SHOWN]
    )
    ids = {pair.first_id for pair in shown} | {pair.second_id for pair in shown}
    ids |= {merge.survivor_id for merge in merges} | {merge.merged_id for merge in merges}
    named = {key: Named(key, *told) for key, told in doors.names_of(list(ids)).items()}
    last = LinkageRun.objects.visible_to(actor).exclude(finished_at=None).order_by("-finished_at").first()
    rows = [(merge, _merge_row(actor, merge, named)) for merge in merges]
    return Waiting(
        [_pair_row(pair, named) for pair in shown],
        pairs.count() if len(shown) == MOST_SHOWN else len(shown),
        [row for merge, row in rows if merge.confirmed_at is None],
        [row for merge, row in rows if merge.undo_proposed_at is not None],
        [row for merge, row in rows if merge.confirmed_at is not None and merge.undo_proposed_at is None],
        last.finished_at if last else None,
    )


def bars(pair: Duplicate) -> list[Bar]:
    """What each comparison added, in the order of the comparisons."""
    most = max((abs(told["weight"]) for told in pair.compared), default=0) or 1
    return [
        Bar(told["label"], told["words"], told["weight"], round(100 * abs(told["weight"]) / most))
        for told in pair.compared
    ]


def merge_of(actor: Actor, *, merge_id: UUID) -> Merge | None:
    """One joining, for a custodian."""
    found = Merge.objects.visible_to(actor).select_related("proposed_by", "confirmed_by", "undo_proposed_by")
    return found.filter(pk=merge_id).first()


def pair_of(actor: Actor, *, pair_id: UUID) -> Duplicate | None:
    """One pair that may be one person, for a custodian."""
    return Duplicate.objects.visible_to(actor).filter(pk=pair_id).first()


def verdicts(actor: Actor, *, pair: Duplicate) -> list[TwoPeople]:
    """Who said that these are two people, and when."""
    found = TwoPeople.objects.visible_to(actor).filter(duplicate=pair).select_related("decided_by")
    return list(found.order_by(F("decided_at").desc()))


def death_of(actor: Actor, *, person_id: UUID) -> Death | None:
    """What is known of somebody's death, unless it was put right."""
    found = Death.objects.visible_to(actor).select_related("undo_proposed_by", "access_reviewed_by")
    return found.filter(person=person_id, undone_at=None).first()


def _pair_row(pair: Duplicate, named: dict[UUID, Named]) -> PairRow:
    for_one = [told["label"] for told in pair.compared if told["weight"] > 1]
    return PairRow(pair.id, named[pair.first_id], named[pair.second_id], pair.probability, for_one, pair.found_at)


def _merge_row(actor: Actor, merge: Merge, named: dict[UUID, Named]) -> MergeRow:
    parting = merge.undo_proposed_at is not None
    at = merge.undo_proposed_at or merge.confirmed_at or merge.proposed_at
    by = (merge.undo_proposed_by if parting else merge.confirmed_by) or merge.proposed_by
    return MergeRow(merge.id, named[merge.survivor_id], named[merge.merged_id], at, by.name, by.pk == actor.worker_id)
