"""Who keeps partners' forms, who fills one in for somebody, and who confirms it."""

from uuid import UUID

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.people.models import Circumstances, Person
from hearth.telling.models import Filling, FormLink


def check_keep_forms(actor: Actor) -> None:
    """A role that keeps partners' forms. Raises NotPermitted."""
    actor.check("partner_form.keep")


def check_fill_form(actor: Actor, *, person: Person) -> UUID:
    """A worker who writes in this record and may know everything that is not sealed: the membership they act in.

    Raises NotPermitted.
    """
    actor.check("record.write")
    if actor.membership_id is None or not Circumstances.objects.visible_to(actor).filter(person=person).exists():
        raise NotPermitted("partner_form.fill")
    return actor.membership_id


def check_confirm_form(actor: Actor, *, filling: Filling) -> None:
    """The person themselves, or whoever fills it in with the person beside them. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != filling.person_id:
            raise NotPermitted("somebody else’s form")
        return
    check_fill_form(actor, person=filling.person)


def check_end_link(actor: Actor, *, link: FormLink) -> UUID | None:
    """The person themselves, or a worker who may fill in forms for them, as which they do. Raises NotPermitted."""
    if actor.kind is ActorKind.PERSON:
        if actor.person_id != link.person_id:
            raise NotPermitted("somebody else’s form")
        return None
    return check_fill_form(actor, person=Person(pk=link.person_id))
