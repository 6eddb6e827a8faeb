"""Which evening a moment belongs to, and when the door closes then."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from hearth.holding import closing_rules
from hearth.holding.tests.evenings import CLOSES, LATE, OPENS

pytestmark = pytest.mark.django_db


class TestClosing:
    @pytest.mark.parametrize(
        ("opens", "closes", "at", "on", "ends"),
        [
            (OPENS, CLOSES, LATE, date(2026, 11, 20), datetime(2026, 11, 20, 21, tzinfo=UTC)),
            (OPENS, CLOSES, LATE + timedelta(hours=8), date(2026, 11, 20), datetime(2026, 11, 20, 21, tzinfo=UTC)),
            (OPENS, CLOSES, LATE + timedelta(hours=12), date(2026, 11, 21), datetime(2026, 11, 21, 21, tzinfo=UTC)),
            (time(18), time(2), LATE, date(2026, 11, 20), datetime(2026, 11, 21, 2, tzinfo=UTC)),
        ],
    )
    def test_belongs_to_the_day_the_door_opened(self, opens, closes, at, on, ends):
        evening = closing_rules.closing(opens, closes, at)

        assert (evening.on, evening.closes_at) == (on, ends)
        assert evening.closes_at - evening.from_at == timedelta(minutes=60)

    def test_is_right_on_the_night_the_clocks_change(self):
        evening = closing_rules.closing(time(18), time(2), datetime(2026, 10, 24, 20, tzinfo=UTC))

        assert evening.closes_at.astimezone(UTC) == datetime(2026, 10, 25, 2, tzinfo=UTC)

    def test_is_never_for_a_hub_that_never_closes(self):
        assert closing_rules.closing(None, None, LATE) is None
