"""Django's PostgreSQL, with a pool of connections that have already become the application's role, and quick times."""

from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import BaseTzLoader, get_adapters_template
from psycopg import adapt, sql


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        return {**params, "context": _adapters(self.timezone)}

    def _configure_role(self, connection: Any) -> bool:
        # Django's own words the statement with a second connection, which inside the pool waits for the first one.
        role = self.settings_dict["OPTIONS"].get("assume_role")
        if not role:
            return False
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
        return True


class InUtc(BaseTzLoader):  # type: ignore[misc]  # a class within an `if` of Django's, which its stubs leave out
    """A moment as PostgreSQL writes it in UTC, read by Python itself: a tenth of the time of a long list."""

    timezone = UTC

    def load(self, data: Any) -> datetime:
        try:
            return datetime.fromisoformat(bytes(data).decode())
        except ValueError:  # before Christ, or for ever
            moment: datetime = super().load(data)
            return moment


@cache
def _adapters(timezone: tzinfo) -> adapt.AdaptersMap:
    context = adapt.AdaptersMap(get_adapters_template(True, timezone))
    if timezone is UTC:
        context.register_loader("timestamptz", InUtc)
    return context
