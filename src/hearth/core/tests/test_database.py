"""What the application's role may and may not do to a migrated database."""

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction


def run(statement: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


@pytest.mark.django_db
class TestApplicationRole:
    def test_is_who_we_are(self):
        assert run("SELECT current_user, session_user <> current_user") == [("hearth_app", True)]

    def test_owns_nothing_and_is_bound_by_policies(self):
        owned = run("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = 'hearth_app'")
        free = run("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname IN ('hearth_app', 'hearth_keeper')")

        assert owned == [(0,)]
        assert free == [(False,), (False,)]

    def test_cannot_change_the_schema(self):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run("CREATE TABLE public.mine (id int)")

    def test_cannot_say_a_migration_ran(self):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            run("INSERT INTO django_migrations (app, name, applied) VALUES ('core', '9999', now())")

    @pytest.mark.parametrize("role", ["hearth_app", "hearth_keeper"])
    def test_can_only_add_to_what_is_written_once(self, role):
        tables = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]

        allowed = {
            (table, right): run(f"SELECT has_table_privilege('{role}', '{table}', '{right}')")[0][0]
            for table in tables
            for right in ("SELECT", "INSERT", "UPDATE", "DELETE")
        }

        assert tables
        assert {right for (_, right), yes in allowed.items() if yes} == {"SELECT", "INSERT"}
        assert not any(yes for (_, right), yes in allowed.items() if right in {"UPDATE", "DELETE"})

    def test_nobody_else_may_call_our_functions(self):
        open_functions = """SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            AND has_function_privilege('pg_monitor', oid, 'EXECUTE')"""

        assert run(open_functions) == []


@pytest.mark.django_db(transaction=True)
class TestTestDatabase:
    @pytest.mark.parametrize("time", ["first", "second"])
    def test_is_fresh_after_a_test_that_commits(self, time):
        assert run("SELECT count(*) FROM hearth_cache") == [(0,)], time

        run("INSERT INTO hearth_cache (cache_key, value, expires) VALUES ('a', 'b', now())")
