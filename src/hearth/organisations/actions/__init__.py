"""Everything that changes who works where and how they come in."""

from hearth.organisations.actions.codes import (
    give_sign_in_code,
    make_own_sign_in,
    make_sign_in_by_code,
    open_account,
    use_sign_in_code,
)
from hearth.organisations.actions.devices import end_other_sessions, end_session, say_whether_safe, set_up_tablet
from hearth.organisations.actions.invitations import accept_invitation, invite_worker, take_up_invitation
from hearth.organisations.actions.partners import invite_partner, partner_has_answered, welcome_partner
from hearth.organisations.actions.places import form_team, open_hub, open_organisation, take_seat
from hearth.organisations.actions.workers import forget_second_step, join, name_manager, worker_leaves

__all__ = [
    "accept_invitation",
    "end_other_sessions",
    "end_session",
    "forget_second_step",
    "form_team",
    "give_sign_in_code",
    "invite_partner",
    "invite_worker",
    "join",
    "make_own_sign_in",
    "make_sign_in_by_code",
    "name_manager",
    "open_account",
    "open_hub",
    "open_organisation",
    "partner_has_answered",
    "say_whether_safe",
    "set_up_tablet",
    "take_seat",
    "take_up_invitation",
    "use_sign_in_code",
    "welcome_partner",
    "worker_leaves",
]
