"""JSON read as a stream of characters: one value in memory at a time, however large the file."""

import codecs
import json
import re
from io import BufferedIOBase
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]  # not in the type stubs
from typing import Any

CHUNK = 256 * 1024
LONGEST_ITEM = 32 * 1024 * 1024
TAIL = 64  # a token cut off by the end of what has been read is shorter than this, strings apart
SPACE = re.compile(r"[ \t\r\n]*")
TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|["\[\]{}]', re.DOTALL)
NUMBERISH = frozenset("-+.eE0123456789")


class Unreadable(Exception):
    """From here on the file cannot be read. The message is a sentence."""


class TooDeep(Exception):
    """One value is nested too deeply. It has been stepped over; what follows can be read."""


class Text:
    """The characters of a file, read as far as they are needed and forgotten when they have been."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self.stream = stream
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self.json = json.JSONDecoder(parse_constant=_no_constant)
        self.buffer, self.at, self.ended = "", 0, False
        self.more()

    def more(self) -> None:
        """Read on, at least doubling what is held, so that a long item costs twice its length and not its square."""
        held = len(self.buffer) - self.at
        if held > LONGEST_ITEM:
            raise Unreadable("One item is longer than 32 million characters; from here on this file was not read.")
        data = self.stream.read(max(CHUNK, held))
        try:
            fresh = self.decoder.decode(data, final=not data)
        except UnicodeDecodeError:
            raise Unreadable("This file is not written in UTF-8, as FHIR must be.") from None
        self.buffer, self.at, self.ended = self.buffer[self.at :] + fresh, 0, not data

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            self.at = SPACE.match(self.buffer, self.at).end()  # type: ignore[union-attr]  # matches anything
            if self.at < len(self.buffer) or self.ended:
                return self.buffer[self.at : self.at + 1]
            self.more()

    def expect(self, characters: str) -> str:
        """Step over the next character, which must be one of these. Raises Unreadable otherwise."""
        found = self.peek()
        if not found:
            raise Unreadable("The file ends in the middle; the rest of it is missing.")
        if found not in characters:
            raise Unreadable("From here on this is not JSON.")
        self.at += 1
        return found

    def value(self) -> Any:
        """The next whole JSON value. Raises Unreadable if there is none, TooDeep having stepped over it."""
        self.peek()
        while True:
            try:
                found, end = self.json.raw_decode(self.buffer, self.at)
            except RecursionError:
                self._step_over()
                raise TooDeep from None
            except ValueError as problem:
                self._read_on_or_give_up(problem)
                continue
            if self.ended or end < len(self.buffer) or self.buffer[end - 1] not in NUMBERISH:
                self.at = end
                return found
            self.more()

    def key(self) -> str:
        """The next key of an object."""
        self.expect('"')
        while True:
            try:
                found, self.at = scanstring(self.buffer, self.at)
            except ValueError as problem:
                self._read_on_or_give_up(problem)
            else:
                return str(found)

    def _read_on_or_give_up(self, problem: ValueError) -> None:
        cut_off = isinstance(problem, JSONDecodeError) and (
            problem.msg.startswith("Unterminated") or problem.pos >= len(self.buffer.rstrip()) - TAIL * (not self.ended)
        )
        if cut_off and self.ended:
            raise Unreadable("The file ends in the middle; the rest of it is missing.") from None
        if not cut_off:
            raise Unreadable("From here on this is not JSON.") from None
        self.more()

    def _step_over(self) -> None:
        depth, place = 0, self.at
        while True:
            for token in TOKEN.finditer(self.buffer, place):
                place = token.start() if token[0] == '"' else token.end()
                if token[0] == '"':
                    break
                depth += (token[0] in "[{") - (token[0] in "]}")
                if depth == 0:
                    self.at = place
                    return
            if self.ended:
                raise Unreadable("The file ends in the middle; the rest of it is missing.")
            place -= self.at
            self.more()


def _no_constant(name: str) -> Any:
    raise JSONDecodeError(f"{name} is not JSON", "", 0)
