"""Files and moments that tests of the import share."""

import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.exchange.fhir.reading import Item, items
from hearth.exchange.fhir.values import Around
from hearth.exchange.imported import Refused
from hearth.exchange.report import Report

DATA = Path(__file__).parent / "data"
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
AROUND = Around(date(2026, 11, 22))
NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number"
ROSE = "9990000018"


def read(content: bytes) -> list[Item]:
    return list(items(io.BufferedReader(io.BytesIO(content))))


def example(name: str) -> dict[str, Any]:
    return json.loads((DATA / name).read_text())


def patient(key: str = "rose", **changes: Any) -> dict[str, Any]:
    """Rose Okafor, with an NHS number and a birth date."""
    return {
        "resourceType": "Patient",
        "id": key,
        "identifier": [{"system": NHS_NUMBER, "value": ROSE}],
        "name": [{"use": "official", "family": "Okafor", "given": ["Rose", "Ada"]}],
        "birthDate": "1990-10-03",
        **changes,
    }


def weight(key: str = "weight", who: str = "Patient/rose", **changes: Any) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": key,
        "status": "final",
        "code": {"text": "Body weight"},
        "subject": {"reference": who},
        "effectiveDateTime": "2024-05-01T10:00:00+01:00",
        "valueQuantity": {"value": 61.2345, "unit": "kg"},
        **changes,
    }


def bundle(*resources: Any, kind: str = "collection") -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": kind, "entry": [{"resource": resource} for resource in resources]}


def written(folder: Path, content: Any, name: str = "in.json") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def told_or_sentence(read_it: Callable[..., Any], *given: Any) -> Any:
    """What was understood, or the sentence with which it was refused. Anything else that goes wrong rises."""
    try:
        return read_it(*given)
    except Refused as problem:
        return str(problem)


def nothing(_count: int) -> None:
    """Progress nobody watches."""


def results(report: Report) -> list[tuple[int, str]]:
    return [(row.line, row.result.value) for row in report.rows]


def reasons(report: Report) -> list[str]:
    return [row.reason for row in report.rows]


def everything() -> dict[str, Any]:
    """Every table with its rows as one number: the same only if nothing at all has changed."""
    with acting_as(SYSTEM, at=AT), connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names() if not table.startswith("procrastinate")]
        state = {}
        for table in tables:
            cursor.execute(f"SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {table} t")
            state[table] = cursor.fetchone()
        return state
