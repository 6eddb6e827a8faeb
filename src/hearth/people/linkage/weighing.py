"""Weighing pairs of records by Splink on DuckDB, in memory, a part of the city at a time."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hearth.people.linkage.settings import Comparison, Model

if TYPE_CHECKING:
    import duckdb
    import pyarrow
    from splink import Linker

MEMORY = "3GB"
THREADS = 2
EVERYONE = "everyone"
CREATE = "CREATE TABLE everyone AS SELECT * FROM some_people"
INSERT = "INSERT INTO everyone SELECT * FROM some_people"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person, the lower id first; `gammas` is what each comparison answered."""

    first: UUID
    second: UUID
    weight: float
    probability: float
    gammas: dict[str, int]
    facts: str


@contextmanager
def weighing(model: Model, people: "Iterable[pyarrow.Table]") -> "Iterator[Linker]":
    """A linkage over all these people, gone when it is done. Nothing of it is written to disk."""
    import duckdb
    from splink import DuckDBAPI, Linker

    # It tells of every expression it reads.
    logging.getLogger("sqlglot").setLevel(logging.WARNING)
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS, "temp_directory": ""}) as here:
        _take_in(here, people)
        api = DuckDBAPI(connection=here)
        yield Linker(api.register(EVERYONE), _settings(model), log_level="ERROR", validate_settings=False)


def likely_pairs(linker: "Linker", model: Model, *, part: int, parts: int) -> list[Pair]:
    """The pairs worth a human's look among one part of the people and everybody."""
    found = linker.inference.predict_chunk(
        left_chunk=(part, parts),
        right_chunk=(1, 1),
        threshold_match_probability=model.asked_from_probability,
        warning_mode="never",
    )
    rows = found.as_record_list()
    found.drop_table_from_database_and_remove_from_cache()
    return [_pair(row, model) for row in rows]


def _take_in(here: "duckdb.DuckDBPyConnection", people: "Iterable[pyarrow.Table]") -> None:
    for number, table in enumerate(people):
        here.register("some_people", table)
        here.execute(INSERT if number else CREATE).fetchall()
        here.unregister("some_people")


def _settings(model: Model) -> dict[str, Any]:
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        probability_two_random_records_match=model.two_at_random,
        comparisons=[_comparison(one) for one in model.comparisons],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in model.looked_at_together],
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
        additional_columns_to_retain=["facts"],
    ).create_settings_dict("duckdb")


def _comparison(one: Comparison) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    for answer in one.answers:
        level: dict[str, Any] = {"sql_condition": answer.condition, "label_for_charts": answer.words}
        levels.append(
            {**level, "is_null_level": True}
            if answer.m is None
            else {**level, "m_probability": answer.m, "u_probability": answer.u}
        )
    return {"output_column_name": one.code, "comparison_levels": levels, "comparison_description": one.label}


def _pair(row: dict[str, Any], model: Model) -> Pair:
    sides = sorted((UUID(row[f"unique_id_{side}"]), row[f"facts_{side}"]) for side in "lr")
    (first, first_facts), (second, second_facts) = sides
    return Pair(
        first,
        second,
        float(row["match_weight"]),
        float(row["match_probability"]),
        {one.code: int(row[f"gamma_{one.code}"]) for one in model.comparisons},
        f"{first_facts}{second_facts}",
    )
