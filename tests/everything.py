"""Runs all tests on a PostgreSQL of their own: first those without a browser, then those that drive one."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from hearth.core import assets, database
from hearth.core.embedded import Cluster
from tests import chromium

PLUGINS = ["pytest_django.plugin", "xdist.plugin", "pytest_cov.plugin", "_hypothesis_pytestplugin"]
NOTHING_COLLECTED = 5


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="hearth-test-") as folder:
        Path(folder).chmod(0o755)  # the database's own user must be able to walk in
        assets.build(lambda _: None)
        with Cluster(Path(folder) / "database", throw_away=True).running() as cluster:
            database.ensure_roles(cluster.url())
            environment = {**os.environ, **_settings(cluster, Path(folder))}
            return _run_passes(arguments, environment)


def _settings(cluster: Cluster, folder: Path) -> dict[str, str]:
    return {
        "DATABASE_URL": cluster.url(),
        "HEARTH_SECRET_KEY": "tests-only",
        "HEARTH_DATA_DIR": str(folder / "data"),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }


def _run_passes(arguments: list[str], environment: dict[str, str]) -> int:
    if "-m" in arguments:
        return _pytest(arguments, environment)
    arguments = arguments or ["-n", "2"]
    without = _pytest(["-m", "not browser", *arguments], environment)
    if without not in (0, NOTHING_COLLECTED):
        return without
    with_browser = _browser_pass(arguments, environment)
    if NOTHING_COLLECTED in (without, with_browser):
        return NOTHING_COLLECTED if without == with_browser else min(without, with_browser)
    return with_browser


def _browser_pass(arguments: list[str], environment: dict[str, str]) -> int:
    if chromium.path():
        return _pytest(["-m", "browser", *arguments], environment)
    say("The browser tests DID NOT RUN: there is no chromium here, and it could not be installed.")
    _pytest(["-m", "browser", "--collect-only", "-q", *arguments], environment)
    return 1 if environment.get("CI", "").lower() == "true" else 0


def _pytest(arguments: list[str], environment: dict[str, str]) -> int:
    return subprocess.run(
        [sys.executable, "-m", "pytest", *(f"-p{plugin}" for plugin in PLUGINS), *arguments],
        env=environment,
        check=False,
    ).returncode


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
