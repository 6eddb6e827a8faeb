"""Forms of partners as files, and somebody a form is filled for."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from tests import world as worlds

from hearth.core.actor import Actor
from hearth.core.scope import acting_as
from hearth.organisations.queries import worker_actor
from hearth.telling import actions, queries
from hearth.telling.codes import Way
from hearth.telling.models import Filling, FormVersion, SentForm
from hearth.telling.rules import Described, Field, Template

DESCRIBED = Described("Housing referral", "City housing", "So that they help with the flat.")
FIELDS = [
    Field("known_as", "Name", "known_as", required=True),
    Field("phone", "Phone", "phone"),
    Field("why", "Why the home is at risk", "why_losing_home", required=True),
    Field("on", "On", "today"),
]


def word_file(*lines: str) -> bytes:
    """A Word file with these lines."""
    document, made = Document(), BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def words_of(content: bytes) -> list[str]:
    """The lines of a Word file."""
    return [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]


def pdf_form(*names: str, boxes: tuple[str, ...] = ()) -> bytes:
    """A PDF with a text field for each name, and boxes to tick."""
    writer, made = PdfWriter(), BytesIO()
    page = writer.add_blank_page(595, 842)
    fields = ArrayObject()
    for n, name in enumerate((*names, *boxes)):
        field = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/FT"): NameObject("/Btn" if name in boxes else "/Tx"),
                NameObject("/T"): TextStringObject(name),
                NameObject("/F"): NumberObject(4),
                NameObject("/Rect"): ArrayObject([FloatObject(v) for v in (50, 700 - 30 * n, 400, 720 - 30 * n)]),
                NameObject("/DA"): TextStringObject("/Helv 12 Tf 0 g"),
            }
        )
        if name in boxes:
            states = DictionaryObject({NameObject("/On"): writer._add_object(DictionaryObject())})
            field[NameObject("/AP")] = DictionaryObject({NameObject("/N"): states})
        fields.append(writer._add_object(field))
    page[NameObject("/Annots")] = fields
    form = DictionaryObject({NameObject("/Fields"): fields, NameObject("/NeedAppearances"): BooleanObject(True)})
    writer._root_object[NameObject("/AcroForm")] = form
    writer.write(made)
    return made.getvalue()


def form_in_use(
    world: worlds.World, *, fields: list[Field] | None = None, template: bytes | None = None
) -> FormVersion:
    """A form of City housing that the hub's manager has put in use."""
    keeper = worker_actor(world.manager)
    with acting_as(keeper, at=world.at):
        file = Template(template, "their form.docx") if template else None
        version = actions.add_form(
            keeper, described=DESCRIBED, fields=FIELDS if fields is None else fields, template=file, at=world.at
        )
        actions.use_version(keeper, version=version, at=world.at)
    return version


def begin(world: worlds.World, person: worlds.Person, version: FormVersion, by: object = None) -> Filling:
    """The shift lead fills the form with a click."""
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=world.at):
        return actions.begin_filling(actor, person=person, version=version, at=world.at)


def answers(world: worlds.World, filling: Filling, by: object = None) -> dict[str, object]:
    """Every answer of the form by its key."""
    actor = worker_actor(by or world.lead)
    with acting_as(actor, at=world.at):
        return {row.key: row for row in queries.answers_of(actor, filling=filling)}


def every(world: worlds.World, *facts: str) -> FormVersion:
    """A form in use that asks for each of these facts."""
    return form_in_use(world, fields=[Field(fact, fact, fact) for fact in facts])


def act(
    world: worlds.World, do: Any, /, *, by: Actor | None = None, later: timedelta = timedelta(), **told: Any
) -> Any:
    """Somebody does something; the lead unless told otherwise. A filling is found anew, as they see it."""
    actor = by or worker_actor(world.lead)
    with acting_as(actor, at=world.at + later):
        filling = told.get("filling")
        if filling is not None:
            told["filling"] = queries.filling(actor, person_id=filling.person_id, filling_id=filling.pk)
        return do(actor, at=world.at + later, **told)


def tell(world: worlds.World, filling: Filling, key: str, words: str, **more: Any) -> Any:
    """One answer of the form is told."""
    return act(world, actions.answer, filling=filling, answer=answers(world, filling)[key], words=words, **more)


def confirmed(world: worlds.World, keeley: worlds.Person, version: FormVersion | None = None) -> Filling:
    """A form that is filled in, and that the person said yes to."""
    filling = begin(world, keeley, version or form_in_use(world))
    tell(world, filling, "why", "The landlord sells.")
    act(world, actions.confirm_filling, filling=filling)
    act(world, actions.say_yes_to_receiver, filling=filling)
    return filling


def send(world: worlds.World, filling: Filling, **more: Any) -> SentForm:
    """The form leaves as a file."""
    return act(world, actions.send_form, filling=filling, way=Way.FILE, sent_to="City housing", **more)
