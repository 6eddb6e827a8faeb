"""Partners' forms for the samples of every page: one begun, one sent, a form to keep and a phrase of the word list."""

from typing import Any
from uuid import UUID

from hearth.core.scope import acting_as
from hearth.language import queries as words
from hearth.organisations.queries import worker_actor
from hearth.people.models import Person
from hearth.telling import actions, queries
from hearth.telling.actions.links import secret_of
from hearth.telling.codes import Way
from hearth.telling.models import Filling
from tests import world as worlds

TOLD = {
    "council_chosen": "City of York",
    "agrees_to_share": "Yes",
    "living_situation": "Rented home",
    "why_losing_home": "The landlord sells. " * 12,
}


def of_forms(world: worlds.World, person: Person) -> dict[str, Any]:
    """A housing form that waits for its answers, one that was sent, and what somebody keeps."""
    lead, at = worker_actor(world.lead), world.at
    with acting_as(lead, at=at):
        version = queries.versions_in_use().get(form__code="housing-duty-to-refer")
        done = actions.begin_filling(lead, person=person, version=version, at=at).pk
        answer_all(lead, person, done, at)
        actions.say_yes_to_receiver(lead, filling=_again(lead, person, done), at=at)
        told = {"way": Way.LINK, "sent_to": "housing@hearth.example", "at": at}
        sent = actions.send_form(lead, filling=_again(lead, person, done), **told)
        link = queries.link_of(lead, sent=sent)
        assert link is not None
        other = queries.versions_in_use().get(form__code="care-act-contact")
        begun = actions.begin_filling(lead, person=person, version=other, at=at)
        answer = next(row for row in queries.answers_of(lead, filling=begun) if row.words)
        phrase = words.phrases()[0]
    return {
        "filling_id": begun.pk,
        "answer_id": answer.pk,
        "sent_id": sent.pk,
        "form_secret": secret_of(link.pk),
        "form_id": version.form_id,
        "root_id": phrase.root_id,
    }


def answer_all(lead: Any, person: Person, filling_id: UUID, at: Any) -> None:
    """Everything that must be answered is, and the person says yes."""
    for row in queries.answers_of(lead, filling=_again(lead, person, filling_id)):
        if not row.words and row.fact in TOLD:
            again = _again(lead, person, filling_id)
            actions.answer(lead, filling=again, answer=row, words=TOLD[row.fact], at=at)
    actions.confirm_filling(lead, filling=_again(lead, person, filling_id), at=at)


def _again(lead: Any, person: Person, filling_id: UUID) -> Filling:
    found = queries.filling(lead, person_id=person.pk, filling_id=filling_id)
    assert found is not None
    return found
