"""The short form of `python -m tests.faults.killing`: one web process, one web server, one connection."""

from tests.faults.house import House
from tests.faults.killing import kill_while_writing


class TestKillingInTheMiddleOfWrites:
    def test_loses_nothing_and_doubles_nothing(self, tmp_path):
        with House(tmp_path) as house:
            outcome = kill_while_writing(house, rounds=3)

        assert outcome.problems == []
        assert sum(outcome.kills.values()) == 3
        assert outcome.acknowledged > 3
