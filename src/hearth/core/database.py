"""The database roles and what each may do.

The login role owns the database. It becomes `hearth_app`, which owns nothing, for everything but migrations, so that
row-level security always applies. `hearth_keeper` owns the few functions that must look past the policies.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

from hearth.core.operating import CannotRun

if TYPE_CHECKING:
    from django.db.models import Model

APPLICATION = "hearth_app"
KEEPER = "hearth_keeper"
CACHE_TABLE = "hearth_cache"

SCHEMA_GRANTS = """
    GRANT USAGE ON SCHEMA public TO hearth_app, hearth_keeper;
    GRANT CREATE ON SCHEMA public TO hearth_keeper;
"""
GRANTS = """
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO hearth_app, hearth_keeper;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO hearth_app, hearth_keeper;
    REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO hearth_app, hearth_keeper;
    REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM hearth_app, hearth_keeper;
"""


class RolesMissing(CannotRun):
    """The login role may not create the roles Hearth needs; the message says what to run as an administrator."""


def ensure_roles(connection_url: str) -> None:
    """Create `hearth_app` and `hearth_keeper`, and let the login role of the URL become them. Safe to repeat.

    Works for a superuser and for an ordinary role that owns the database and has CREATEROLE (PostgreSQL 15 to 18).
    Raises RolesMissing when it has neither and an administrator has not created the roles.
    """
    with psycopg.connect(connection_url, autocommit=True) as connection:
        for role in (APPLICATION, KEEPER):
            try:
                _create_role(connection, role)
                _let_login_role_become(connection, role)
            except psycopg.errors.InsufficientPrivilege as problem:
                raise RolesMissing(_advice(connection)) from problem
        connection.execute(SCHEMA_GRANTS)


def _create_role(connection: psycopg.Connection, role: str) -> None:
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        return
    try:
        connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))
    except psycopg.errors.DuplicateObject:  # another server created it at the same moment
        return


def _let_login_role_become(connection: psycopg.Connection, role: str) -> None:
    # Up to PostgreSQL 15 membership is enough; from 16 on the right to SET ROLE is granted on its own.
    privilege = "SET" if connection.info.server_version >= 160000 else "MEMBER"
    if _may(connection, role, privilege) and _may(connection, role, "USAGE"):
        return
    connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def _may(connection: psycopg.Connection, role: str, privilege: str) -> bool:
    row = connection.execute("SELECT pg_has_role(session_user, %s, %s)", [role, privilege]).fetchone()
    return bool(row and row[0])


def _advice(connection: psycopg.Connection) -> str:
    return (
        f"The database role {connection.info.user} may not create the roles Hearth needs. Ask an administrator to run: "
        f"CREATE ROLE {APPLICATION} NOLOGIN; CREATE ROLE {KEEPER} NOLOGIN; "
        f"GRANT {APPLICATION}, {KEEPER} TO {connection.info.user};"
    )


# Tables that keep their own rows when two records are joined: what was audited stays as it was audited, and the rest is
# worked out anew or has one row a person for ever (ADR 0021).
KEEP_THEIR_ROWS = """
    'core_sight', 'holding_holding', 'holding_holderchange', 'people_circumstances', 'people_namekey'
"""
FOLLOW = f"""
    DO $follow$
    DECLARE t record;
    BEGIN
      IF to_regprocedure('people_follow_merge()') IS NULL THEN RETURN; END IF;
      FOR t IN
        SELECT c.oid::regclass AS name, c.relname, k.attname AS key,
               NOT has_table_privilege('hearth_keeper', c.oid, 'UPDATE') AS only_grows
          FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'person_id' AND NOT a.attisdropped
          JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
          JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = i.indkey[0]
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'core_auditevent'
      LOOP
        IF t.relname NOT IN ({KEEP_THEIR_ROWS}) THEN
          EXECUTE format('CREATE OR REPLACE TRIGGER follow_merge BEFORE INSERT ON %s FOR EACH ROW '
                         'EXECUTE FUNCTION people_follow_merge(%L)', t.name, t.key);
        END IF;
        IF t.only_grows THEN
          EXECUTE format('GRANT UPDATE (person_id) ON %s TO hearth_keeper', t.name);
          EXECUTE format('CREATE OR REPLACE TRIGGER moved_with_a_trace BEFORE UPDATE ON %s FOR EACH ROW '
                         'EXECUTE FUNCTION people_moved_with_a_trace(%L)', t.name, t.key);
        END IF;
      END LOOP;
    END $follow$
"""  # noqa: S608  SQL from constants, never from input


def grant_statements(models: Iterable[type["Model"]]) -> list[sql.SQL | sql.Composed]:
    """What the owner runs after every migration: the application may read and write rows, and no more.

    A model with `append_only = True` can be added to, never changed or deleted from; not by the keeper either, which
    the application may become.
    """
    revoke = sql.SQL("REVOKE UPDATE, DELETE ON {} FROM hearth_app, hearth_keeper")
    append_only = [model._meta.db_table for model in models if getattr(model, "append_only", False)]
    return [
        sql.SQL(SCHEMA_GRANTS),
        sql.SQL(GRANTS),
        *(revoke.format(sql.Identifier(table)) for table in sorted(append_only)),
        sql.SQL(FOLLOW),
    ]
