"""A file of FHIR, item by item: a resource, a bundle of any type, an array, or one resource a line (NDJSON).

What cannot be read becomes an item that says so; whatever else can be read, is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader
from typing import Any

from hearth.exchange.fhir.text import LONGEST_ITEM, Text, TooDeep, Unreadable
from hearth.exchange.fhir.values import Json

DEEPEST_BUNDLE = 5
CLOSE_LOOK = 4096
NESTED = "This is nested too deeply to read."
EMPTY = "This bundle is empty."


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found in a file: a resource, or the reason why there is none. `place` counts items, or lines."""

    place: int
    resource: Json | None = None
    address: str = ""
    problem: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """An element of `Bundle.entry`, as against a resource standing by itself."""

    value: Any  # whatever JSON holds


@dataclass(frozen=True, slots=True)
class _Broken:
    why: str


def items(stream: BufferedReader) -> Iterator[Item]:
    """Every item of a FHIR file in order. Never raises for what is in the file: what is unreadable says so itself."""
    if _has_one_a_line(stream):
        yield from _by_line(stream)
    else:
        yield from _by_item(stream)


def _has_one_a_line(stream: BufferedReader) -> bool:
    first, second = stream.readline(LONGEST_ITEM), stream.readline(CLOSE_LOOK)
    stream.seek(0)
    return first.strip(b"\xef\xbb\xbf \r\n").startswith(b"{") and second.strip().startswith(b"{")


def _by_line(stream: BufferedReader) -> Iterator[Item]:
    place = 0
    while line := stream.readline(LONGEST_ITEM):
        place += 1
        if not line.endswith(b"\n") and len(line) >= LONGEST_ITEM:
            yield Item(place, problem="This line is longer than 32 million characters; from here on nothing was read.")
            return
        if line.strip():
            yield from (Item(place, *found) for found in _opened(_line(line), 0))


def _line(line: bytes) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=_not_json)
    except UnicodeDecodeError:
        return _Broken("This line is not written in UTF-8, as FHIR must be.")
    except RecursionError:
        return _Broken(NESTED)
    except ValueError:
        return _Broken("This line is not whole JSON.")


def _not_json(name: str) -> Any:
    raise ValueError(name)


def _by_item(stream: BufferedReader) -> Iterator[Item]:
    place = 0
    try:
        for value in _values(Text(stream)):
            for found in _opened(value, 0):
                place += 1
                yield Item(place, *found)
        if not place:
            yield Item(1, problem="There is nothing in this file.")
    except Unreadable as problem:
        yield Item(place + 1, problem=str(problem))


def _values(text: Text) -> Iterator[Any]:
    while first := text.peek():
        if first == "[":
            yield from _elements(text)
        elif first == "{":
            yield from _object(text)
        else:
            raise Unreadable("This is not FHIR in JSON: it begins with neither “{” nor “[”.")


def _elements(text: Text) -> Iterator[Any]:
    text.expect("[")
    if text.peek() == "]":
        text.expect("]")
        return
    while True:
        try:
            yield text.value()
        except TooDeep:
            yield _Broken(NESTED)
        if text.expect(",]") == "]":
            return


def _object(text: Text) -> Iterator[Any]:
    """A resource standing by itself, or the entries of a bundle, each as soon as it is read."""
    told: Json = {}
    streamed = False
    for name in _keys(text):
        if name == "entry" and told.get("resourceType") == "Bundle" and text.peek() == "[":
            for element in _elements(text):
                streamed = True
                yield element if isinstance(element, _Broken) else _Entry(element)
        else:
            try:
                told[name] = text.value()
            except TooDeep:
                streamed = True
                yield _Broken(NESTED)
    if not streamed:
        yield told


def _keys(text: Text) -> Iterator[str]:
    text.expect("{")
    if text.peek() == "}":
        text.expect("}")
        return
    while True:
        name = text.key()
        text.expect(":")
        yield name
        if text.expect(",}") == "}":
            return


def _opened(value: Any, depth: int) -> Iterator[tuple[Json | None, str, str, bool]]:
    """A resource, its address, or what is wrong. A bundle inside a bundle is opened in its place."""
    resource, address, problem = _unwrapped(value)
    if resource is None or resource.get("resourceType") != "Bundle":
        yield resource, address, problem, False
    elif depth >= DEEPEST_BUNDLE:
        yield None, address, "Bundles lie inside bundles too deeply to open.", False
    elif not isinstance(resource.get("entry", []), list):
        yield None, address, "The “entry” of this bundle is not a list.", False
    elif not resource.get("entry"):
        yield None, address, EMPTY, True
    else:
        for inner in resource["entry"]:
            yield from _opened(_Entry(inner), depth + 1)


def _unwrapped(value: Any) -> tuple[Json | None, str, str]:
    if isinstance(value, _Broken):
        return None, "", value.why
    if not isinstance(value, _Entry):
        return (value, "", "") if isinstance(value, dict) else (None, "", "This is not a FHIR resource.")
    entry = value.value
    if not isinstance(entry, dict):
        return None, "", "This entry of the bundle is not an object."
    request, address = entry.get("request"), entry.get("fullUrl", "")
    if isinstance(request, dict) and request.get("method") == "DELETE":
        return None, "", "It asks for something to be deleted; a file never deletes anything here."
    if not isinstance(entry.get("resource"), dict):
        return None, "", "This entry of the bundle has no resource."
    return entry["resource"], address if isinstance(address, str) else "", ""
