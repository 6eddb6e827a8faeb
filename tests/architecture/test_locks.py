"""The locks of the database itself: row security on everything about a person, and ledgers that only grow."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from hearth.core.actor import PUBLIC
from hearth.core.scope import acting_as
from hearth.organisations.tests.factories import NOON

pytestmark = pytest.mark.django_db

# A table is about a person if it names one, whatever the column is called, or is the table of people.
OF_PEOPLE = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity,
       ARRAY(SELECT p.polname FROM pg_policy p WHERE p.polrelid = c.oid AND 'hearth_keeper'::regrole = ANY(p.polroles)),
       EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND 0 = ANY(p.polroles)),
       EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*')
                 AND 'hearth_app'::regrole = ANY(p.polroles) AND pg_get_expr(p.polqual, p.polrelid) = 'true')
  FROM pg_class c
 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
   AND (c.oid = 'people_person'::regclass
        OR EXISTS (SELECT 1 FROM pg_attribute a
                    WHERE a.attrelid = c.oid AND a.attname = 'person_id' AND NOT a.attisdropped)
        OR EXISTS (SELECT 1 FROM pg_constraint k
                    WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid = 'people_person'::regclass))
"""
MAY = "SELECT has_table_privilege('hearth_app', %s, %s), has_table_privilege('hearth_keeper', %s, %s)"
OPEN_DEFINERS = """
SELECT proname FROM pg_proc
 WHERE prosecdef AND pronamespace = 'public'::regnamespace AND has_function_privilege('public', oid, 'EXECUTE')
"""


def unlocked():
    """Tables about people that anybody but the keeper may read whole."""
    with connection.cursor() as cursor:
        cursor.execute(OF_PEOPLE)
        return sorted(
            name
            for name, forced, keeper, for_anybody, app_reads_all in cursor.fetchall()
            if not forced or keeper != ["keeper"] or for_anybody or app_reads_all
        )


def rights(table, privilege):
    """Whether the application, and the keeper, have this privilege on this table."""
    with connection.cursor() as cursor:
        cursor.execute(MAY, [table, privilege, table, privilege])
        return cursor.fetchone()


def ledgers():
    return [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]


class TestTablesAboutPeople:
    def test_are_locked_every_one(self):
        assert unlocked() == []

    @pytest.mark.parametrize(
        "table",
        [
            "CREATE TABLE a_note (id int, person_id uuid)",
            "CREATE TABLE a_note (id int, whose uuid REFERENCES people_person)",
            "CREATE TABLE a_note (person_id uuid); ALTER TABLE a_note ENABLE ROW LEVEL SECURITY",
            "CREATE TABLE a_note (person_id uuid); ALTER TABLE a_note ENABLE ROW LEVEL SECURITY;"
            "ALTER TABLE a_note FORCE ROW LEVEL SECURITY;"
            "CREATE POLICY keeper ON a_note TO hearth_keeper USING (true);"
            "CREATE POLICY reading ON a_note FOR SELECT TO hearth_app USING (true)",
            "CREATE TABLE a_note (person_id uuid); ALTER TABLE a_note ENABLE ROW LEVEL SECURITY;"
            "ALTER TABLE a_note FORCE ROW LEVEL SECURITY;"
            "CREATE POLICY keeper ON a_note TO hearth_keeper USING (true);"
            "CREATE POLICY reading ON a_note USING (person_id IS NULL)",
        ],
    )
    def test_would_be_noticed_unlocked(self, table):
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute(table)

        assert unlocked() == ["a_note"]

    def test_show_nothing_outside_a_scope(self):
        with connection.cursor() as cursor:
            cursor.execute(OF_PEOPLE)
            tables = [row[0] for row in cursor.fetchall()]
            cursor.execute(" UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in tables))
            assert {count for (count,) in cursor.fetchall()} == {0}
        assert len(tables) > 20


class TestLedgers:
    @pytest.mark.parametrize("table", ledgers())
    def test_can_be_added_to_and_read(self, table):
        assert rights(table, "INSERT")[1]
        assert rights(table, "SELECT")[0]

    @pytest.mark.parametrize("privilege", ["UPDATE", "DELETE", "TRUNCATE"])
    @pytest.mark.parametrize("table", ledgers())
    def test_can_be_changed_by_nobody(self, table, privilege):
        assert rights(table, privilege) == (False, False)

    def test_are_the_ones_we_know(self):
        assert {"record_entry", "core_auditevent", "core_auditlink", "sharing_look"} <= set(ledgers())
        assert rights("sharing_breakglass", "UPDATE") == (True, True)

    @pytest.mark.parametrize("table", ledgers())
    def test_refuse_even_whoever_tries(self, table):
        column = "id" if table != "core_auditlink" else "hash"
        with acting_as(PUBLIC, at=NOON), connection.cursor() as cursor:
            for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
                with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                    cursor.execute(statement)


class TestDefiners:
    def test_are_not_for_the_public(self):
        with connection.cursor() as cursor:
            cursor.execute(OPEN_DEFINERS)
            assert cursor.fetchall() == []

    def test_would_be_noticed_open(self):
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("CREATE FUNCTION anybody() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'")
            cursor.execute(OPEN_DEFINERS)
            assert cursor.fetchall() == [("anybody",)]
