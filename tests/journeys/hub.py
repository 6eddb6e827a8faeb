"""The hub and who is around it: who holds, whoever asks at the door, partners, and records that may be one."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.actions.keys import make_key
from hearth.exchange.actions.sending import note_failure
from hearth.exchange.codes import Door, Fault
from hearth.exchange.machine_rules import Caller, Failure
from hearth.front_door import actions as front_door
from hearth.front_door.models import Referral, Referrer
from hearth.front_door.secrets import link_of
from hearth.front_door.welcome_codes import AttemptOutcome, Channel, Place
from hearth.front_door.welcome_rules import Arranged
from hearth.holding import actions as holding
from hearth.holding.codes import AbsenceKind, Dispute, Ladder
from hearth.holding.models import Holding
from hearth.holding.rules import Outside, Proposal
from hearth.holding.stalemate_rules import Raised
from hearth.identity import actions as identity
from hearth.messaging.models import Message
from hearth.organisations import actions as organisations
from hearth.organisations.queries import worker_actor
from hearth.people.identity_models import Duplicate
from tests import world as worlds
from tests.journeys.furnished import LONG_WORDS, Furnished


def of_holding(house: Furnished) -> dict[str, Any]:
    """Somebody else has been asked to hold her sister."""
    lead, at = worker_actor(house.world.lead), house.world.at
    friend = worlds.known(house.world, known_as="Ash", given="Ash", family="Vale", nhs_number=None)
    told_with_it = Proposal(reason="She moves.", keep_doing="We ring on Fridays.", person_view="That suits me.")
    with acting_as(lead, at=at):
        held = Holding.objects.visible_to(lead).get(person=house.carer.id)
        asked = holding.propose_handover(lead, holding=held, to=house.world.peer, proposal=told_with_it, at=at)
        told = Raised(Dispute.CO_OCCURRING, "Each wants the other to go first.", "Both, please.")
        services = [house.world.trust, house.world.council]
        held = Holding.objects.visible_to(lead).get(person=house.person.id)
        raised = holding.raise_stalemate(lead, holding=held, told=told, between=services, payer=services[0], at=at)
        away = {"membership": house.world.peer, "kind": AbsenceKind.HOLIDAY, "cover": house.world.manager}
        absence = holding.note_absence(lead, **away, from_at=at + timedelta(days=9), at=at)
        outside = Outside(house.world.council.id, house.world.council.name, "Ama Boateng", "ama@hearth.example")
        held = Holding.objects.visible_to(lead).get(person=friend.id)
        by_link = holding.propose_handover(lead, holding=held, to=outside, proposal=told_with_it, at=at)
    (message,) = worlds.all_of(Message, subject_id=by_link.root_id, to_kind="partner")
    return {
        # This hub never closes, so an evening is only ever planned elsewhere.
        "plan_id": asked.id,
        "link": message.body.split("/h/")[1].split()[0],
        "handover_id": asked.id,
        "to": "acceptance",
        "stalemate_id": raised.id,
        "absence_id": absence.id,
        "seat_id": seat_of(house),
        "change_id": shift_of(house),
        "hub": house.world.hub.slug,
    }


def shift_of(house: Furnished) -> UUID:
    """Whoever leads goes, and whoever comes is asked to say yes to each person."""
    lead, at = worker_actor(house.world.lead), house.world.at
    with acting_as(lead, at=at):
        return holding.offer_shift(lead, hub=house.world.hub, taker=house.world.manager, at=at).id


def seat_of(house: Furnished) -> UUID:
    """Two answer for the trust, the first of them through a colleague for now."""
    world, at = house.world, house.world.at
    with acting_as(SYSTEM, at=at):
        told = {"organisation": world.trust, "rung": Ladder.MANAGERS, "at": at}
        first, second = (holding.name_seat(SYSTEM, membership=one, **told) for one in (world.lead, world.manager))
        holding.lend_seat(SYSTEM, seat=second, to=world.peer, at=at)
    return first.id


def of_identities(house: Furnished) -> dict[str, UUID]:
    """Two records that may be one person, and two that were joined."""
    at = house.world.at
    twice = [worlds.known(house.world, known_as="Wren", given="Wren", family="Lark", nhs_number=None) for _ in range(4)]
    first, second = sorted(one.id for one in twice[:2])
    colleague = worlds.worker("Hugh", "Dale", "guardian", house.world.council)
    compared = [
        {"code": "given", "label": "First name", "words": "A first name they share", "weight": 6.3},
        {"code": "phone", "label": "Phone", "words": "Different", "weight": -1.3},
    ]
    with acting_as(SYSTEM, at=at):
        found = {"weight": 9.1, "probability": 0.99, "compared": compared, "facts": "as they are", "model": "2026-11"}
        pair = Duplicate(first_id=first, second_id=second, found_at=at, seen_at=at, **found)
        pair.save(force_insert=True)
    told = {"survivor_id": twice[2].id, "merged_id": twice[3].id, "because": LONG_WORDS[:200]}
    gail = worker_actor(house.guardian)
    with acting_as(gail, at=at):
        merge = identity.propose_merge(gail, at=at, **told)
    hugh = worker_actor(colleague)
    with acting_as(hugh, at=at):
        identity.confirm_merge(hugh, merge=merge, at=at)
    worlds.written(house.world, twice[2], LONG_WORDS)
    with acting_as(gail, at=at):
        proposed = identity.propose_merge(gail, survivor_id=first, merged_id=twice[2].id, because="The same.", at=at)
    return {"pair_id": pair.id, "joined_id": merge.id, "merge_id": proposed.id}


def of_organisations(house: Furnished) -> dict[str, Any]:
    """A partner, a place somebody has there, an invitation that waits, and a machine that could not send something."""
    world = house.world
    with acting_as(SYSTEM, at=world.at):
        invited = organisations.invite_worker(
            SYSTEM, email="new@hearth.example", organisation=world.trust, role="welcomer", hub=world.hub, at=world.at
        )
        made = make_key(SYSTEM, organisation=world.trust, name=LONG_WORDS[:80], at=world.at).key
    machine = Caller(made.id, world.trust.id, world.trust.name, "").actor
    with acting_as(machine, at=world.at):
        lost = Failure(Door.BARS, Fault.NOT_SUPPORTED, str(world.hub.id), made.id, None, LONG_WORDS * 3)
        call = note_failure(machine, failure=lost, at=world.at)
    return {
        "organisation_id": world.trust.id,
        "membership_id": world.peer.id,
        "secret": invited.secret,
        "key_id": made.id,
        "call_id": call.id,
    }


def of_the_door(house: Furnished) -> dict[str, Any]:
    """Somebody has asked, does not feel safe, and keeps a link to the answer."""
    referral, way_back = worlds.asked(house.world, known_as="Evan", feels_unsafe=True)
    worlds.spoken_for(house.world, known_as="Robin")
    (referrer,) = worlds.all_of(Referrer)
    lead, at = worker_actor(house.world.lead), house.world.at
    with acting_as(lead, at=at):
        seen = Referral.objects.visible_to(lead).select_related("person").get(pk=referral.pk)
        tried = front_door.Tried(Channel.CALL, AttemptOutcome.NO_ANSWER, at, words=LONG_WORDS)
        front_door.note_attempt(lead, referral=seen, tried=tried, at=at)
        told = Arranged(
            house.world.lead.pk, Place.WALK, at + timedelta(days=2), 60, "He chose the day.", LONG_WORDS[:200]
        )
        booking = front_door.book_welcome(lead, referral=seen, arranged=told, at=at)
    return {
        "referral_id": referral.id,
        "token": way_back.token,
        "booking_id": booking.id,
        "step": "not-now",
        "person_id": house.person.id,
        "proof": link_of(referrer.id),
        "question": "knows",
        "same_id": referral.id,
    }
