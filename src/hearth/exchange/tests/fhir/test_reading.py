import json

import pytest

from hearth.exchange.fhir import text
from hearth.exchange.tests.files import bundle, read

DEEP = b"[" * 100_000 + b"]" * 100_000


def told(content: bytes) -> list[tuple[int, str, str]]:
    return [(item.place, (item.resource or {}).get("id", ""), item.problem) for item in read(content)]


def thing(name: str) -> dict[str, str]:
    return {"resourceType": "Basic", "id": name}


class TestItems:
    def test_finds_a_resource_standing_by_itself(self):
        assert told(json.dumps(thing("a")).encode()) == [(1, "a", "")]

    @pytest.mark.parametrize("kind", ["transaction", "batch", "searchset", "collection", "document", "message"])
    def test_opens_a_bundle_of_any_type(self, kind):
        assert told(json.dumps(bundle(thing("a"), thing("b"), kind=kind)).encode()) == [(1, "a", ""), (2, "b", "")]

    def test_reads_one_resource_a_line_and_names_the_line(self):
        lines = b'{"resourceType":"Basic","id":"a"}\n\n{"broken\n{"resourceType":"Basic","id":"b"}\n'

        assert told(b'{"resourceType":"Basic","id":"0"}\n' + lines) == [
            (1, "0", ""),
            (2, "a", ""),
            (4, "", "This line is not whole JSON."),
            (5, "b", ""),
        ]

    def test_says_which_line_is_in_another_encoding(self):
        lines = b'{"resourceType":"Basic","id":"a"}\n{"resourceType":"Basic","id":"Ren\xe9"}\n'

        assert told(lines)[1] == (2, "", "This line is not written in UTF-8, as FHIR must be.")

    def test_reads_an_array_of_resources(self):
        assert told(json.dumps([thing("a"), 7]).encode()) == [(1, "a", ""), (2, "", "This is not a FHIR resource.")]

    def test_opens_a_bundle_inside_a_bundle(self):
        assert told(json.dumps(bundle(thing("a"), bundle(thing("b")))).encode()) == [(1, "a", ""), (2, "b", "")]

    def test_gives_up_on_bundles_nested_without_end(self):
        nested = bundle(thing("a"))
        for _ in range(8):
            nested = bundle(nested)

        assert [problem for _, _, problem in told(json.dumps(nested).encode())] == [
            "Bundles lie inside bundles too deeply to open."
        ]

    def test_keeps_what_came_before_a_file_was_cut_off(self):
        whole = json.dumps(bundle(thing("a"), thing("b"))).encode()

        assert told(whole[:-30]) == [(1, "a", ""), (2, "", "The file ends in the middle; the rest of it is missing.")]

    def test_steps_over_what_is_nested_too_deeply(self):
        content = b'{"resourceType":"Bundle","entry":[{"resource":' + DEEP + b'},{"resource":{"id":"b"}}]}'

        assert told(content) == [(1, "", "This is nested too deeply to read."), (2, "b", "")]

    def test_finds_entries_that_stand_before_the_type(self):
        assert told(b'{"entry":[{"resource":{"id":"a"}}],"resourceType":"Bundle"}') == [(1, "a", "")]

    def test_says_that_an_empty_bundle_is_empty(self):
        (item,) = read(b'{"resourceType":"Bundle","type":"searchset","total":0}')

        assert item.empty

    def test_never_deletes_because_a_file_says_so(self):
        content = {"resourceType": "Bundle", "entry": [{"request": {"method": "DELETE", "url": "Patient/1"}}]}

        assert "deleted" in told(json.dumps(content).encode())[0][2]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "nothing in this file"),
            (b" \n ", "nothing in this file"),
            (b"forename,surname\nRose,Okafor\n", "not FHIR in JSON"),
            ('{"resourceType":"Basic"}'.encode("utf-16"), "not written in UTF-8"),
            (b'{"id":"Ren\xe9"}', "not written in UTF-8"),
            (b'{"value":NaN}', "not JSON"),
            (b'{"value":' + b"1" * 5000 + b"}", "not JSON"),
            (b'{"id" "a"}', "not JSON"),
            (b'{"resourceType":"Bundle","entry":[{]}', "not JSON"),
            (b'{"resourceType":"Bundle","entry":7}', "not a list"),
            (b'{"resourceType":"Bundle","entry":[7]}', "not an object"),
            (b'{"resourceType":"Bundle","entry":[{}]}', "has no resource"),
        ],
    )
    def test_says_in_a_sentence_what_is_wrong(self, content, words):
        assert words in told(content)[-1][2]

    def test_never_holds_more_than_one_long_item(self, monkeypatch):
        monkeypatch.setattr(text, "LONGEST_ITEM", 2 * text.CHUNK)
        content = b'{"resourceType":"Basic","id":"' + b"a" * (8 * text.CHUNK) + b'"}'

        assert told(content) == [
            (1, "", "One item is longer than 32 million characters; from here on this file was not read.")
        ]

    def test_reads_items_across_the_edges_of_what_is_read_at_once(self, monkeypatch):
        monkeypatch.setattr(text, "CHUNK", 7)
        content = json.dumps(bundle(*(thing(f"é{number}") for number in range(30))), ensure_ascii=False).encode()

        assert [name for _, name, _ in told(content)] == [f"é{number}" for number in range(30)]
