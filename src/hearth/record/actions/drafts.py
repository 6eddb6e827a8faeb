"""Words that are still being typed."""

from datetime import datetime
from uuid import UUID

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.record.models import Draft


@action
def keep_draft(actor: Actor, /, *, place: str, fields: dict[str, str], person_id: UUID | None, at: datetime) -> Draft:
    """Keep what is being typed, for this account, in this place. Raises NotPossible for someone not signed in."""
    if actor.account_id is None:
        raise NotPossible("Sign in first, so that we know whose words to keep.")
    fields = {name: words.replace("\x00", "") for name, words in fields.items()}  # which no database keeps
    draft, _ = Draft.objects.update_or_create(
        account_id=actor.account_id, place=place, defaults={"fields": fields, "person_id": person_id, "saved_at": at}
    )
    audit.record(actor, "record.draft_kept", subject=draft, person_id=person_id, at=at)
    return draft


@action
def drop_draft(actor: Actor, /, *, place: str, at: datetime) -> None:
    """The words have found their place, or their writer let them go."""
    for draft in Draft.objects.filter(account=actor.account_id, place=place):
        draft.delete()
    audit.record(actor, "record.draft_dropped", subject=_Place(place), at=at)


class _Place:
    def __init__(self, pk: str) -> None:
        self.pk = pk
