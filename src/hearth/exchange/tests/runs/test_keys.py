import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearth.exchange.imported import Refused
from hearth.exchange.runs.keys import LONGEST_KEY, fingerprint, fingerprint_of, key_of, resolved
from hearth.exchange.tests.files import weight


class TestFingerprint:
    def test_does_not_depend_on_the_order_of_fields(self):
        assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})

    def test_leaves_out_version_and_narrative(self):
        assert fingerprint_of(weight()) == fingerprint_of(weight(meta={"versionId": "2"}, text={"div": "x"}))

    @pytest.mark.parametrize("words", ["\0", "\ud800"])
    def test_refuses_characters_no_text_can_hold(self, words):
        with pytest.raises(Refused, match="character"):
            fingerprint({"a": words})

    def test_refuses_what_is_nested_too_deeply(self):
        nested: list = []
        for _ in range(100_000):
            nested = [nested]

        with pytest.raises(Refused, match="too deeply"):
            fingerprint(nested)


class TestKeyOf:
    @pytest.mark.parametrize(
        ("resource", "address", "key"),
        [
            ({"resourceType": "Patient", "id": "1"}, "", "Patient/1"),
            ({"resourceType": "Patient", "id": "1"}, "urn:uuid:9", "Patient/1"),
            ({"resourceType": "Patient", "id": "1"}, "https://a.example/Patient/1", "https://a.example/Patient/1"),
            ({"resourceType": "Patient"}, "urn:uuid:9", "urn:uuid:9"),
            ({"resourceType": "Patient"}, "", "content:f"),
        ],
    )
    def test_prefers_what_the_other_record_uses(self, resource, address, key):
        assert key_of(resource, address, "f") == key


class TestResolved:
    @pytest.mark.parametrize(
        ("reference", "address", "key"),
        [
            ("Patient/1", "", "Patient/1"),
            ("Patient/1", "urn:uuid:9", "Patient/1"),
            ("Patient/1", "https://a.example/fhir/Observation/2", "https://a.example/fhir/Patient/1"),
            ("Patient/1/_history/3", "", "Patient/1"),
            ("https://b.example/Patient/1", "https://a.example/Observation/2", "https://b.example/Patient/1"),
        ],
    )
    def test_never_mixes_up_the_ids_of_two_servers(self, reference, address, key):
        assert resolved(reference, address) == key

    @given(st.text(), st.text())
    def test_always_fits(self, reference, address):
        assert len(resolved(reference, address)) <= LONGEST_KEY
