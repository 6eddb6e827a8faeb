"""Letting an organisation's machine in, and no longer."""

from dataclasses import dataclass
from datetime import datetime

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.exchange import machine_rules as rules
from hearth.exchange import permissions, secrets
from hearth.exchange.models import ApiKey
from hearth.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key and the secret that is known this once only."""

    key: ApiKey
    secret: str


@action
def make_key(actor: Actor, /, *, organisation: Organisation, name: str, at: datetime) -> MadeKey:
    """A key for a machine of this organisation. `name` says which machine, for whoever must end it one day.

    Raises NotPermitted, or NotPossible if it does not say what it is for.
    """
    permissions.check_keep_keys(actor)
    rules.check_key_name(name)
    secret = secrets.new_secret()
    key = ApiKey(
        organisation=organisation,
        name=name.strip(),
        secret_hash=secrets.hashed(secret),
        made_by_id=actor.membership_id,
        made_at=at,
    )
    key.save(force_insert=True)
    audit.record(actor, "exchange.key_made", subject=key, at=at, detail={"organisation": str(organisation.pk)})
    return MadeKey(key, secret)


@action
def end_key(actor: Actor, /, *, key: ApiKey, at: datetime) -> ApiKey:
    """From this second the key opens nothing. What was sent with it stays.

    Raises NotPermitted, or NotPossible if it has ended already.
    """
    permissions.check_keep_keys(actor)
    key = ApiKey.objects.select_for_update().get(pk=key.pk)
    rules.check_key_goes_on(key.ended_at)
    key.ended_at, key.ended_by_id = at, actor.membership_id
    key.save(update_fields=["ended_at", "ended_by"])
    audit.record(actor, "exchange.key_ended", subject=key, at=at)
    return key
