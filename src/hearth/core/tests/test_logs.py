"""The log says what happened and where, and never who or what about."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from hearth.core import logs
from hearth.core.middleware import request_log

SURNAME = "Featherstonehaugh"


@pytest.fixture(autouse=True)
def configured() -> Iterator[None]:
    handlers, level = logging.getLogger().handlers[:], logging.getLogger().level
    logs.configure({"level": "INFO"})
    structlog.contextvars.clear_contextvars()
    yield
    structlog.reset_defaults()
    logging.getLogger().handlers, logging.getLogger().level = handlers, level


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


class TestConfigure:
    def test_writes_one_object_a_line(self, capsys):
        structlog.get_logger().info("people.person_added", person_id="42")

        (line,) = lines(capsys)

        assert (line["event"], line["person_id"], line["level"]) == ("people.person_added", "42", "info")
        assert line["timestamp"].endswith("Z")

    def test_keeps_only_the_template_of_what_a_library_says(self, capsys):
        logging.getLogger("some.library").warning("Not found: %s", f"/people?q={SURNAME}")

        (line,) = lines(capsys)

        assert (line["event"], line["logger"]) == ("Not found: %s", "some.library")

    @pytest.mark.parametrize("logger", [logging.getLogger("some.library"), structlog.get_logger()])
    def test_keeps_type_and_place_of_an_exception_and_not_its_words(self, logger, capsys):
        try:
            raise ValueError(SURNAME)
        except ValueError:
            logger.exception("it failed")

        (line,) = lines(capsys)

        assert line["exception"] == "ValueError"
        assert "test_keeps_type" in line["places"][0]
        assert SURNAME not in json.dumps(line)


class TestRequestLog:
    def answer(self, path: str, **headers: str) -> HttpResponse:
        def view(request: HttpRequest) -> HttpResponse:
            structlog.get_logger().info("inside")
            return HttpResponse("hello")

        return request_log(view)(RequestFactory().get(path, headers=headers))

    def test_names_the_route_and_never_the_path(self, capsys):
        self.answer(f"/people/7?q={SURNAME}")

        line = lines(capsys)[-1]

        assert (line["event"], line["method"], line["status"]) == ("http.request", "GET", 200)
        assert "people" not in json.dumps(line)
        assert SURNAME not in json.dumps(line)

    def test_binds_one_identifier_to_everything_logged_meanwhile(self, capsys):
        response = self.answer("/")

        inside, after = lines(capsys)

        assert inside["request_id"] == after["request_id"] == response["X-Request-ID"]
        assert structlog.contextvars.get_contextvars() == {}

    def test_forgets_who_acted_when_the_answer_has_gone(self, capsys):
        def view(request: HttpRequest) -> HttpResponse:
            structlog.contextvars.bind_contextvars(actor="42")
            return HttpResponse("hello")

        request_log(view)(RequestFactory().get("/"))
        structlog.get_logger().info("after")

        inside, after = lines(capsys)
        assert inside["actor"] == "42"
        assert "actor" not in after

    def test_takes_over_a_callers_identifier_only_if_it_is_a_uuid(self):
        known = "0192f0c1-0000-7000-8000-000000000001"

        assert self.answer("/", **{"X-Request-ID": known})["X-Request-ID"] == known
        assert self.answer("/", **{"X-Request-ID": SURNAME})["X-Request-ID"] != SURNAME
