"""Writing down who may decide for somebody by law, and making sure of it before it counts."""

from datetime import date, datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import day_of
from hearth.core.ids import new_id
from hearth.people.models import Relation
from hearth.sharing import decider_rules, permissions, queries
from hearth.sharing.actions.proxies import let_see_nothing
from hearth.sharing.codes import Covers, DeciderKind, HowChecked
from hearth.sharing.decider_models import DeciderCheck, LegalDecider

NO_LONGER = "The law by which they acted is not in force"


@action
def note_decider(
    actor: Actor, /, *, relation: Relation, kind: DeciderKind, covers: Covers, at: datetime
) -> LegalDecider:
    """Somebody is said to decide for this person by law. It counts for nothing until it is checked.

    Raises NotPermitted.
    """
    noted_by = permissions.check_name_proxy(actor, person=relation.person)
    decider = LegalDecider(
        id=new_id(),
        person=relation.person,
        relation=relation,
        name=relation.name,
        kind=kind,
        covers=covers,
        noted_by_id=noted_by,
        told_at=at,
    )
    decider.save(force_insert=True)
    audit.record(actor, "sharing.decider_told", subject=decider, at=at, detail={"kind": kind, "covers": covers})
    return decider


@action
def note_decider_check(
    actor: Actor,
    /,
    *,
    decider: LegalDecider,
    holds: bool,
    how: HowChecked,
    saw: str,
    at: datetime,
    looked: str = "",
    registered_on: date | None = None,
    review_on: date | None = None,
) -> DeciderCheck:
    """A worker made sure of it: it is in force until `review_on`, or it is not, and whoever acted by it stops now.

    Raises NotPermitted, or NotPossible while something was not looked at.
    """
    checker_id = permissions.check_name_proxy(actor, person=decider.person)
    decider_rules.check_saw(saw)
    kind = DeciderKind(decider.kind)
    if holds:
        decider_rules.check_in_force(
            kind, looked=looked, on=day_of(at), registered_on=registered_on, review_on=review_on
        )
    check = DeciderCheck(
        id=new_id(),
        decider=decider,
        person_id=decider.person_id,
        kind=kind,
        in_force=holds,
        how=how,
        saw=saw.strip(),
        looked=looked.strip(),
        registered_on=registered_on,
        review_on=review_on if holds else None,
        checked_by_id=checker_id,
        checked_at=at,
    )
    return _take_effect(actor, check, at)


def _take_effect(actor: Actor, check: DeciderCheck, at: datetime) -> DeciderCheck:
    check.save(force_insert=True)
    if not check.in_force:
        _end_what_rested_on_it(actor, check.decider, at)
    told = {"kind": check.kind, "in_force": check.in_force}
    audit.record(actor, "sharing.decider_checked", subject=check, at=at, detail=told)
    return check


def _end_what_rested_on_it(actor: Actor, decider: LegalDecider, at: datetime) -> None:
    supporter_id = decider.relation.related_person_id
    for proxy in queries.proxies(actor, person=decider.person, at=at):
        if proxy.supporter_id == supporter_id and proxy.kind == decider.kind:
            let_see_nothing(actor, proxy, NO_LONGER, at)
