from datetime import UTC, datetime
from uuid import UUID

import pytest

from hearth.record.models import Entry
from hearth.record.places import place_of, word_for

ENTRY = Entry(id=UUID(int=7), occurred_at=datetime(2026, 3, 4, 5, 6, tzinfo=UTC))


class TestPlaceOf:
    def test_reads_what_word_for_says(self):
        assert place_of(word_for(ENTRY)) == (ENTRY.occurred_at, ENTRY.id)

    @pytest.mark.parametrize(
        "word",
        ["", "~", "here", f"yesterday~{ENTRY.id}", "2026-03-04T05:06:00+00:00~7", f"2026-03-04T05:06:00~{ENTRY.id}"],
    )
    def test_is_nowhere_for_any_other_word(self, word):
        assert place_of(word) is None
