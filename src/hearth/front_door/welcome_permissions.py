"""Who may act between the receipt and being supported. A record must be seen besides: `visible_to` asks that."""

from hearth.core.actor import Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.holding.models import Holding


def check_judge(actor: Actor) -> None:
    """Whoever receives people may say when we act, and whether anyone is unsafe. Raises NotPermitted."""
    _check_worker(actor, "referral.receive")


def check_note_cut_off(actor: Actor) -> None:
    """Whoever receives people may be the one on the phone. Raises NotPermitted."""
    _check_worker(actor, "referral.receive")


def check_reach_out(actor: Actor) -> None:
    """Whoever writes in records may try to reach somebody and arrange a talk. Raises NotPermitted."""
    _check_worker(actor, "record.write")


def check_let_rest(actor: Actor) -> None:
    """The second word on letting a welcome rest is for whoever decides about referrals. Raises NotPermitted."""
    _check_worker(actor, "referral.decide")


def check_agree_offer(actor: Actor, *, holding: Holding) -> None:
    """Only the one who holds somebody says that they go on holding them. Raises NotPermitted."""
    if not may_agree_offer(actor, holding=holding):
        raise NotPermitted("agree what comes next")


def may_agree_offer(actor: Actor, *, holding: Holding) -> bool:
    """Whether this worker holds the person."""
    return actor.membership_id is not None and actor.membership_id == holding.holder_id and actor.may("holding.hold")


def check_come_back(actor: Actor, *, holding: Holding) -> None:
    """The person themselves, or a worker who writes in records. Raises NotPermitted."""
    if not (actor.kind is ActorKind.PERSON and actor.person_id == holding.pk):
        _check_worker(actor, "record.write")


def _check_worker(actor: Actor, permission: str) -> None:
    if actor.kind is not ActorKind.WORKER:
        raise NotPermitted(permission)
    actor.check(permission)
