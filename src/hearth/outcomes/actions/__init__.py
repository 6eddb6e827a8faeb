"""Filling in measures, talking them through, noting offers; keeping licensed words; forming groups that are counted."""

from hearth.outcomes.actions.areas import choose_area, talk_through
from hearth.outcomes.actions.cohorts import add_to_cohort, form_cohort, note_support
from hearth.outcomes.actions.filling import answer_items, begin_fill, let_go, retract
from hearth.outcomes.actions.finishing import Finished, finish_fill
from hearth.outcomes.actions.offering import note_offer
from hearth.outcomes.actions.words import choose_boundary, compare_rules, end_wording, load_wording

__all__ = [
    "Finished",
    "add_to_cohort",
    "answer_items",
    "begin_fill",
    "choose_area",
    "choose_boundary",
    "compare_rules",
    "end_wording",
    "finish_fill",
    "form_cohort",
    "let_go",
    "load_wording",
    "note_offer",
    "note_support",
    "retract",
    "talk_through",
]
