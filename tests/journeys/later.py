"""Days that go by in the middle of a journey."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils.timezone import now


class Later:
    """Moves the day on, as often as it is asked. Browsers keep their own time."""

    def __init__(self) -> None:
        self.travel: time_machine.travel | None = None

    def __call__(self, days: float) -> datetime:
        """The moment that it is now."""
        at = now() + timedelta(days=days)
        self.stop()
        self.travel = time_machine.travel(at, tick=True)
        self.travel.start()
        return at

    def stop(self) -> None:
        """Back to the present."""
        if self.travel is not None:
            self.travel.stop()
            self.travel = None


@pytest.fixture
def days_later() -> Iterator[Later]:
    """Let days go by."""
    later = Later()
    yield later
    later.stop()
