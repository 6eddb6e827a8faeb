"""Keeley's life in the house: her record, its documents and corrections, who she is, and what is sent to her."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from hearth.core.actor import SYSTEM
from hearth.core.ids import new_id
from hearth.core.scope import acting_as
from hearth.correcting import actions as correcting
from hearth.correcting.models import Exposure
from hearth.identity import actions as identity
from hearth.messaging import actions as messaging
from hearth.messaging import links
from hearth.messaging.carriers import Outcome
from hearth.messaging.codes import AddresseeKind, MessageState
from hearth.messaging.rules import Wording, by_email, the_person
from hearth.organisations.queries import worker_actor
from hearth.people import actions as people
from hearth.people.codes import FormerName
from hearth.people.details import ContactDetails, NewName
from hearth.people.models import Contact, Need, PersonName, Relation
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
from tests.journeys.furnished import LONG_WORDS, Furnished

WORDS_TO_SEND = Wording("Thank you", "We have what you wrote.\n\nPriya rings you tomorrow.")


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
