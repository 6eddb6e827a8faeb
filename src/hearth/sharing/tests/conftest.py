"""Somebody, and a clinician who knows them."""

import pytest

from hearth.sharing.tests.factories import life


@pytest.fixture
def theirs():
    return life()


@pytest.fixture
def clinician(theirs):
    return theirs.worker("clinician")
