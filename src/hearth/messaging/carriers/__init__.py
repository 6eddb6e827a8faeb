"""Whoever carries a message out of this house: a mail server, or GOV.UK Notify. Never called inside a transaction."""

from hearth.core.scope import in_scope
from hearth.messaging import post
from hearth.messaging.carriers import notify, smtp
from hearth.messaging.carriers.parcels import Outcome, Parcel
from hearth.messaging.codes import Channel

__all__ = ["Outcome", "Parcel", "carry"]


def carry(parcel: Parcel) -> Outcome:
    """Give one message to whoever carries it, and say what they answered. Raises RuntimeError inside a scope."""
    if in_scope():
        raise RuntimeError("nothing leaves the house inside a transaction")
    if parcel.channel == Channel.EMAIL and post.has_mail_server():
        return smtp.send(parcel)
    return notify.send(parcel)
