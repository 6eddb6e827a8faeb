"""What each worker, and each person, did in a life: one small function for one act of one of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any

from hearth.core.actor import SYSTEM, Actor
from hearth.core.clocks import LONDON
from hearth.core.sight import Level
from hearth.demonstration import actions
from hearth.demonstration.lives import ELSEWHERE, CircleWish, Happening, Life, Look, Override
from hearth.demonstration.moments import at_local
from hearth.demonstration.places import City
from hearth.front_door import actions as front_door
from hearth.front_door.codes import PersonKnows, Route
from hearth.front_door.rules import Told
from hearth.organisations.models import Membership, Organisation
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source
from hearth.record.journey.facts import KEY
from hearth.record.models import Entry
from hearth.sharing import actions as sharing
from hearth.sharing.codes import BlockKind, OverrideReason
from hearth.sharing.models import BreakGlass

Deed = Callable[[Actor], None]
READ_AFTER = timedelta(minutes=14)
LATE, EARLY = time(21), time(8)
CIRCLE, WRITING, REVIEW = TURNS = range(3)
CONSEQUENCE = "Others alongside will not know this, even when it would help. We said so in these words."


def of_life(city: City, life: Life) -> Iterator[tuple[int, str, Deed]]:
    """Each act of a life with its turn and the key of whoever did it: who may see is settled before anyone writes."""
    if life.ask:
        yield WRITING, life.ask.by or life.holder, partial(receive, city, life)
    for wish in () if life.grown else life.circle:
        yield CIRCLE, wish.by, partial(choose, city, life, wish)
    for happening in () if life.grown else life.journey:
        if happening.by != ELSEWHERE:
            yield WRITING, happening.by, partial(write, city, life, happening)
    for look in life.looks:
        yield WRITING, look.by, partial(open_page, city, life, look)
    for override in life.overrides:
        yield WRITING, override.by, partial(break_glass, city, life, override)
        yield REVIEW, override.reviewed_by, partial(review, city, life, override)
    if life.unfinished:
        yield WRITING, life.unfinished.by, partial(leave_unfinished, city, life)


def receive(city: City, life: Life, actor: Actor) -> None:
    """They asked, and were told at once who holds them; whoever received it has read it unless it was just now."""
    told, person = told_by(life), city.people[life.key]
    at = life.made_at
    referral, _ = front_door.receive_referral(actor, told=told, hub=city.hubs[life.hub], person=person, at=at)
    read_at = at + READ_AFTER if told.feels_unsafe else when_read(at)
    if read_at < city.now:
        front_door.read_referral(actor, referral=referral, **found_on_reading(life), at=read_at)


def found_on_reading(life: Life) -> dict[str, Any]:
    """What whoever read it answered: is anyone unsafe now, and what was done."""
    unsafe = bool(life.ask and life.ask.unsafe)
    return {"unsafe": unsafe, "done": "I rang at once and stayed on the line." if unsafe else ""}


def told_by(life: Life) -> Told:
    """What was told, in the shape the front door takes. Raises ValueError for a life that did not ask."""
    if life.ask is None:
        raise ValueError(f"{life.key} did not ask")
    ask = life.ask
    return Told(
        route=Route(ask.route),
        known_as=life.known_as,
        who_and_how_to_find=ask.who,
        what_is_happening=ask.what,
        person_knows=PersonKnows(ask.knows),
        referrer_name=ask.referrer,
        referrer_reach=ask.referrer_reach,
        referrer_organisation=ask.referrer_organisation,
        would_help=ask.would_help,
        good_at=ask.good_at,
        keep_doing=ask.keep_doing,
        feels_unsafe=ask.unsafe,
    )


def when_read(at: datetime) -> datetime:
    """A quarter of an hour later; what comes at night to one who works by day is read in the morning."""
    local = at.astimezone(LONDON)
    if local.time() >= LATE:
        return at_local(local.date() + timedelta(days=1), EARLY)
    return at_local(local.date(), EARLY) if local.time() < EARLY else at + READ_AFTER


def choose(city: City, life: Life, wish: CircleWish, actor: Actor) -> None:
    """The person lets somebody into the circle, or keeps them out."""
    sharing.choose_circle(
        actor,
        person=city.people[life.key],
        whom=whom(city, wish),
        level=Level[wish.level.upper()],
        explained_how=wish.how,
        until_at=wish.until,
        at=wish.at,
    )


def whom(city: City, wish: CircleWish) -> Organisation | Membership | Person:
    """Whoever the wish is about."""
    if wish.kind == "organisation":
        return city.organisations[wish.whom]
    return city.members[wish.whom] if wish.kind == "worker" else city.people[wish.whom]


def write(city: City, life: Life, happening: Happening, actor: Actor) -> None:
    """One entry, corrected or withdrawn afterwards if the life says so."""
    reason, days = happening.withheld or ("", 0)
    entry = add_entry(actor, city.people[life.key], happening, city.now, reason, days)
    later = min(happening.at + timedelta(days=1), city.now)
    if happening.amended:
        body, why = happening.amended
        record.amend_entry(actor, entry=entry, title=entry.title, body=body, reason=why, at=later)
    if happening.error:
        record.mark_entered_in_error(actor, entry=entry, reason=happening.error, at=later)
    if happening.sealed:
        sharing.seal(
            actor,
            person=city.people[life.key],
            entry_id=entry.root_id,
            hidden=happening.sealed == "hidden",
            opens_for=[city.members[key] for key in happening.opens_for],
            consequence_explained=CONSEQUENCE,
            at=happening.at,
        )


def bring_from_elsewhere(actor: Actor, person: Person, happening: Happening, now: datetime) -> Entry:
    """What another record brought: read-only, with the lane it came from."""
    return add_entry(actor, person, replace(happening, source=Source.IMPORTED), now)


def add_entry(
    actor: Actor, person: Person, happening: Happening, now: datetime, reason: str = "", days: int = 0
) -> Entry:
    """Written down soon after it happened. Withheld from the person for `days` if there is a reason."""
    return record.write_entry(
        actor,
        person=person,
        kind=EntryKind(happening.kind),
        title=happening.title,
        body=happening.body,
        occurred_at=happening.at,
        at=min((happening.until or happening.at) + actions.WRITTEN_AFTER, now),
        source=Source(happening.source),
        about_others=happening.about_others,
        told_in_confidence=happening.in_confidence,
        withheld_reason=reason,
        withheld_until=now + timedelta(days=days) if reason else None,
        lane=happening.lane,
        ended_at=happening.until,
        coded={KEY: dict(happening.drawn)} if happening.drawn else None,
    )


def open_page(city: City, life: Life, look: Look, actor: Actor) -> None:
    """Somebody opened the record and said why."""
    sharing.open_record(actor, person=city.people[life.key], what=look.what, reason=look.because, at=look.at)


def leave_unfinished(city: City, life: Life, actor: Actor) -> None:
    """Words somebody was in the middle of."""
    if life.unfinished:
        person_id = city.people[life.key].id
        fields = {"words": life.unfinished.words, "kind": EntryKind.CONVERSATION.value}
        place = f"person/{person_id}"
        record.keep_draft(actor, place=place, fields=fields, person_id=person_id, at=life.unfinished.at)


def break_glass(city: City, life: Life, override: Override, actor: Actor) -> None:
    """In an emergency somebody opened a record that was not open to them."""
    person_id, reason = city.people[life.key].id, OverrideReason(override.reason)
    sharing.break_glass(actor, person_id=person_id, reason=reason, why=override.why, at=override.at)


def review(city: City, life: Life, override: Override, actor: Actor) -> None:
    """The guardian looked at it afterwards."""
    person = city.people[life.key]
    opened = BreakGlass.objects.visible_to(actor).get(person_id=person.id, opened_at=override.at)
    sharing.review_override(actor, override=opened, outcome=override.outcome, at=override.reviewed)


def settle(city: City, life: Life) -> None:
    """Promises made and kept, and colleagues and relatives kept away."""
    person = city.people[life.key]
    kept = {happening.keeps: happening.at for happening in life.journey if happening.keeps}
    if kept and life.ask:
        actions.keep_promises(SYSTEM, person=person, kept=kept, at=city.now)
    for promise in life.promises:
        owner = city.members[promise.owner]
        actions.promise(SYSTEM, person=person, code=promise.code, owner=owner, at=promise.at)
    for key, kind in life.blocks:
        worker = city.members[key].worker
        sharing.block_worker(SYSTEM, person=person, worker=worker, kind=BlockKind(kind), at=life.made_at)
