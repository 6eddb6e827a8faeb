"""Django's PostgreSQL, able to keep a pool of connections that have already become the application's role."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg import sql


class DatabaseWrapper(base.DatabaseWrapper):
    def _configure_role(self, connection: Any) -> bool:
        # Django's own words the statement with a second connection, which inside the pool waits for the first one.
        role = self.settings_dict["OPTIONS"].get("assume_role")
        if not role:
            return False
        with connection.cursor() as cursor:
            cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
        return True
