"""Every role against every action: allowed or refused."""

from uuid import uuid4

import pytest

from hearth.core.actor import PUBLIC, SYSTEM, Actor, ActorKind
from hearth.core.errors import NotPermitted
from hearth.core.roles import ROLES
from hearth.organisations import permissions

OURS, THEIRS = uuid4(), uuid4()
LEADS = {"shift-lead", "hub-manager"}
KEEPS = {"administrator"}
CODES = {"peer-supporter", "recovery-worker", "link-worker", "clinician", "social-worker"} | LEADS

CHECKS = {
    "open organisation or hub": (lambda a: permissions.check_manage_organisations(a), KEEPS),
    "form our team": (lambda a: permissions.check_manage_team(a, organisation_id=OURS), LEADS | KEEPS),
    "form their team": (lambda a: permissions.check_manage_team(a, organisation_id=THEIRS), KEEPS),
    "invite a peer to us": (
        lambda a: permissions.check_invite_worker(a, organisation_id=OURS, role="peer-supporter"),
        LEADS | KEEPS,
    ),
    "invite a peer to them": (
        lambda a: permissions.check_invite_worker(a, organisation_id=THEIRS, role="peer-supporter"),
        KEEPS,
    ),
    "invite a guardian": (
        lambda a: permissions.check_invite_worker(a, organisation_id=OURS, role="guardian"),
        KEEPS,
    ),
    "say goodbye here": (
        lambda a: permissions.check_worker_leaves(a, organisation_id=OURS, role="clinician"),
        LEADS | KEEPS,
    ),
    "say goodbye there": (
        lambda a: permissions.check_worker_leaves(a, organisation_id=THEIRS, role="clinician"),
        KEEPS,
    ),
    "say goodbye to an administrator": (
        lambda a: permissions.check_worker_leaves(a, organisation_id=OURS, role="administrator"),
        KEEPS,
    ),
    "see our workers": (lambda a: permissions.check_see_workers(a, organisation_id=OURS), LEADS | KEEPS),
    "see their workers": (lambda a: permissions.check_see_workers(a, organisation_id=THEIRS), KEEPS),
    "give a sign-in code": (lambda a: permissions.check_give_sign_in_code(a), CODES),
    "say whether it is safe for somebody": (
        lambda a: permissions.check_say_whether_safe(a, account_id=THEIRS),
        CODES,
    ),
    "come in": (lambda a: permissions.check_come_in(a), set()),
}


def actor(role: str) -> Actor:
    return Actor(ActorKind.WORKER, organisation_id=OURS, role=role, permissions=ROLES[role].permissions)


def allows(check, who: Actor) -> bool:
    try:
        check(who)
    except NotPermitted:
        return False
    return True


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("what", CHECKS)
def test_a_role_may(what, role):
    check, allowed = CHECKS[what]

    assert allows(check, actor(role)) is (role in allowed)


@pytest.mark.parametrize("what", CHECKS)
def test_nobody_outside_may_but_come_in(what):
    check, _ = CHECKS[what]

    assert allows(check, PUBLIC) is (what == "come in")
    assert not allows(check, Actor(ActorKind.PERSON, person_id=uuid4()))
    assert allows(check, SYSTEM)
