"""Writing an entry, and asking for support."""

from uuid import uuid4

from django.utils.timezone import now

from bench.operation import Operation
from bench.world import World
from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.actions.keys import make_key

WORDS = "We walked round the park. The flat is warmer now. She will ring on Monday about the form."
ENTRY = """
    WITH made AS (
      INSERT INTO record_entry (id, root_id, person_id, kind, status, occurred_at, recorded_at, author_id, author_name,
        acting_as, lane, source, title, body, about_others, told_in_confidence, min_level,
        needs_countersign, amend_reason, subject_type, source_system, coded)
      VALUES (%s, %s, %s, 'conversation', 'final', now(), now(), %s, 'A worker', 'Clinician', 'Hub', 'seen', '', %s,
        false, false, 40, false, '', '', '', '{}') RETURNING id, person_id)
    INSERT INTO core_auditevent (id, at, event, actor_kind, person_id, subject_type, subject_id, detail, request_id)
    SELECT gen_random_uuid(), now(), 'record.entry_written', 'worker', person_id, 'Entry', id::text, '{}', '' FROM made
"""
RECEIVED = """
    WITH who AS (
      INSERT INTO people_person (id, status, known_as, pronouns, birth_precision, area, how_to_talk, made_at, version)
      VALUES (gen_random_uuid(), 'provisional', %s, '', 'unknown', '', '', now(), 1) RETURNING id),
    held AS (
      INSERT INTO holding_holding (person_id, status, holder_id, holder_is_active, hub_id, since_at, opened_at)
      SELECT who.id, 'welcoming', %s, true, %s, now(), now() FROM who RETURNING person_id, hub_id),
    seen AS (
      INSERT INTO core_sight (person_id, viewer_id, level, clearance, basis, from_at, until_at)
      SELECT person_id, v, 40, 0, 'holder', now(), 'infinity' FROM held, unnest(%s::uuid[]) AS v),
    told AS (
      INSERT INTO record_entry (id, root_id, person_id, kind, status, occurred_at, recorded_at, author_name, acting_as,
        lane, source, title, body, about_others, told_in_confidence, min_level, needs_countersign,
        amend_reason, subject_type, source_system, coded)
      SELECT e, e, person_id, 'referral', 'final', now(), now(), 'someone', 'public', 'Hub', 'told-by-person',
        'Asked', %s, false, false, 40, false, '', '', '', '{}' FROM held, gen_random_uuid() AS e)
    INSERT INTO front_door_referral (id, person_id, hub_id, route, status, received_at, known_as, who_and_how_to_find,
      what_is_happening, referrer_name, referrer_reach, referrer_organisation, person_knows, knows_not_because,
      safe_contact, would_help, good_at, adjustments, others_affected, who_else, keep_doing, told_given, told_family,
      told_nhs_number, told_phone, return_hash, code_hash)
    SELECT gen_random_uuid(), person_id, hub_id, 'myself', 'received', now(), '', 'Text me', 'Sleep', '', '', '', 'yes',
      '', '', '', '', '', '', '', '', '', '', '', '', md5(person_id::text), md5('c' || person_id) FROM held
"""


def write_entry(world: World) -> Operation:
    words = {"words": WORDS, "kind": "conversation", "source": "seen"}

    def floor(place: int) -> None:
        entry_id = uuid4()
        world.ask(ENTRY, entry_id, entry_id, world.held[place % len(world.held)], world.membership.id, WORDS)

    return Operation(
        "write an entry",
        ours=lambda place: world.worker.post(f"/people/{world.held[place % len(world.held)]}/entries", words),
        floor=floor,
        bare=lambda place: world.bare.post(f"/{world.held[place % len(world.held)]}/entries", words),
        most_queries=7,
        p50_ms=7,
        p99_ms=20,
        most_times_bare=1.8,
    )


def ask_for_support(world: World) -> Operation:
    answers = {"for_whom": "myself", "who_and_how_to_find": "Text 07700 900 123", "what_is_happening": WORDS}
    viewers = [world.membership.id, world.membership.worker_id]

    def floor(place: int) -> None:
        world.ask(RECEIVED, "Robin", world.membership.id, world.membership.hub_id, viewers, WORDS)

    return Operation(
        "ask for support, all effects committed",
        ours=lambda place: world.anyone.post("/ask", {**answers, "known_as": f"Robin {place}"}),
        floor=floor,
        most_queries=25,
        p50_ms=30,
        p99_ms=80,
    )


def ask_by_machine(world: World) -> Operation:
    """The same from another system: its key, its referral once, whoever asked kept by name, and the answer."""
    with acting_as(SYSTEM, at=now()):
        key = make_key(SYSTEM, organisation=world.membership.organisation, name="The bench", at=now()).secret
    told = {
        "who_and_how_to_find": "Text 07700 900 123",
        "what_is_happening": WORDS,
        "person_knows": "yes",
        "referrer": {"name": "Dr Amara Obi", "job": "GP"},
        "keep_doing": "I see them every fortnight.",
    }
    viewers = [world.membership.id, world.membership.worker_id]

    def floor(place: int) -> None:
        world.ask(RECEIVED, "Robin", world.membership.id, world.membership.hub_id, viewers, WORDS)

    return Operation(
        "receive a referral by the API, all effects committed",
        ours=lambda place: world.anyone.send("/api/v1/referrals", {**told, "known_as": f"Robin {place}"}, key=key),
        floor=floor,
        most_queries=25,
        p50_ms=30,
        p99_ms=80,
    )
