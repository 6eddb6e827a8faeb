"""Knowing a provider of accounts from elsewhere, in a process of its own, and who came in through it."""

import json
import subprocess
from contextlib import contextmanager

from hearth.organisations.identity_shapes import providers_from


@contextmanager
def running(command, **streams):
    """A process that is gone afterwards, whatever happens."""
    with subprocess.Popen(command, **streams) as process:
        try:
            yield process
        finally:
            process.kill()


def know(settings, **provider) -> None:
    app = {"id": "elsewhere", "name": "the trust account", "client_id": "hearth", "secret": "s"} | provider
    apps = providers_from(json.dumps([app]))
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {**settings.SOCIALACCOUNT_PROVIDERS["openid_connect"], "APPS": apps}
    }


def who_is_in(client):
    return client.session.get("_auth_user_id")
