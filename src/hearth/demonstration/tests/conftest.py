"""One small city for all tests that look at it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.utils import timezone

from hearth.core.installation import is_demonstration
from hearth.demonstration.building import build_city
from hearth.demonstration.places import City

SEED, PEOPLE = 7, 44


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: pytest.FixtureDef[None]) -> Iterator[City]:
    """Built once a module inside a transaction that is undone afterwards."""
    from django.db import transaction

    class Undone(Exception):
        pass

    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                built = build_city(seed=SEED, people=PEOPLE, now=timezone.now(), progress=_silent)
                is_demonstration.cache_clear()
                yield built
                raise Undone
        except Undone:
            is_demonstration.cache_clear()


def _silent(what: str, done: int, of: int) -> None:
    """Nobody watches."""


@pytest.fixture
def now() -> datetime:
    """This moment."""
    return timezone.now()
