from datetime import timedelta

import pytest
from django.db import connection

from hearth.core.actor import SYSTEM
from hearth.core.scope import acting_as
from hearth.core.sight import Level
from hearth.organisations.tests.factories import NOON
from hearth.sharing import actions, checks
from hearth.sharing.codes import OverrideReason
from hearth.sharing.tests.factories import life, someone_elsewhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs():
    return life(partner_level=Level.PLAN)


def found(at=NOON):
    with acting_as(SYSTEM, at=at):
        return [problem for check in checks.checks() for problem in check.problems()]


def change(statement):
    with acting_as(SYSTEM, at=NOON), connection.cursor() as cursor:
        cursor.execute(statement)


class TestSightAstray:
    def test_finds_nothing_where_actions_wrote(self, theirs):
        theirs.supporter(Level.FULL)

        assert found() == []

    def test_finds_nothing_when_time_has_passed(self, theirs):
        stranger = someone_elsewhere()
        with acting_as(stranger, at=NOON):
            actions.break_glass(
                stranger, person_id=theirs.person.id, reason=OverrideReason.LIFE, why="A bridge", at=NOON
            )

        assert found(NOON + timedelta(hours=3)) == found(NOON + timedelta(days=3)) == []

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE core_sight SET level = 40 WHERE level = 30",
            "DELETE FROM core_sight WHERE basis = 'involved'",
            "INSERT INTO core_sight (person_id, viewer_id, level, clearance, basis, from_at, until_at)"
            " SELECT person_id, gen_random_uuid(), 40, 0, 'involved', from_at, until_at FROM core_sight LIMIT 1",
            "UPDATE sharing_circlechoice SET level = 0",
        ],
    )
    def test_names_whoever_is_seen_otherwise(self, theirs, statement):
        change(statement)

        assert found() == [f"person {theirs.person.id} is seen otherwise than was decided"]
