"""What machines are told."""

import pytest
from django.db import DatabaseError

from hearth.core import health


class TestHealthz:
    def test_answers_without_a_database(self, client):
        response = client.get("/healthz")

        assert (response.status_code, response.content) == (200, b"Hearth is running.\n")


class TestReadyz:
    @pytest.mark.django_db
    def test_says_what_it_looked_at(self, client):
        response = client.get("/readyz")

        assert response.status_code == 200
        assert "The database is up to date." in response.content.decode()
        assert "No background worker has started." in response.content.decode()

    @pytest.mark.django_db
    def test_closes_the_door_until_the_database_is_migrated(self, client, monkeypatch):
        monkeypatch.setattr(health, "_migrated", lambda: False)

        response = client.get("/readyz")

        assert response.status_code == 503
        assert "waits for `hearth migrate`" in response.content.decode()

    def test_closes_the_door_when_the_database_is_away(self, client, monkeypatch):
        def away() -> bool:
            raise DatabaseError

        monkeypatch.setattr(health, "_migrated", away)

        assert client.get("/readyz").status_code == 503


class TestWorkerWords:
    @pytest.mark.parametrize(
        ("silence", "words"), [(None, "No background worker"), (3, "busy or ready"), (600, "quiet for 600 seconds")]
    )
    def test_says_how_the_worker_does(self, silence, words):
        assert words in health.worker_words(silence)


class TestMetrics:
    def test_counts_requests_by_route(self, client):
        client.get("/healthz")

        assert (
            'hearth_requests_total{method="GET",route="healthz",status="200"}'
            in client.get("/metrics").content.decode()
        )

    def test_is_hidden_from_elsewhere(self, client):
        assert client.get("/metrics", REMOTE_ADDR="198.51.100.7").status_code == 404

    def test_is_hidden_when_a_proxy_makes_everybody_look_local(self, client, settings):
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

        assert client.get("/metrics").status_code == 404

    def test_opens_to_the_token_and_only_to_it(self, client, monkeypatch):
        monkeypatch.setenv("HEARTH_METRICS_TOKEN", "a-long-secret")

        def ask(token: str) -> int:
            headers = {"Authorization": f"Bearer {token}"}
            return client.get("/metrics", REMOTE_ADDR="198.51.100.7", headers=headers).status_code

        assert (ask("a-long-secret"), ask("another"), client.get("/metrics").status_code) == (200, 404, 404)
