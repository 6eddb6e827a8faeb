"""Words that are still being typed."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.core.errors import NotPossible
from hearth.organisations.models import Shift
from hearth.record import permissions
from hearth.record.models import Draft, UnfinishedNotice

# The end of a place tells it from the others; the whole of a long address has no room in the audit.
LONGEST_SUBJECT = 64


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
    Draft.objects.filter(account=actor.account_id, place=place).delete()
    audit.record(actor, "record.draft_dropped", subject=audit.Whole(place[-LONGEST_SUBJECT:]), at=at)


@action
def tell_unfinished(actor: Actor, /, *, within: timedelta, at: datetime) -> int:
    """Whoever's shift ends within this time, with words not finished, hears of it once. Returns how many.

    Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    begun = Draft.objects.filter(account=OuterRef("membership__worker__account"))
    told = UnfinishedNotice.objects.filter(shift=OuterRef("pk"))
    ending = Shift.objects.filter(Exists(begun), ~Exists(told), ends_at__gt=at, ends_at__lte=at + within)
    whom = ending.values_list("pk", "membership__worker__account")
    notices = [UnfinishedNotice(shift_id=shift, account_id=account, told_at=at) for shift, account in whom]
    UnfinishedNotice.objects.bulk_create(notices, ignore_conflicts=True)
    audit.record(actor, "record.unfinished_told", subject=audit.Whole("shifts"), at=at, detail={"told": len(notices)})
    return len(notices)
