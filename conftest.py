"""How every test meets the world: a database of its own under the application's role, and no network."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from tests.databases import TestDatabase


def pytest_configure() -> None:
    """Cheaper passwords, and static files straight from where they are built, in a clone that never ran too.

    They are looked for when they are asked for: every test's client would list them all (a fifth of all tests' time).
    """
    # How long an example takes says how busy the machine is, and nothing of what is tested.
    calm = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
    hypothesis.settings.register_profile("calm", **calm)
    hypothesis.settings.load_profile("calm")
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The words of a page are read, not its look.
    settings.FIRST_PAGE_BRINGS_ITS_LOOK = False
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_blocker: pytest.FixtureDef[None], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """One database per worker, copied from a template that was migrated once."""
    settings.STORAGES["default"]["OPTIONS"]["location"] = tmp_path_factory.mktemp("files")
    database = TestDatabase(getattr(request.config, "workerinput", {}).get("workerid", "alone"))
    with django_db_blocker.unblock():
        database.open()
    yield
    with django_db_blocker.unblock():
        database.close()


@pytest.fixture
def world() -> Any:
    """A small hub and the people around it, now. A test that needs another day makes its own."""
    from tests import world as worlds  # Django's models, which only a test that asks for them needs

    return worlds.build()


@pytest.fixture
def keeley(world: Any) -> Any:
    """Somebody who comes to the hub."""
    from tests import world as worlds

    return worlds.known(world)


@pytest.fixture
def robin(world: Any) -> Any:
    """Somebody else who comes there."""
    from tests import world as worlds

    return worlds.known(world, known_as="Robin")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Only this machine may be reached: an outside service in a test is a fake."""
    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: tuple[str, int] | str) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(str(address[0])):
            raise RuntimeError(f"A test tried to reach {address[0]}. Use a fake.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


def _is_here(host: str) -> bool:
    return host == "localhost" or ipaddress.ip_address(host).is_loopback
