"""Writing the planned lives into the record, each act by whoever did it, through everybody's own actions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from hearth.core import audit
from hearth.core.actor import SYSTEM, Actor
from hearth.core.scope import acting_as
from hearth.core.values import NhsNumber
from hearth.demonstration import actions, close_to, deeds, papers, plans_of, prototype, said, this_week, whole
from hearth.demonstration.lives import ELSEWHERE, SELF, CircleWish, Happening, Life
from hearth.demonstration.places import City, lay_out
from hearth.demonstration.plan import plan_lives, plan_prototype
from hearth.holding import actions as holding
from hearth.holding.codes import HoldingStatus
from hearth.organisations import actions as organisations
from hearth.organisations.models import Membership, Organisation
from hearth.people import actions as people
from hearth.people.models import Person
from hearth.sharing import actions as sharing
from hearth.sharing import queries as sharing_queries
from hearth.sharing.codes import RelationshipKind

Progress = Callable[[str, int, int], None]


def build_city(*, seed: int, people: int, now: datetime, progress: Progress) -> City:
    """Everything or nothing: the whole city is one transaction. `progress` hears what is done, how far, of how much."""
    first = plan_prototype(seed=seed, now=now, size=prototype.PEOPLE, came_days_ago=prototype.CAME_DAYS_AGO)
    lives = [*plan_lives(seed=seed, people=people, now=now), *first]
    with transaction.atomic():
        progress("Opening the hubs", 0, 1)
        city = lay_out(seed=seed, now=now)
        progress("Opening the hubs", 1, 1)
        _bring_in(city, lives, progress)
        _let_everyone_write(city, lives, progress)
        _grow(city, [life for life in lives if life.grown])
        progress("Writing plans together", 0, 1)
        plans_of.tell(city, lives, first=first, seed=seed)
        progress("Writing plans together", 1, 1)
        progress("Telling of this week", 0, 1)
        this_week.tell(city)
        papers.tell(city)
        said.tell(city)
        close_to.tell(city)
        whole.tell(city)
        progress("Telling of this week", 1, 1)
        progress("Asking whether it helped", 0, 1)
        prototype.measure(city, first)
        prototype.of_robin(city)
        progress("Asking whether it helped", 1, 1)
        _settle(city, lives, progress)
    return city


def _bring_in(city: City, lives: Sequence[Life], progress: Progress) -> None:
    with acting_as(SYSTEM, at=city.now):
        for number, life in enumerate(lives, start=1):
            city.people[life.key] = _make_known(life)
            if life.is_open:
                _take_in(city, life)
            for happening in life.journey:
                if happening.by == ELSEWHERE:
                    deeds.bring_from_elsewhere(SYSTEM, city.people[life.key], happening, city.now)
            progress("Meeting everyone", number, len(lives))
        for life in lives:
            _tell_more(city, life)


def _make_known(life: Life) -> Person:
    official = [("official", life.given, life.family)] if life.given or life.family else []
    former = [("old", *life.former)] if life.former else []
    return people.create_person(
        SYSTEM,
        known_as=life.known_as,
        status=life.status,
        at=life.made_at,
        other_names=[*official, *former],
        birth_on=life.birth_on,
        birth_precision=life.birth_precision,
        pronouns=life.pronouns,
        area=life.area,
        how_to_talk=life.how_to_talk,
        nhs_number=NhsNumber(life.nhs) if life.nhs else None,
        nhs_number_status=life.nhs_status or None,
        nhs_number_reason=life.nhs_reason,
        living_situation=life.living,
        contacts=life.contacts,
        needs=life.needs,
    )


def _take_in(city: City, life: Life) -> None:
    person = city.people[life.key]
    first = life.first_holder or life.holder
    held = holding.take_in(
        SYSTEM,
        person=person,
        hub=city.hubs[life.hub],
        holder=city.members[first],
        status=HoldingStatus(life.standing),
        at=life.made_at,
    )
    if first != life.holder:
        at = life.held_since or life.made_at + timedelta(days=1)
        holding.move_holder(SYSTEM, holding=held, to=city.members[life.holder], at=at)
    for worker, since in life.alongside:
        sharing.open_relationship(
            SYSTEM, person=person, kind=RelationshipKind.INVOLVED, membership=city.members[worker], at=since
        )


def _tell_more(city: City, life: Life) -> None:
    person = city.people[life.key]
    surgery = city.organisations[life.gp_organisation].id if life.gp_organisation else None
    if life.gp or life.in_my_life or life.equality or life.facts or life.confirmed_on:
        actions.tell_more(SYSTEM, person=person, life=life, others=city.people, surgery_id=surgery, at=life.made_at)
    if life.account:
        address = actions.ADDRESS.format(life.account)
        account = organisations.open_account(SYSTEM, email=address, at=life.made_at)
        actions.open_own_page(SYSTEM, person=person, account=account, at=life.made_at)
        own = sharing_queries.person_actor(account_id=account.id, person_id=person.id)
        if own is not None:
            city.selves[life.key] = own


def _let_everyone_write(city: City, lives: Sequence[Life], progress: Progress) -> None:
    """Gather what each did, then let each do it in one scope of their own, turn by turn."""
    turns = _turns(city, lives)
    done, of = 0, sum(len(theirs) for to_do in turns for theirs in to_do.values())
    for to_do in turns:
        for actor, theirs in to_do.items():
            with acting_as(actor, at=city.now):
                for deed in theirs:
                    deed(actor)
            done += len(theirs)
            progress("Writing what happened", done, of)


def _turns(city: City, lives: Iterable[Life]) -> list[dict[Actor, list[deeds.Deed]]]:
    actors = {key: city.actor(key) for key in city.members}
    turns: list[dict[Actor, list[deeds.Deed]]] = [defaultdict(list) for _ in deeds.TURNS]
    for life in lives:
        for turn, by, deed in deeds.of_life(city, life):
            actor = city.selves[life.key] if by == SELF else actors[by]
            turns[turn][actor].append(deed)
    return turns


def _grow(city: City, lives: Sequence[Life]) -> None:
    """The journeys and circles out of the stories, in bulk: each worker's words at once."""
    theirs: dict[str, list[tuple[Person, Happening]]] = defaultdict(list)
    for life in lives:
        for happening in life.journey:
            theirs[happening.by].append((city.people[life.key], happening))
    for key, happenings in theirs.items():
        with acting_as(city.actor(key), at=city.now):
            actions.write_journeys(city.actor(key), happenings=happenings, at=city.now)
    with acting_as(SYSTEM, at=city.now):
        actions.explain_circle(SYSTEM, choices=_choices(city, lives), at=city.now)


def _choices(city: City, lives: Sequence[Life]) -> list[tuple[Person, Organisation, CircleWish, Membership]]:
    return [
        (city.people[life.key], city.organisations[wish.whom], wish, city.members[wish.by])
        for life in lives
        for wish in life.circle
    ]


def _settle(city: City, lives: Sequence[Life], progress: Progress) -> None:
    """What the hub keeps in order afterwards: promises, what is closed, sight as of now, the chain of the audit."""
    with acting_as(SYSTEM, at=city.now):
        for number, life in enumerate(lives, start=1):
            deeds.settle(city, life)
            sharing.rewrite_sight(person_id=city.people[life.key].id, at=city.now)
            progress("Putting things in order", number, len(lives))
        while audit.link_pending_events(at=city.now):
            pass
