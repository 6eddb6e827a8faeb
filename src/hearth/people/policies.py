"""What of identity only named custodians read, in SQL, for the policies and for `visible_to` alike."""

from django.db.migrations.operations import RunSQL

from hearth.core.policies import sees
from hearth.core.sight import Level

CUSTODIAN = "(SELECT people_is_custodian())"
# Guardians look at who opens what was closed, and see nothing else of these people.
RESTRICTION_IS_SEEN = f"""({sees("people_restriction.person_id", str(int(Level.FULL)))}
    OR (SELECT hearth_has_power('audit.read')))"""


def custodian_table(table: str) -> RunSQL:
    """Enable and force row security on a table that names people and that only custodians and the keeper read."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY keeper ON {table} TO hearth_keeper USING (true) WITH CHECK (true);
        CREATE POLICY reading ON {table} FOR SELECT TO hearth_app USING ({CUSTODIAN});
        CREATE POLICY adding ON {table} FOR INSERT TO hearth_app WITH CHECK ({CUSTODIAN});
        CREATE POLICY changing ON {table} FOR UPDATE TO hearth_app USING ({CUSTODIAN}) WITH CHECK ({CUSTODIAN});
        """,
        f"""
        DROP POLICY keeper ON {table}; DROP POLICY reading ON {table};
        DROP POLICY adding ON {table}; DROP POLICY changing ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )
