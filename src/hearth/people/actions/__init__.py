"""Making somebody known, finding them again, and changing what is known of who they are."""

from hearth.people.actions.contacts import add_contact, end_contact, replace_contact
from hearth.people.actions.creation import create_person
from hearth.people.actions.equality import tell_equality
from hearth.people.actions.finding import ask_already_known, recognise, search
from hearth.people.actions.identity import change_circumstances, change_identity, confirm_identity
from hearth.people.actions.names import forget_name, take_name
from hearth.people.actions.needs import add_need, end_need
from hearth.people.actions.numbers import tell_nhs_number
from hearth.people.actions.relations import add_relation, end_relation, replace_relation
from hearth.people.actions.renaming import change_name, undo_name_change
from hearth.people.actions.versions import ChangedMeanwhile

__all__ = [
    "ChangedMeanwhile",
    "add_contact",
    "add_need",
    "add_relation",
    "ask_already_known",
    "change_circumstances",
    "change_identity",
    "change_name",
    "confirm_identity",
    "create_person",
    "end_contact",
    "end_need",
    "end_relation",
    "forget_name",
    "recognise",
    "replace_contact",
    "replace_relation",
    "search",
    "take_name",
    "tell_equality",
    "tell_nhs_number",
    "undo_name_change",
]
