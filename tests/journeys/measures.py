"""Measures for the samples of every page: one finished that worries, two begun, licensed words, and a named group."""

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.outcomes import actions, instruments
from hearth.outcomes.codes import Mode, Offered, Step, SupportKind
from hearth.outcomes.figures import Period
from hearth.outcomes.terms import Sitting
from hearth.outcomes.tests.sheets import DIALOG, REQOL, load, with_total
from hearth.people.models import Person
from hearth.sharing import queries as sharing
from tests import world as worlds

LONG_WORDS = "We talked about the stairs. " * 12


def of_measures(world: worlds.World, person: Person) -> dict[str, Any]:
    """Results over time, areas talked through, something begun by each side, and the place's own measures."""
    load(world, DIALOG)
    wording, at = load(world), world.at
    peer = worker_actor(world.peer)
    with acting_as(peer, at=at):
        for total, days in ((9, 60), (17, 30), (26, 1)):
            paper = Sitting(Mode.PAPER, answered_on=localdate() - timedelta(days=days))
            sheet = actions.begin_fill(peer, person=person, of=REQOL, sitting=paper, at=at)
            actions.answer_items(peer, fill=sheet, answers=with_total(total), at=at)
            actions.finish_fill(peer, fill=sheet, at=at)
        together = Sitting(Mode.TOGETHER, language="en-GB", helped_by="Jess")
        done = actions.begin_fill(peer, person=person, of=DIALOG, sitting=together, at=at)
        actions.answer_items(peer, fill=done, answers={**dict.fromkeys(range(1, 11), 5), 1: 1}, at=at)
        actions.finish_fill(peer, fill=done, at=at)
        area = actions.choose_area(peer, fill=done, item=4, at=at)
        actions.talk_through(peer, area=area, words=dict.fromkeys(Step, LONG_WORDS), at=at)
        begun = actions.begin_fill(peer, person=person, of=DIALOG, sitting=together, at=at)
        actions.note_offer(peer, person=person, of=REQOL, outcome=Offered.NOT_NOW, words=LONG_WORDS[:300], at=at)
        actions.note_support(peer, person=person, kind=SupportKind.SKILLS, since=localdate(), at=at)
    with acting_as(SYSTEM, at=at):
        period = Period(localdate() - timedelta(days=90), localdate())
        cohort = actions.form_cohort(SYSTEM, code="spring", name=LONG_WORDS[:100], hub=world.hub, period=period, at=at)
        actions.add_to_cohort(SYSTEM, cohort=cohort, person=person, at=at)
    return {
        "fill_id": done.pk,
        "begun_id": begun.pk,
        "own_id": own_begun(world, person),
        "area_id": area.pk,
        "wording_id": wording.pk,
        "code": REQOL.code,
        "item": 2,
        "cohort": cohort.code,
        "hub": world.hub.slug,
    }


def own_begun(world: worlds.World, person: Person) -> Any:
    """What the person has begun on a page of their own."""
    account = worlds.own_sign_in(world, person)
    themselves = sharing.person_actor(account_id=account.id, person_id=person.id)
    assert themselves is not None
    own = Sitting(Mode.OWN, language="en-GB")
    of = instruments.instrument("everyday", 1)
    with acting_as(themselves, at=world.at):
        return actions.begin_fill(themselves, person=person, of=of, sitting=own, at=world.at).pk
