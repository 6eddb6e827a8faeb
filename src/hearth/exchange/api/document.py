"""What the API says of itself. The same file that callers read is what their calls are checked against."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from hearth.exchange.gate import Json
from hearth.exchange.machine_rules import Wrong

FILE = Path(__file__).parent.parent / "data" / "openapi.json"
# The file gives a sentence of its own for a field that is missing, and for one that is not right.
MISSING, NOT_RIGHT = "x-says-missing", "x-says-wrong"


@cache
def text() -> str:
    """The OpenAPI 3.1 description, as it is served."""
    return FILE.read_text()


@cache
def document() -> Json:
    """The same, read."""
    read: Json = json.loads(text())
    return read


@cache
def _checker(name: str) -> jsonschema_rs.Draft202012Validator:
    described = {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}
    return jsonschema_rs.Draft202012Validator(described, validate_formats=True)


def wrong_in(told: Json, *, schema: str) -> tuple[Wrong, ...]:
    """Everything in which this is not what the schema of that name asks for; empty if it is."""
    found = (_wrong(error, told, schema) for error in _checker(schema).iter_errors(told))
    return tuple({wrong.pointer: wrong for wrongs in found for wrong in wrongs}.values())


def _wrong(error: Any, told: Json, schema: str) -> list[Wrong]:
    path = [str(step) for step in error.instance_path]
    kind = error.kind.name
    if kind == "required":
        name = error.kind.property
        return [Wrong(_pointer(path, name), _said(schema, [*path, name], MISSING) or f"“{name}” is missing.")]
    if kind == "additionalProperties":
        unknown = error.kind.unexpected
        return [Wrong(_pointer(path, name), "We do not know this field. Check how it is written.") for name in unknown]
    return [Wrong(_pointer(path), _said(schema, path, NOT_RIGHT) or _plain(kind, error))]


def _plain(kind: str, error: Any) -> str:
    if kind == "maxLength":
        return f"This is too long: there is room for {error.kind.limit} characters."
    return {
        "minLength": "Write a few words here, or leave the field out.",
        "pattern": "There is a mark in this that we cannot keep.",
    }.get(kind, "This is not written the way the description of this API asks.")


def _said(schema: str, path: list[str], what: str) -> str:
    """The sentence the file gives for the field at this path."""
    at = document()["components"]["schemas"][schema]
    for step in path:
        at = at.get("properties", {}).get(step, {})
        if "$ref" in at:
            at = {**document()["components"]["schemas"][at["$ref"].rpartition("/")[2]], **at}
    return str(at.get(what, ""))


def _pointer(path: list[str], *more: str) -> str:
    steps = [step.replace("~", "~0").replace("/", "~1") for step in (*path, *more)]
    return "#/" + "/".join(steps)
