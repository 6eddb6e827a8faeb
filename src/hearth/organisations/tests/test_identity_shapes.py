import json

import pytest

from hearth.organisations.identity_shapes import BadProvider, origins, providers_from

ENTRA = {"shape": "entra", "id": "trust", "name": "the trust", "server": "https://login.example/v2.0", "client_id": "h"}


class TestProvidersFrom:
    def test_is_empty_without_a_word(self):
        assert providers_from("") == []

    def test_takes_a_shape_and_lets_it_be_said_otherwise(self, tmp_path):
        key = tmp_path / "key.pem"
        key.write_text("the key")
        nhs = {"shape": "nhs-login", "id": "nhs", "server": "https://nhs.example", "client_id": "h", "proofing": "P5"}

        (app,) = providers_from(json.dumps([nhs | {"private_key_file": str(key), "key_id": "one"}]))

        assert app["provider_id"] == "nhs"
        assert app["name"] == "nhs"
        settings = app["settings"]
        assert (settings["algorithms"], settings["proofing"]) == (["RS512"], "P5")
        assert (settings["private_key"], settings["key_id"]) == ("the key", "one")

    def test_trusts_only_the_domains_that_are_named(self):
        with_domains, without = providers_from(json.dumps([ENTRA | {"verified_domains": ["trust.example"]}, ENTRA]))

        assert with_domains["settings"]["verified_email"] == ["trust.example"]
        assert "verified_email" not in without["settings"]

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("{", "not JSON"),
            ("{}", "must be a list"),
            (json.dumps([{"id": "trust"}]), "lacks server, client_id"),
            (json.dumps([ENTRA | {"shape": "crystal"}]), "no shape 'crystal'"),
            (json.dumps([ENTRA | {"shape": "nhs-login"}]), "needs private_key_file"),
            (json.dumps([ENTRA | {"private_key_file": "/nowhere/key.pem"}]), "cannot be read"),
        ],
    )
    def test_says_what_is_wrong(self, text, why):
        with pytest.raises(BadProvider, match=why):
            providers_from(text)


class TestOrigins:
    def test_are_where_a_form_may_lead(self):
        assert origins(providers_from(json.dumps([ENTRA, ENTRA]))) == ["https://login.example"]
