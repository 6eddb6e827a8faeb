"""A house somebody lives in: one of everything, so that every page has something to show."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.utils.timezone import localdate
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from hearth.core.actor import SYSTEM
from hearth.core.ids import new_id
from hearth.core.installation import is_demonstration
from hearth.core.models import Installation
from hearth.core.scope import acting_as
from hearth.correcting import actions as correcting
from hearth.correcting.models import Exposure
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
from hearth.messaging import actions as messaging
from hearth.messaging import links
from hearth.messaging.carriers import Outcome
from hearth.messaging.codes import AddresseeKind, MessageState
from hearth.messaging.models import Message
from hearth.messaging.rules import Wording, by_email, the_person
from hearth.organisations import actions as organisations
from hearth.organisations.models import Account, Membership
from hearth.organisations.queries import worker_actor
from hearth.organisations.tests.factories import MembershipFactory
from hearth.people import actions as people
from hearth.people.codes import FormerName
from hearth.people.details import ContactDetails, NeedDetails, NewName
from hearth.people.identity_models import Duplicate
from hearth.people.models import Contact, Need, Person, PersonName, Relation
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Source, WithholdReason
from hearth.record.documents import actions as documents
from hearth.record.documents import looking
from hearth.record.documents.jobs import look_after
from hearth.record.documents.tests import files
from hearth.record.journey.reading import Before, coded
from hearth.record.models import HealthFact, SafetyNote
from hearth.sharing import actions as sharing
from hearth.sharing.codes import OverrideReason, SaidBy
from hearth.sharing.models import CircleChoice
from hearth.subject_access import actions as subject_access
from hearth.subject_access.codes import IdentityBy, Route
from hearth.subject_access.models import AccessItem, AccessPart
from hearth.subject_access.rules import Asked
from tests import world as worlds
from tests.journeys.carers import of_carers
from tests.journeys.feedback import of_feedback
from tests.journeys.forms import of_forms
from tests.journeys.measures import of_measures
from tests.journeys.messages import of_threads
from tests.journeys.plans import of_a_plan

NAMES = ("Keeley", worlds.SURNAME, "Priya", "Nair", "Jess", "Noor", "Gail", "Ash")
WORDS_TO_SEND = Wording("Thank you", "We have what you wrote.\n\nPriya rings you tomorrow.")
LONG_WORDS = "We sat by the river. " * 12 + "https://example.org/" + "a" * 90


@dataclass
class Furnished:
    """A hub, Keeley's life in it, and what an address of each kind may name."""

    world: worlds.World
    person: Person
    carer: Person
    guardian: Membership
    named: dict[str, Any] = field(default_factory=dict)


def furnish() -> Furnished:
    """Fill a fresh hub with one of everything."""
    world = worlds.build()
    person = worlds.known(
        world,
        pronouns="she/her",
        birth_on=localdate() - timedelta(days=12_000),
        birth_precision="exact",
        area="Foss Islands",
        how_to_talk="Mornings are hard; after eleven is best.",
        contacts=[ContactDetails("phone", "07700 900 123", best_times="after eleven")],
        needs=[NeedDetails("adjustment", "A quiet room")],
    )
    guardian = worlds.worker("Gail", "Hart", "guardian", world.trust)
    MembershipFactory(worker=guardian.worker, organisation=world.surgery, role="clinician")
    carer = worlds.known(world, known_as="Jess", given="Jess", family="Hale", nhs_number=None)
    house = Furnished(world, person, carer, guardian)
    for whom in (world.council, carer):
        worlds.let_in(world, person, whom)
    give_steps(world.lead.worker.account)
    for some in (
        whole_life,
        of_documents,
        of_her_own_record,
        of_the_picture,
        of_corrections,
        of_who_she_is,
        of_messages,
        of_holding,
        of_organisations,
        of_identities,
        of_the_door,
        of_signing_in,
    ):
        house.named.update(some(house))
    house.named.update(of_forms(world, person))
    house.named.update(of_measures(world, person))
    house.named.update(of_a_plan(world, person))
    house.named.update(of_carers(world, person, carer))
    house.named.update(of_feedback(world, person))
    house.named.update(of_threads(world, person, carer))
    return house


def whole_life(house: Furnished) -> dict[str, UUID]:
    """Entries, one of them corrected and one in error; a draft; what to know before a visit; a sealing; an opening."""
    world, person, at = house.world, house.person, house.world.at
    entry = worlds.written(world, person, LONG_WORDS)
    lead = worker_actor(world.lead)
    with acting_as(lead, at=at):
        record.amend_entry(lead, entry=entry, title="", body="By the river.", reason="Shorter.", at=at)
    wrong = worlds.written(world, person, "Somebody else altogether.")
    with acting_as(lead, at=at):
        record.mark_entered_in_error(lead, entry=wrong, reason="Not about her.", at=at)
    newest = worlds.written(world, person, "She rang her sister.")
    with acting_as(lead, at=at):
        place = f"person/{person.id}"
        record.keep_draft(lead, place=place, fields={"words": "Half a"}, person_id=person.id, at=at)
    with acting_as(SYSTEM, at=at):
        facts_of(house)
        said = "On a bad day nobody will know what helps."
        sealing = sharing.seal(SYSTEM, person=person, consequence_explained=said, section="card", at=at)
        sharing.rewrite_sight(person_id=person.id, at=at)
        chosen = CircleChoice.objects.filter(person=person).order_by("id").first()
    return {
        **second_names(house),
        "entry_id": newest.id,
        "sealing_id": sealing.id,
        "choice_id": chosen.pk,
        "override_id": opened_in_an_emergency(house),
    }


def second_names(house: Furnished) -> dict[str, UUID]:
    """Words of a student, asked about; an entry of the manager's that names the lead; a draft; and what keeps safe."""
    world, person, at = house.world, house.person, house.world.at
    lead, manager = worker_actor(world.lead), worker_actor(world.manager)
    student = worlds.in_the_team(world, "Mina", "Holt", "student")
    words = worlds.written(world, person, LONG_WORDS, by=student)
    together = worlds.written(world, person, "We were four at the table.", by=world.manager)
    with acting_as(lead, at=at):
        record.ask_before_signing(lead, entry=words, question="Who cooked?", at=at)
        kept = record.keep_draft(lead, place="/people/new", fields={"_page": "/people/new"}, person_id=None, at=at)
    with acting_as(manager, at=at):
        (joint,) = record.name_joint_authors(manager, entry=together, who=[world.lead.id], at=at)
    return {"signing_id": words.id, "joint_id": joint.id, "draft_id": kept.id}


def of_documents(house: Furnished) -> dict[str, Any]:
    """A letter, its pages drawn, and one that nobody has looked after yet."""
    lead, at = worker_actor(house.world.lead), house.world.at
    for name, content in (("waits.pdf", files.pdf("Wait")), ("letter.pdf", files.pdf("One", "Two"))):
        letter = files.sent(content, name)
        looked = looking.look_at(letter, name=name, size_bytes=letter.size)
        with acting_as(lead, at=at):
            added = documents.add_document(
                lead, person=house.person, looked=looked, file=letter, title="", words=LONG_WORDS, at=at
            )
    look_after(document_id=str(added.id))
    return {"document_id": added.id, "page": 1}


def of_the_picture(house: Furnished) -> dict[str, UUID]:
    """She was passed on before she came, did not make it once, and has agreed to a picture of all that."""
    lead, at = worker_actor(house.world.lead), house.world.at
    told = {"person": house.person, "source": Source.TOLD_BY_PERSON, "at": at}
    passing = coded(Before(passed_to="Access team", yes=False))
    crisis = coded(Before(helped="Sitting by the door", told_again=True))
    ago = [at - timedelta(days=days) for days in (200, 150, 90)]
    with acting_as(lead, at=at):
        for kind, when, lane, drawn in (
            (EntryKind.HANDOVER, ago[0], "GP surgery", passing),
            (EntryKind.CRISIS, ago[1], "Crisis team", crisis),
            (EntryKind.DID_NOT_MAKE_IT, ago[2], "Access team", coded(Before(tried="A letter"))),
        ):
            record.write_entry(lead, kind=kind, body=LONG_WORDS, occurred_at=when, lane=lane, coded=drawn, **told)
        yes = record.Yes(SaidBy.PERSON, "We looked at it together.", "The housing meeting")
        return {"agreement_id": record.agree_to_picture(lead, person=house.person, yes=yes, at=at).id}


def of_corrections(house: Furnished) -> dict[str, UUID]:
    """Something she asks to have put right and says her view of; something held back; something about another."""
    world, person, at = house.world, house.person, house.world.at
    lead, manager = worker_actor(world.lead), worker_actor(world.manager)
    wrong = worlds.written(world, person, "She was late.", by=world.peer)
    held = worlds.written(world, person, LONG_WORDS, by=world.lead)
    moved = [worlds.written(world, person, words, by=world.peer) for words in ("About Jess.", "Jess rang.")]
    with acting_as(lead, at=at):
        together = "She said it and read it over."
        record.say_my_view(lead, entry=wrong, words=LONG_WORDS, together=together, at=at)
        request = correcting.ask_correction(lead, entry=wrong, words=LONG_WORDS, together=together, at=at)
        told = {"reason": WithholdReason.THIRD_PARTY, "why": LONG_WORDS, "until_at": at + timedelta(days=30)}
        held_back = record.hold_back(lead, entry=held, reviewer=world.manager, at=at, **told)
        sharing.open_record(lead, person=person, what="journey", reason="to be alongside", at=at)
        moves = [
            correcting.propose_move(lead, entry=one, right_person=house.carer, reason=LONG_WORDS, at=at)
            for one in moved
        ]
    with acting_as(manager, at=at):
        sharing.open_record(manager, person=person, what="journey", reason="to be alongside", at=at)
        correcting.do_move(manager, move=moves[0], at=at)
    return {
        "request_id": request.id,
        "withholding_id": held_back.id,
        "move_id": moves[0].id,
        "exposure_id": worlds.all_of(Exposure, move=moves[0])[0].id,
    }


def of_her_own_record(house: Furnished) -> dict[str, UUID]:
    """She asked for her record, and the lead reads the part of the trust through."""
    world, person, at = house.world, house.person, house.world.at
    worlds.written(world, person, "Her neighbour rang.")
    asked = Asked(Route.TALKING, "Can I see what you wrote?")
    lead, guardian = worker_actor(world.lead), worker_actor(house.guardian)
    with acting_as(lead, at=at):
        request = subject_access.ask_for_record(lead, person=person, asked=asked, at=at)
        subject_access.make_sure(lead, request=request, how=IdentityBy.KNOWN, words="", at=at)
    with acting_as(SYSTEM, at=at):
        subject_access.gather(SYSTEM, request=request, at=at)
    with acting_as(guardian, at=at):
        parts = AccessPart.objects.visible_to(guardian).select_related("request")
        part = parts.get(request=request, organisation=world.trust)
        subject_access.name_reviewer(guardian, part=part, reviewer=world.lead, at=at)
    item = worlds.all_of(AccessItem, part=part)[0]
    return {"access_id": request.pk, "part_id": part.pk, "item_id": item.pk}


def of_who_she_is(house: Furnished) -> dict[str, UUID]:
    """A name, a way to reach her, what makes things easier, somebody in her life; and somebody who is kept close."""
    person, world = house.person, house.world
    ash = worlds.known(world, known_as="Ash", given="Ash", family="Lind", nhs_number=None)
    lead, told = worker_actor(world.lead), NewName("Ash", localdate(), given="Ash", family="Vale")
    with acting_as(lead, at=world.at):
        change = identity.go_by_another_name(
            lead, person=ash, version_seen=1, told=told, before=FormerName.HIDDEN, at=world.at
        )
        again = localdate() + timedelta(days=5)
        identity.restrict(lead, person=ash, because=LONG_WORDS[:200], review_on=again, at=world.at)
    return {
        "change_id": change.id,
        # Only ever sent to, never opened.
        "recipient_id": new_id(),
        "session_ref": new_id(),
        "name_id": worlds.all_of(PersonName, person=person)[0].id,
        "contact_id": worlds.all_of(Contact, person=person)[0].id,
        "need_id": worlds.all_of(Need, person=person)[0].id,
        "relation_id": worlds.all_of(Relation, person=person)[0].id,
        "fact_id": worlds.all_of(HealthFact, person=person)[0].id,
        "note_id": worlds.all_of(SafetyNote, person=person)[0].id,
    }


def of_messages(house: Furnished) -> dict[str, Any]:
    """A letter that waits to be printed, something to be told, and an e-mail whose reader wants no more of them."""
    at, person = house.world.at, house.person
    told = {"about": person.id, "subject": ("Person", person.id), "at": at}
    with acting_as(SYSTEM, at=at):
        home = ContactDetails("address", "3 Foss Walk, York YO1 9AA")
        people.add_contact(SYSTEM, person=person, contact=home, at=at)
        letter, unsendable, mail = (
            messaging.queue_message(SYSTEM, to=to, key=f"sample:{number}", wording=WORDS_TO_SEND, **told)
            for number, to in enumerate(
                (the_person(), the_person(), by_email(AddresseeKind.REFERRER, "hale@surgery.example"))
            )
        )
        messaging.take_up_message(SYSTEM, message=letter, at=at)
        undelivered = Outcome(MessageState.UNDELIVERED, "There is no such number.")
        messaging.note_outcome(SYSTEM, message=unsendable, outcome=undelivered, at=at)
    return {"message_id": letter.id, "way_out": links.way_out(mail.id).rpartition("/")[2]}


def facts_of(house: Furnished) -> None:
    person, today = house.person, localdate()
    fact = {"person": person, "said_by": "Keeley", "said_on": today}
    HealthFact.objects.bulk_create(
        [
            HealthFact(kind="allergy", what="Penicillin", detail="a rash", **fact),
            HealthFact(kind="medicine", none_known=True, **fact),
        ]
    )
    SafetyNote.objects.bulk_create(
        [
            SafetyNote(
                person=person,
                fact="A large dog lives here.",
                what_helps="Ring before you come.",
                happened_on=today - timedelta(days=9),
                source="City housing",
                author=house.world.lead,
                looked_on=today - timedelta(days=9),
                review_on=today + timedelta(days=90),
            )
        ]
    )
    Relation.objects.bulk_create(
        [Relation(person=person, name="Jess", relation="sister", emergency=True, related_person=house.carer)]
    )


def opened_in_an_emergency(house: Furnished) -> UUID:
    """Somebody who does not know Keeley opened her record, and a guardian has yet to look at that."""
    at = house.world.at
    noor = worker_actor(worlds.worker("Noor", "Aziz", "clinician", house.world.surgery))
    with acting_as(noor, at=at):
        why = "She did not answer the door."
        reason = next(iter(OverrideReason))
        return sharing.break_glass(noor, person_id=house.person.id, reason=reason, why=why, at=at).id


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


def of_signing_in(house: Furnished) -> dict[str, Any]:
    """A link for a forgotten password, a passkey to rename, and a provider nobody has."""
    account = house.world.peer.worker.account
    passkey = Authenticator.objects.get(user=house.world.lead.worker.account, type=Authenticator.Type.WEBAUTHN)
    return {
        "uidb36": user_pk_to_url_str(account),
        "key": default_token_generator.make_token(account),
        "pk": passkey.pk,
        "provider_id": "nobody",
        "slug": "shift-lead",
    }


def give_steps(account: Account) -> None:
    """An app, a passkey and recovery codes."""
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    Authenticator.objects.create(
        user=account, type=Authenticator.Type.WEBAUTHN, data={"name": "My phone", "credential": passkey()}
    )


def passkey() -> dict[str, Any]:
    """What a phone answers when it has made a passkey. Source: WebAuthn Level 2, 6.5 and 7.1."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    known_by = secrets.token_bytes(16)
    flags = AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.ATTESTED
    credential = AttestedCredentialData.create(Aaguid.NONE, known_by, key)
    data = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, credential)
    told = CollectedClientData.create("webauthn.create", b"challenge", "http://localhost")
    made = AttestationObject.create("none", data, {})
    answer = {"clientDataJSON": websafe_encode(told), "attestationObject": websafe_encode(made)}
    name = websafe_encode(known_by)
    return {"type": "public-key", "id": name, "rawId": name, "response": answer, "clientExtensionResults": {}}


def make_it_a_demonstration(at: datetime) -> None:
    """From now on every page says that nobody here is real."""
    with acting_as(SYSTEM, at=at):
        Installation.objects.create(demonstration=True, made_at=at)
    is_demonstration.cache_clear()
