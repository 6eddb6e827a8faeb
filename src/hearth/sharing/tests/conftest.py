"""Somebody, a clinician who knows them, and who is close to them."""

import pytest

from hearth.core.sight import Level
from hearth.sharing.tests.factories import life
from hearth.sharing.tests.supporters import relation


@pytest.fixture
def theirs():
    return life()


@pytest.fixture
def clinician(theirs):
    return theirs.worker("clinician")


@pytest.fixture
def me(theirs):
    return theirs.as_themselves()


@pytest.fixture
def dad(theirs):
    return theirs.supporter(Level.NOTHING)


@pytest.fixture
def sister(theirs):
    return relation(theirs.person, "Amina", "sister")
