"""Random walks of many hands at once: at every instant, every open person has exactly one holder who is here.

Asked by hand-written SQL on a connection of its own, not by the code under test. HEARTH_WALK_STEPS makes it longer.
"""

import os
import random
import threading
from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, connection
from tests import world as worlds

from hearth.core.actor import SYSTEM
from hearth.core.errors import NotPermitted, NotPossible
from hearth.core.scope import acting_as
from hearth.holding import actions, checks, queries
from hearth.holding.models import Handover, Holding
from hearth.holding.rules import Proposal
from hearth.organisations.models import Membership
from hearth.organisations.queries import worker_actor

WALKERS = 4
STEPS = int(os.environ.get("HEARTH_WALK_STEPS", "60"))
PEOPLE = 5
PROPOSAL = Proposal(reason="You know flats.", keep_doing="Our walk.", person_view="Yes.")
REFUSALS = (NotPossible, NotPermitted, DatabaseError, ObjectDoesNotExist)
EVERYBODY_HELD = """
    SELECT count(*) FILTER (WHERE m.id IS NULL), count(*) - count(DISTINCT h.person_id), count(*)
      FROM holding_holding h LEFT JOIN organisations_membership m ON m.id = h.holder_id AND m.is_active
     WHERE h.status IN ('welcoming', 'supported', 'resting')
"""


class Walk:
    """What many workers do to the same few people, and what was seen meanwhile."""

    def __init__(self, world):
        self.world = world
        self.people = [worlds.known(world, known_as=f"Walker {n}", nhs_number=None) for n in range(PEOPLE)]
        self.workers = [world.lead, world.peer, world.partner, world.outsider, world.manager]
        self.seen, self.failures, self.done = [], [], {}
        self.over = threading.Event()

    def walk(self, seed):
        chance = random.Random(seed)
        try:
            for step in range(STEPS):
                self.one_step(chance, self.world.at + timedelta(seconds=step))
        except BaseException as problem:
            self.failures.append(problem)
            raise
        finally:
            connection.close()

    def one_step(self, chance, at):
        deed = chance.choice(
            [self.propose, self.accept, self.accept, self.point_on, self.meet, self.complete, self.move]
        )
        deed = self.leave if chance.random() < 0.01 else deed
        try:
            deed(chance, at)
            self.done[deed.__name__] = self.done.get(deed.__name__, 0) + 1
        except REFUSALS:
            pass

    def propose(self, chance, at):
        person = chance.choice(self.people)
        actor = self.someone(chance)
        with acting_as(actor, at=at):
            holding = Holding.objects.get(person=person)
            to = chance.choice([*self.workers, self.world.team])
            actions.propose_handover(actor, holding=holding, to=to, proposal=PROPOSAL, at=at)

    def accept(self, chance, at):
        self.answer(chance, at, lambda actor, one: actions.accept_handover(actor, handover=one, at=at))

    def point_on(self, chance, at):
        told = {"to": chance.choice(self.workers), "spoken_to": "Ama", "because": "They run the flats."}
        self.answer(chance, at, lambda actor, one: actions.point_on(actor, handover=one, at=at, **told))

    def meet(self, chance, at):
        self.answer(chance, at, lambda actor, one: actions.have_met(actor, handover=one, met_at=at, at=at))

    def complete(self, chance, at):
        self.answer(chance, at, lambda actor, one: actions.complete_handover(actor, handover=one, at=at))

    def answer(self, chance, at, act):
        with acting_as(SYSTEM, at=at):
            running = list(Handover.objects.filter(ended_at=None, alternative=None).select_related("person"))
        if not running:
            raise NotPossible("nothing runs")
        one, actor = chance.choice(running), self.someone(chance)
        with acting_as(actor, at=at):
            found = Handover.objects.select_related("person", *queries.WITH_NAMES).get(pk=one.pk)
            act(actor, found)

    def move(self, chance, at):
        with acting_as(SYSTEM, at=at):
            holding = Holding.objects.get(person=chance.choice(self.people))
            actions.move_holder(SYSTEM, holding=holding, to=chance.choice(self.workers), at=at)

    def leave(self, chance, at):
        going = chance.choice([self.world.peer, self.world.partner, self.world.outsider])
        with acting_as(SYSTEM, at=at):
            found = Membership.objects.get(pk=going.pk, is_active=True)
            found.manager = self.world.manager
            actions.worker_leaves(SYSTEM, membership=found, at=at)

    def someone(self, chance):
        """Whoever it is may have gone meanwhile; then acting as them is refused."""
        return worker_actor(chance.choice(self.workers))

    def watch(self):
        try:
            while not self.over.is_set():
                with acting_as(SYSTEM, at=self.world.at), connection.cursor() as cursor:
                    cursor.execute(EVERYBODY_HELD)
                    self.seen.append(cursor.fetchone())
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_every_open_person_is_in_exactly_one_pair_of_hands_at_every_instant():
    walk = Walk(worlds.build())
    watcher = threading.Thread(target=walk.watch)
    walkers = [threading.Thread(target=walk.walk, args=(seed,)) for seed in range(WALKERS)]
    watcher.start()
    for thread in walkers:
        thread.start()
    for thread in walkers:
        thread.join()
    walk.over.set()
    watcher.join()

    assert walk.failures == []
    assert set(walk.seen) == {(0, 0, PEOPLE)}
    assert {"propose", "accept", "move"} <= set(walk.done)
    with acting_as(SYSTEM, at=walk.world.at + timedelta(days=1)):
        assert [problem for check in checks.checks() for problem in check.problems()] == []
