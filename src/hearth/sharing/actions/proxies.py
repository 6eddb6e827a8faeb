"""Acting for somebody: named after what was checked, ended in one step, and given way to a young person's own say."""

from datetime import date, datetime, time
from typing import Any

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.clocks import LONDON, day_of
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.sight import Level
from hearth.people.models import Person, Relation
from hearth.sharing import decider_rules, permissions, proxy_rules, queries
from hearth.sharing.actions.circle import choose_circle
from hearth.sharing.codes import DeciderKind, ProxyKind, SaidBy
from hearth.sharing.decider_models import DeciderCheck
from hearth.sharing.proxy_models import Competence, Proxy

ENDED = "Ended at once, on the page of who acts for them"
THEIR_OWN_SAY = "They can decide this themselves now"


@action
def name_proxy(
    actor: Actor,
    /,
    *,
    relation: Relation,
    kind: ProxyKind,
    level: Level,
    looked: str,
    at: datetime,
    until_on: date | None = None,
) -> Proxy:
    """From now on they act for this person, as far as `level`, until the day before `until_on` or, without one, until
    it must be looked at again: a birthday for a parent, the day their paper is looked at again, a year at most.

    Raises NotPermitted, or NotPossible while the law by which they act is not checked and in force, while something
    else was not looked at, or where a young person decides themselves.
    """
    checker_id = permissions.check_name_proxy(actor, person=relation.person)
    person, has_page = relation.person, relation.related_person_id is not None
    proxy_rules.check_proxy(level=level, looked=looked, has_page=has_page)
    law = _law(actor, relation, kind, at)
    stop = _stop(actor, person, kind, law, until_on, at)
    told = {**_words(person, kind, looked), "whom": Person(pk=relation.related_person_id), "level": level}
    choice = choose_circle(actor, **told, until_at=_beginning(until_on or stop), at=at)
    proxy = Proxy(
        id=new_id(),
        person=person,
        supporter_id=choice.whom_id,
        choice=choice,
        kind=kind,
        name=relation.name,
        evidence=law.saw if law else "",
        looked=looked.strip(),
        checked_by_id=checker_id,
        checked_at=at,
    )
    proxy.save(force_insert=True)
    audit.record(actor, "sharing.proxy_named", subject=proxy, at=at, detail={"kind": kind, "level": int(level)})
    return proxy


@action
def end_proxy(actor: Actor, /, *, proxy: Proxy, at: datetime) -> None:
    """They act for this person no longer, and see nothing from this moment. Raises NotPermitted."""
    permissions.check_record_circle(actor, person=proxy.person)
    let_see_nothing(actor, proxy, ENDED, at)
    audit.record(actor, "sharing.proxy_ended", subject=proxy, at=at)


@action
def decide_competence(actor: Actor, /, *, person: Person, can_decide: bool, why: str, at: datetime) -> Competence:
    """Whether somebody under age can decide for themselves who sees their record. Where they can, a parent's sight
    ends now, and it is theirs to let them in.

    Raises NotPermitted, or NotPossible without saying how somebody came to think so.
    """
    decided_by = permissions.check_name_proxy(actor, person=person)
    proxy_rules.check_decided(why)
    decided = Competence(
        id=new_id(), person=person, can_decide=can_decide, why=why.strip(), decided_by_id=decided_by, decided_at=at
    )
    decided.save(force_insert=True)
    for proxy in queries.proxies(actor, person=person, at=at) if can_decide else []:
        if proxy.kind == ProxyKind.PARENT:
            let_see_nothing(actor, proxy, THEIR_OWN_SAY, at)
    audit.record(actor, "sharing.competence_decided", subject=decided, at=at, detail={"can_decide": can_decide})
    return decided


def _law(actor: Actor, relation: Relation, kind: ProxyKind, at: datetime) -> DeciderCheck | None:
    """What was checked of the law by which they act; None where the person asked for it. Raises NotPossible."""
    if kind == ProxyKind.GRANTED:
        return None
    found = queries.in_force(actor, relation=relation, kind=DeciderKind(kind), at=at)
    if found is None:
        raise NotPossible(decider_rules.CHECK_FIRST)
    return found.check


def _stop(
    actor: Actor, person: Person, kind: ProxyKind, law: DeciderCheck | None, until_on: date | None, at: datetime
) -> date:
    """When it must be looked at again. Raises NotPossible where it may not begin, or would last longer."""
    today = day_of(at)
    if kind == ProxyKind.PARENT:
        proxy_rules.check_parent(person.birth_on, decided=queries.thought(actor, person=person), on=today)
    stop = proxy_rules.stops_on(kind, born_on=person.birth_on, on=today)
    # A parent's stops on birthdays: being one does not run out.
    if law is not None and law.review_on is not None and kind != ProxyKind.PARENT:
        stop = min(stop, law.review_on)
    proxy_rules.check_ends_in_time(until_on, stop=stop)
    return stop


def let_see_nothing(actor: Actor, proxy: Proxy, why: str, at: datetime) -> None:
    """They see nothing of this person from now on, and so act for them no longer."""
    nobody = Person(pk=proxy.supporter_id)
    choose_circle(actor, person=proxy.person, whom=nobody, level=Level.NOTHING, explained_how=why, at=at)


def _words(person: Person, kind: ProxyKind, looked: str) -> dict[str, Any]:
    said_by = SaidBy.PERSON if kind == ProxyKind.GRANTED else SaidBy.LEGAL
    return {"person": person, "said_by": said_by, "explained_how": kind.label[:300], "capacity_note": looked}


def _beginning(day: date) -> datetime:
    return datetime.combine(day, time(0), LONDON)
