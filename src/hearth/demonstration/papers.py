"""Paper and words shared: documents, forms told once, a student's words, words of two, and the time before the hub."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from hearth.core.actor import PUBLIC, SYSTEM, Actor
from hearth.core.clocks import day_of
from hearth.core.scope import acting_as
from hearth.demonstration import files
from hearth.demonstration.moments import moment
from hearth.demonstration.people_of_the_city import read_data
from hearth.demonstration.places import City
from hearth.people.models import Person
from hearth.record import actions as record
from hearth.record.codes import EntryKind, Theirs
from hearth.record.documents import actions as documents
from hearth.record.documents import looking, releasing
from hearth.record.documents.codes import CheckState
from hearth.record.journey.facts import Shape
from hearth.record.journey.rough import read
from hearth.record.models import Document
from hearth.telling import actions as telling
from hearth.telling import queries as forms
from hearth.telling.actions.links import secret_of
from hearth.telling.codes import Opened, Way
from hearth.telling.models import Filling, FormVersion
from hearth.telling.rules import Described, fields_from

A_MINUTE = timedelta(minutes=1)
HOUSING_ADDRESS, WORK_ADDRESS = "options@city-housing.example", "hello@good-work.example"
ROBINS_HOME = {
    "council_chosen": "City of York",
    "agrees_to_share": "Yes",
    "living_situation": "Rented home",
    "why_losing_home": "The landlord wants to sell. The letter says by the end of March.",
    "home_until": "The end of March",
    "household": "Biscuit the cat and me",
}
EVANS_WORK = {
    "work_wanted": "Something with plants, mornings, three days a week",
    "tell_employer": "Only that I start after nine",
    "agrees_to_share": "Yes",
}


def tell(city: City) -> None:
    """All of it. Each did their part in a scope of their own, so none may be open."""
    for story in (_documents, _housing, _work, _begun, _student, _two_hands, _before):
        story(city)


def _documents(city: City) -> None:
    """Every kind that is likely, in every state that a shelf can show."""
    robin, dee = city.people["robin"], city.actor("peer-supporter")
    for told in read_data("papers"):
        at = moment(told["at"], now=city.now)
        document = _added(city, dee, robin, told["name"], _content(told), told["title"], at)
        if "held" in told:
            _hold(city, dee, document, told)
        elif "error" in told:
            with acting_as(dee, at=city.now):
                record.mark_entered_in_error(dee, entry=document.entry, reason=told["error"], at=at)
        elif "unchecked" not in told:
            with acting_as(SYSTEM, at=city.now):
                documents.note_check(SYSTEM, document=document, state=CheckState.CLEAN, at=at)


def _content(told: Mapping[str, Any]) -> bytes:
    if "letter" in told:
        return files.letter(*told["letter"])
    if "locked" in told:
        return files.locked("biscuit", *told["locked"])
    if "word" in told:
        return files.word(*told["word"])
    return files.e_mail(**told["e_mail"]) if "e_mail" in told else files.photo()


def _hold(city: City, dee: Actor, document: Document, told: Mapping[str, Any]) -> None:
    """The scanner found something; Dee asked where the file comes from, and waits for a second."""
    found_at, said_at = document.added_at + A_MINUTE, moment("-1d 12:30", now=city.now)
    with acting_as(SYSTEM, at=city.now):
        documents.note_check(SYSTEM, document=document, state=CheckState.HELD, found=told["held"], at=found_at)
    with acting_as(dee, at=city.now):
        releasing.propose_release(dee, document=document, reason=told["safe"], at=said_at)


def _added(city: City, actor: Actor, person: Person, name: str, content: bytes, title: str, at: datetime) -> Document:
    file = SimpleUploadedFile(name, content)
    looked = looking.look_at(cast(BinaryIO, file), name=name, size_bytes=len(content))
    with acting_as(actor, at=city.now):
        return documents.add_document(actor, person=person, looked=looked, file=file, title=title, words="", at=at)


def _housing(city: City) -> None:
    """Robin’s form for City housing: filled with what was told once, read on their own page, sent by a link, opened."""
    at = [moment(one, now=city.now) for one in ("-3d 11:40", "-3d 18:05", "-2d 09:30", "-2d 14:10", "-1d 09:15")]
    version = _known_partner(city, "housing-duty-to-refer", "housing", HOUSING_ADDRESS)
    filled = _filled(city, "peer-supporter", "robin", version, ROBINS_HOME, at[0])
    robin, dee = city.selves["robin"], city.actor("peer-supporter")
    with acting_as(robin, at=city.now):
        telling.confirm_filling(robin, filling=_again(robin, filled), at=at[1])
    with acting_as(dee, at=city.now):
        sent = telling.send_form(dee, filling=_again(dee, filled), way=Way.LINK, sent_to=HOUSING_ADDRESS, at=at[2])
        link = forms.link_of(dee, sent=sent)
    if link is not None:
        _opened(city, link.pk, HOUSING_ADDRESS, "Keisha Grant, City housing", (at[3], at[4]))


def _work(city: City) -> None:
    """Evan’s, for an employment team he keeps out of his circle: he said that these answers may go there, this once."""
    at = [moment(one, now=city.now) for one in ("-9d 13:00", "-9d 13:25", "-9d 13:30")]
    version = _known_partner(city, "employment-support", "work", WORK_ADDRESS)
    filled, dee = _filled(city, "peer-supporter", "evan", version, EVANS_WORK, at[0]), city.actor("peer-supporter")
    with acting_as(dee, at=city.now):
        telling.confirm_filling(dee, filling=_again(dee, filled), at=at[1])
        if not forms.receiver_is_in_circle(dee, filling=_again(dee, filled)):
            telling.say_yes_to_receiver(dee, filling=_again(dee, filled), at=at[1])
        telling.send_form(dee, filling=_again(dee, filled), way=Way.PAPER, sent_to="Good Work, by hand", at=at[2])


def _begun(city: City) -> None:
    """A letter to Robin’s surgery waits for answers."""
    with acting_as(city.actor("peer-supporter"), at=city.now):
        version = forms.versions_in_use().get(form__code="gp-letter")
    _filled(city, "peer-supporter", "robin", version, {}, moment("-1d 12:50", now=city.now))


def _known_partner(city: City, code: str, organisation: str, address: str) -> FormVersion:
    """Whoever leads the hubs says which partner a form goes to, and where a link is sent."""
    grace, at = city.actor("grace"), city.now
    with acting_as(grace, at=at):
        stands = forms.versions_in_use().get(form__code=code)
        partner = city.organisations[organisation]
        described = Described(stands.name, partner.name, stands.purpose, address, organisation_id=partner.id)
        fields = fields_from(stands.fields)
        version = telling.change_form(grace, before=stands, described=described, fields=fields, template=None, at=at)
        telling.use_version(grace, version=version, at=at)
    return version


def _filled(
    city: City, worker: str, person: str, version: FormVersion, told: Mapping[str, str], at: datetime
) -> Filling:
    actor = city.actor(worker)
    with acting_as(actor, at=city.now):
        filled = telling.begin_filling(actor, person=city.people[person], version=version, at=at)
        for row in forms.answers_of(actor, filling=filled):
            if not row.words and row.fact in told:
                telling.answer(actor, filling=_again(actor, filled), answer=row, words=told[row.fact], at=at)
    return filled


def _again(actor: Actor, filling: Filling) -> Filling:
    found = forms.filling(actor, person_id=filling.person_id, filling_id=filling.pk)
    if found is None:
        raise LookupError("whoever fills a form sees it")
    return found


def _opened(city: City, link_id: UUID, address: str, name: str, at: tuple[datetime, datetime]) -> None:
    with acting_as(PUBLIC, at=city.now):
        for what, when in zip((Opened.READ, Opened.FILE), at, strict=True):
            telling.open_link(PUBLIC, secret=secret_of(link_id), name=name, email=address, what=what, at=when)


def _student(city: City) -> None:
    """Mina learns at Clarence Street; Sam has not read these words yet."""
    at = moment("-1d 15:10", now=city.now)
    with _as(city, "mina") as mina:
        body = "Evan showed me how to splice a rope. He said that his hands remember what his head does not."
        told: dict[str, Any] = {"kind": EntryKind.CONVERSATION, "body": body, "occurred_at": at, "at": at}
        record.write_entry(mina, person=city.people["evan"], **told)


def _two_hands(city: City) -> None:
    """One entry of the hub and of City housing: Dee wrote it, Tom says that the words are his too."""
    at, later = moment("-4d 15:20", now=city.now), moment("-3d 09:05", now=city.now)
    with _as(city, "peer-supporter") as dee:
        body = "Robin, Tom and I read the landlord’s letter twice, slowly. It is no notice. Robin made the tea."
        told: dict[str, Any] = {"kind": EntryKind.CONVERSATION, "body": body, "occurred_at": at, "at": at}
        entry = record.write_entry(dee, person=city.people["robin"], **told)
        (joint,) = record.name_joint_authors(dee, entry=entry, who=[city.members["partner-housing"].pk], at=at)
    with _as(city, "partner-housing") as tom:
        record.answer_joint(tom, joint=joint, theirs=Theirs.MINE, at=later)


def _before(city: City) -> None:
    """The time before the hub, as exactly as it was told."""
    at, today = moment("-6d 14:00", now=city.now), day_of(city.now)
    with _as(city, "peer-supporter") as dee:
        for one in read_data("before"):
            told = {name: value for name, value in one.items() if name not in ("person", "what", "when", "until")}
            rough, until = (read(one.get(name, ""), today=today) for name in ("when", "until"))
            said = record.Told(what=Shape(one["what"]), rough=rough, until=until, **told)
            record.tell_before(dee, person=city.people[one["person"]], told=said, at=at)


@contextmanager
def _as(city: City, key: str) -> Iterator[Actor]:
    actor = city.actor(key)
    with acting_as(actor, at=city.now):
        yield actor
