"""One person, one record: joining two, taking them apart, keeping a record close, and somebody has died."""

from hearth.identity.actions.alerting import tell_of_look
from hearth.identity.actions.dying import Told, propose_undoing, review_access, say_died, undo_died
from hearth.identity.actions.merging import (
    confirm_merge,
    confirm_parting,
    propose_merge,
    propose_parting,
    say_two_people,
    withdraw_merge,
)
from hearth.identity.actions.naming import go_by_another_name, take_back_name
from hearth.identity.actions.restricting import keep_restricted, lift_restriction, restrict

__all__ = [
    "Told",
    "confirm_merge",
    "confirm_parting",
    "go_by_another_name",
    "keep_restricted",
    "lift_restriction",
    "propose_merge",
    "propose_parting",
    "propose_undoing",
    "restrict",
    "review_access",
    "say_died",
    "say_two_people",
    "take_back_name",
    "tell_of_look",
    "undo_died",
    "withdraw_merge",
]
