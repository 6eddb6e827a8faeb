import pytest

from hearth.identity.tests import custodians as made


@pytest.fixture
def custodians():
    return made.build()
