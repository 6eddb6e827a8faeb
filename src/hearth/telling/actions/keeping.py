"""Partners' forms: a new one, a new version, and which version is used."""

from datetime import datetime

from django.utils.text import slugify

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.core.ids import new_id
from hearth.core.inserting import first_come
from hearth.telling import permissions, placeholders, queries, rules
from hearth.telling.catalogue import BY_CODE, guessed
from hearth.telling.codes import TemplateKind
from hearth.telling.models import FormUse, FormVersion, PartnerForm
from hearth.telling.rules import Described, Field, Template

MEANWHILE = "Somebody changed this form while you were at it. Open it again and look at what stands now."


@action
def add_form(
    actor: Actor, /, *, described: Described, fields: list[Field], template: Template | None, at: datetime
) -> FormVersion:
    """A form nobody has filled yet, as its first version; it is used once somebody decides so.

    With a file, its places are found and, where their names tell, joined to facts.

    Raises NotPermitted, or NotPossible if it does not say what it is for, or the file cannot be filled.
    """
    permissions.check_keep_forms(actor)
    _check_described(described)
    found = _fields_of(template, fields)
    form = PartnerForm(id=new_id(), code=_code(described.name), organisation_id=described.organisation_id, made_at=at)
    form.save(force_insert=True)
    version = _version(actor, form, 1, described, found, template, at)
    audit.record(actor, "telling.form_added", subject=version, at=at)
    return version


@action
def change_form(
    actor: Actor,
    /,
    *,
    before: FormVersion,
    described: Described,
    fields: list[Field],
    template: Template | None,
    at: datetime,
) -> FormVersion:
    """A new version beside the old ones. Without a new file the one before stays.

    Raises NotPermitted, or NotPossible, also if somebody made another version of the same one first.
    """
    permissions.check_keep_forms(actor)
    _check_described(described)
    if template is None and before.template is not None:
        template = Template(bytes(before.template), before.template_name)
    found = _fields_of(template, fields)
    with first_come(MEANWHILE):
        version = _version(actor, before.form, before.number + 1, described, found, template, at)
    PartnerForm.objects.filter(pk=before.form_id).update(organisation=described.organisation_id)
    audit.record(actor, "telling.form_changed", subject=version, at=at)
    return version


@action
def use_version(actor: Actor, /, *, version: FormVersion, at: datetime) -> FormUse:
    """From now on this version is the one that is filled in. What was begun with another goes on with that.

    Raises NotPermitted, or NotPossible with what has to be mended first.
    """
    permissions.check_keep_forms(actor)
    check_ready(version)
    return _use(actor, version.form, version, at)


@action
def retire_form(actor: Actor, /, *, form: PartnerForm, at: datetime) -> FormUse:
    """Nobody begins this form any more; what was sent stays. Raises NotPermitted."""
    permissions.check_keep_forms(actor)
    return _use(actor, form, None, at)


def check_ready(version: FormVersion) -> None:
    """Raises NotPossible, in a sentence, while a version could not be filled."""
    fields = rules.fields_from(version.fields)
    rules.check_fields(fields)
    if version.template is not None:
        rules.check_fits(fields, placeholders.places_in(bytes(version.template)))


def _use(actor: Actor, form: PartnerForm, version: FormVersion | None, at: datetime) -> FormUse:
    use = FormUse(id=new_id(), form=form, version=version, decided_by_id=actor.membership_id, decided_at=at)
    use.save(force_insert=True)
    audit.record(actor, "telling.form_used" if version else "telling.form_retired", subject=use, at=at)
    return use


def _check_described(described: Described) -> None:
    if not (described.name.strip() and described.goes_to.strip() and described.purpose.strip()):
        raise NotPossible(
            "Say what the form is called, to whom it goes, and what it is for. The person reads all three."
        )


def _fields_of(template: Template | None, fields: list[Field]) -> list[Field]:
    """Every place of the file has a field; what somebody said of it stays."""
    if template is None:
        return fields
    said = {field.key: field for field in fields}
    places = placeholders.places_in(template.content)
    return [said.get(place) or _guess(place) for place in places]


def _guess(place: str) -> Field:
    fact = guessed(place)
    label = BY_CODE[fact].words if fact else place.replace("_", " ").strip().capitalize()
    return Field(place[:120], label[:200], fact)


def _version(
    actor: Actor,
    form: PartnerForm,
    number: int,
    described: Described,
    fields: list[Field],
    template: Template | None,
    at: datetime,
) -> FormVersion:
    version = FormVersion(
        id=new_id(),
        form=form,
        number=number,
        name=described.name.strip(),
        goes_to=described.goes_to.strip(),
        purpose=described.purpose.strip(),
        send_to=described.send_to.strip(),
        fields=rules.kept(fields),
        kind=placeholders.kind_of(template.content) if template else TemplateKind.PRINT,
        template=template.content if template else None,
        template_name=template.name[:120] if template else "",
        made_by_id=actor.membership_id,
        made_at=at,
    )
    version.save(force_insert=True)
    return version


def _code(name: str) -> str:
    """A word for the form that no other form has."""
    plain = slugify(name)[:50] or "form"
    taken = set(queries.codes_like(plain))
    return next(code for code in (plain, *(f"{plain}-{n}" for n in range(2, 1000))) if code not in taken)
