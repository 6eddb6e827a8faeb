"""Changing who may know what. Each of these rewrites the person's sight in the same transaction."""

from hearth.sharing.actions.blocks import block_worker, lift_block
from hearth.sharing.actions.circle import choose_circle, prolong_choice
from hearth.sharing.actions.custodians import look_at_identity, take_copy
from hearth.sharing.actions.deciders import note_decider, note_decider_check
from hearth.sharing.actions.looks import open_record, show_finds, take_along
from hearth.sharing.actions.overrides import break_glass, close_override, keep_untold, review_override
from hearth.sharing.actions.own_record import close_own_pages, give_own_code
from hearth.sharing.actions.proxies import decide_competence, end_proxy, name_proxy
from hearth.sharing.actions.relationships import end_relationship, open_relationship
from hearth.sharing.actions.sealings import close_to_all, lift_sealing, seal
from hearth.sharing.actions.sight import rewrite_sight
from hearth.sharing.actions.supporter_codes import close_supporter_pages, give_supporter_code
from hearth.sharing.actions.supporters import (
    InvitedSupporter,
    end_supporter_invitation,
    invite_supporter,
    take_up_supporter_invitation,
)

__all__ = [
    "InvitedSupporter",
    "block_worker",
    "break_glass",
    "choose_circle",
    "close_override",
    "close_own_pages",
    "close_supporter_pages",
    "close_to_all",
    "decide_competence",
    "end_proxy",
    "end_relationship",
    "end_supporter_invitation",
    "give_own_code",
    "give_supporter_code",
    "invite_supporter",
    "keep_untold",
    "lift_block",
    "lift_sealing",
    "look_at_identity",
    "name_proxy",
    "note_decider",
    "note_decider_check",
    "open_record",
    "open_relationship",
    "prolong_choice",
    "review_override",
    "rewrite_sight",
    "seal",
    "show_finds",
    "take_along",
    "take_copy",
    "take_up_supporter_invitation",
]
