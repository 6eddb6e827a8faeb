"""Random walks of many hands at once: at every instant, every open person has exactly one holder who is here.

People hand over, leave, fall ill, return, rest people and raise disputes, each in transactions of their own.

Asked by hand-written SQL on a connection of its own, not by the code under test. HEARTH_WALKERS and
HEARTH_WALK_STEPS say how many walk and how far.
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
from hearth.holding.codes import AbsenceKind, Dispute, Stand
from hearth.holding.models import Absence, Handover, Holding, SeatAsked, Stalemate
from hearth.holding.rules import Proposal
from hearth.holding.stalemate_rules import Raised
from hearth.organisations.models import Membership
from hearth.organisations.queries import worker_actor

WALKERS = int(os.environ.get("HEARTH_WALKERS", "4"))
STEPS = int(os.environ.get("HEARTH_WALK_STEPS", "60"))
PEOPLE = 5
PROPOSAL = Proposal(reason="You know flats.", keep_doing="Our walk.", person_view="Yes.")
REFUSALS = (NotPossible, NotPermitted, DatabaseError, ObjectDoesNotExist)
EVERYBODY_HELD = """
    SELECT count(*) FILTER (WHERE m.id IS NULL), count(*) - count(DISTINCT h.person_id), count(*),
           count(*) FILTER (WHERE EXISTS (SELECT 1 FROM holding_absence a WHERE a.membership_id = h.holder_id
                                            AND a.begun_at IS NOT NULL AND a.ended_at IS NULL)),
           (SELECT count(*) FROM holding_stalemate s JOIN holding_holding x ON x.person_id = s.person_id
             WHERE s.decided_at IS NULL AND x.holder_id IS NULL)
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
        asking = [self.propose, self.accept, self.accept, self.point_on, self.meet, self.complete, self.move]
        living = [
            self.fall_ill,
            self.be_back,
            self.take_back,
            self.dispute,
            self.answer_dispute,
            self.rest,
            self.return_,
        ]
        deed = self.leave if chance.random() < 0.01 else chance.choice([*asking, *living])
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
        one = chance.choice(running)
        involved = {one.to_worker_id, one.accepted_by_id, one.sender_id}
        actor = self.someone(chance, among=[worker for worker in self.workers if worker.pk in involved])
        with acting_as(actor, at=at):
            found = Handover.objects.select_related("person", *queries.WITH_NAMES).get(pk=one.pk)
            act(actor, found)

    def move(self, chance, at):
        with acting_as(SYSTEM, at=at):
            holding = Holding.objects.get(person=chance.choice(self.people))
            actions.move_holder(SYSTEM, holding=holding, to=chance.choice(self.workers), at=at)

    def fall_ill(self, chance, at):
        with acting_as(SYSTEM, at=at):
            who, cover = chance.sample(self.workers, 2)
            who = Membership.objects.select_related("manager__worker", "worker").get(pk=who.pk)
            actions.note_absence(SYSTEM, membership=who, kind=AbsenceKind.ILL, cover=cover, from_at=at, at=at)

    def be_back(self, chance, at):
        with acting_as(SYSTEM, at=at):
            absence = self.some(chance, Absence.objects.filter(begun_at__isnull=False, ended_at=None))
            actions.end_absence(SYSTEM, absence=absence, at=at)

    def take_back(self, chance, at):
        with acting_as(SYSTEM, at=at):
            over = Absence.objects.filter(ended_at__isnull=False, begun_at__isnull=False)
            absence = self.some(chance, over.select_related("membership__worker"))
        actor = worker_actor(absence.membership)
        with acting_as(actor, at=at):
            actions.take_back(actor, absence=absence, at=at)

    def dispute(self, chance, at):
        told = Raised(chance.choice(list(Dispute)), "Each says it is for the other.")
        services = [self.world.trust, self.world.council]
        actor = self.someone(chance)
        with acting_as(actor, at=at):
            holding = Holding.objects.get(person=chance.choice(self.people))
            holder = chance.choice([None, *self.workers]) if actor.may("holding.move") else None
            given = {"told": told, "between": services, "payer": self.world.trust, "holder": holder, "at": at}
            actions.raise_stalemate(actor, holding=holding, **given)

    def answer_dispute(self, chance, at):
        with acting_as(SYSTEM, at=at):
            actions.go_up_when_due(SYSTEM, at=at)
            found = self.some(chance, Stalemate.objects.filter(decided_at=None))
            asked = self.some(chance, SeatAsked.objects.filter(party__stalemate=found).select_related("membership"))
        actor = worker_actor(asked.membership)
        with acting_as(actor, at=at):
            told = {"stand": chance.choice(list(Stand)), "words": "We ring.", "at": at}
            actions.answer_stalemate(actor, stalemate=found, **told)

    def rest(self, chance, at):
        self.stand(chance, at, actions.rest)

    def return_(self, chance, at):
        self.stand(chance, at, actions.come_back)

    def stand(self, chance, at, how):
        actor = self.someone(chance)
        with acting_as(actor, at=at):
            how(actor, holding=Holding.objects.get(person=chance.choice(self.people)), because="They said so.", at=at)

    def some(self, chance, rows):
        rows = list(rows)
        if not rows:
            raise NotPossible("there is none")
        return chance.choice(rows)

    def leave(self, chance, at):
        going = chance.choice([self.world.peer, self.world.partner, self.world.outsider])
        with acting_as(SYSTEM, at=at):
            found = Membership.objects.get(pk=going.pk, is_active=True)
            found.manager = self.world.manager
            actions.worker_leaves(SYSTEM, membership=found, at=at)

    def someone(self, chance, among=()):
        """Every other time one of those it is about. Whoever it is may have gone meanwhile; then it is refused."""
        return worker_actor(chance.choice(among if among and chance.random() < 0.5 else self.workers))

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
    assert set(walk.seen) == {(0, 0, PEOPLE, 0, 0)}
    assert {"propose", "accept", "move", "fall_ill", "be_back", "dispute"} <= set(walk.done)
    with acting_as(SYSTEM, at=walk.world.at + timedelta(days=1)):
        assert [problem for check in checks.checks() for problem in check.problems()] == []
