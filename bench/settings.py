"""Hearth's own settings, the addresses of the measurements, and a second way to the database without row security."""

import os

from hearth.config.settings import *  # noqa: F403
from hearth.config.settings import DATABASES, database_from

ROOT_URLCONF = "bench.urls"
DATABASES["owner"] = {**database_from(os.environ["BENCH_OWNER_URL"]), "CONN_MAX_AGE": None}
DATABASES["owner"]["OPTIONS"] = {"host": DATABASES["owner"]["HOST"]}
