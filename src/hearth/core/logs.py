"""Logs: one JSON object a line, to standard error, carrying identifiers and never a name, a number or free text.

Our own events are `structlog.get_logger().info("holding.handover_accepted", handover_id=...)`. What libraries log is
reduced to its template, because their arguments may be people's words; an exception to its type and its place.
"""

import logging
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

PLACES_KEPT = 12
# These say little but the contents of what they handle.
QUIET = ("asyncio", "procrastinate", "httpx", "django.template")


def configure(settings: dict[str, Any]) -> None:
    """Set up logging for the process. `settings` is Django's LOGGING: {"level": "INFO"}. Safe to repeat."""
    level = logging.getLevelNamesMapping()[str(settings.get("level", "INFO")).upper()]
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            reduce_exception,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.WriteLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [handler for handler in root.handlers if not isinstance(handler, LibraryHandler)]
    root.addHandler(LibraryHandler())
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(max(level, logging.WARNING))


class LibraryHandler(logging.Handler):
    """Passes on what a library logs, without its arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        logger = structlog.get_logger()
        logger.log(record.levelno, str(record.msg), logger=record.name, exc_info=record.exc_info)


def reduce_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and the places it passed; its message may quote a row or a form."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if found and found[0] is not None:
        event["exception"] = found[0].__name__
        event["places"] = [
            f"{place.filename}:{place.lineno} {place.name}" for place in traceback.extract_tb(found[2])[-PLACES_KEPT:]
        ]
    return event
