"""Days that go by in the middle of a journey."""

from datetime import datetime, timedelta

import time_machine
from django.utils.timezone import now


class Later:
    """Moves the day on, as often as it is asked. Browsers keep their own time."""

    def __init__(self) -> None:
        self.travel: time_machine.travel | None = None

    def __call__(self, days: float) -> datetime:
        """The moment that it is now."""
        return self.be(now() + timedelta(days=days))

    def be(self, at: datetime) -> datetime:
        """It is that moment now, and time goes on from there."""
        self.stop()
        self.travel = time_machine.travel(at, tick=True)
        self.travel.start()
        return at

    def stop(self) -> None:
        """Back to the present."""
        if self.travel is not None:
            self.travel.stop()
            self.travel = None
