"""Who may say that somebody is away, that they are back, and who may take whom back."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.holding.codes import AbsenceKind
from hearth.organisations.models import Membership
from hearth.organisations.permissions import check_worker_leaves


def check_note_absence(actor: Actor, *, membership: Membership, kind: AbsenceKind) -> None:
    """Themselves, and whoever leads them; being suspended is said by whoever leads. Raises NotPermitted."""
    if actor.membership_id == membership.pk and kind != AbsenceKind.SUSPENDED:
        return
    check_worker_leaves(actor, organisation_id=membership.organisation_id, role=membership.role)


def check_end_absence(actor: Actor, *, membership: Membership) -> None:
    """Themselves, whoever leads them, and Hearth itself when the day has come. Raises NotPermitted."""
    if actor.membership_id != membership.pk:
        check_worker_leaves(actor, organisation_id=membership.organisation_id, role=membership.role)


def check_take_back(actor: Actor, *, membership: Membership) -> None:
    """A yes to holding is one's own. Raises NotPermitted."""
    if actor.kind is not ActorKind.WORKER or actor.membership_id != membership.pk:
        raise NotPermitted("take back")
