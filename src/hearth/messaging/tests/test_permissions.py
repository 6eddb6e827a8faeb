"""Who may do what with messages: every role and kind against every action."""

from uuid import uuid4

import pytest

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES
from hearth.messaging import permissions

OWN, OTHER = uuid4(), uuid4()
WRITES = {code for code, role in ROLES.items() if "record.write" in role.permissions}
PERSON = Actor(ActorKind.PERSON, person_id=OWN)


def worker(code):
    return Actor(ActorKind.WORKER, role=code, permissions=ROLES[code].permissions)


def may(check, actor, **about):
    try:
        check(actor, **about)
    except NotPermitted:
        return False
    return True


class TestCheckHearthItself:
    def test_lets_nobody_else_send(self):
        everybody = [PUBLIC, PERSON, *map(worker, ROLES)]

        assert may(permissions.check_hearth_itself, SYSTEM)
        assert not any(may(permissions.check_hearth_itself, actor) for actor in everybody)


class TestCheckChoose:
    @pytest.mark.parametrize("code", ROLES)
    def test_asks_workers_for_what_lets_them_write(self, code):
        assert may(permissions.check_choose, worker(code), person_id=OWN) == (code in WRITES)

    def test_lets_a_person_choose_for_themselves_alone(self):
        assert may(permissions.check_choose, PERSON, person_id=OWN)
        assert not may(permissions.check_choose, PERSON, person_id=OTHER)

    def test_lets_whoever_has_the_link_stop_an_address_and_nothing_more(self):
        assert may(permissions.check_choose, PUBLIC, person_id=None)
        assert not may(permissions.check_choose, PUBLIC, person_id=OWN)

    def test_lets_hearth_itself(self):
        assert may(permissions.check_choose, SYSTEM, person_id=OWN)


class TestCheckSeeTo:
    @pytest.mark.parametrize("code", ROLES)
    def test_asks_workers_for_what_lets_them_write(self, code):
        assert may(permissions.check_see_to, worker(code)) == (code in WRITES)

    def test_lets_nobody_else(self):
        assert not any(may(permissions.check_see_to, actor) for actor in (PUBLIC, PERSON, SYSTEM))
