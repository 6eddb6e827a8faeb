"""Every row of the table, in the order of the budget."""

from collections.abc import Callable

from bench.operation import Operation
from bench.ops import (
    carers,
    clocks,
    crowd,
    finding,
    linkage,
    memory,
    pages,
    pictures,
    plans,
    portal,
    reading,
    recall,
    row_security,
    searching,
    talking,
    words,
    writing,
)
from bench.result import Result
from bench.world import World

TIMED: tuple[Callable[[World], Operation], ...] = (
    finding.create_person,
    finding.find_misspelt,
    finding.second_pass,
    finding.find_by_identifier,
    reading.person_page,
    reading.journey_page,
    reading.journey_data,
    pictures.journey_picture,
    searching.among_those_i_hold,
    searching.among_everybody,
    searching.one_journey,
    writing.write_entry,
    reading.worklist,
    reading.inbox,
    talking.my_messages,
    talking.waiting_for_an_answer,
    talking.one_thread,
    plans.plan,
    plans.measures,
    plans.measure,
    writing.ask_for_support,
    writing.ask_by_machine,
    pages.sign_in_page,
    pages.long_form,
    portal.first_page,
    portal.journey,
    portal.circle,
    portal.shutting_off,
    portal.looked,
    carers.first_page,
    carers.somebody_close,
    carers.acting,
)
OTHERS: tuple[Callable[[World], Result], ...] = (
    row_security.person_page,
    row_security.journey,
    recall.recall,
    clocks.recomputed,
    words.suggested,
    words.beside_the_box,
    linkage.everybody,
    memory.memory,
    crowd.person_page,
    crowd.worklist,
)
