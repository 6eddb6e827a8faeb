"""The locks on what people close to somebody tell and keep, and the two narrow questions their words need."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from hearth.carers import policies
from hearth.core.policies import definer, person_table
from hearth.core.sight import Level

# They tell of somebody they are beside, also of one whose record was joined into another since.
IS_BESIDE = """
  SELECT EXISTS (SELECT 1 FROM sharing_supporting s JOIN people_person p ON p.id = s.about_id
                  WHERE s.person_id = carer AND about IN (p.id, p.merged_into_id))
"""

# Who owes reading it. Only whoever is beside them may ask, and no page shows the answer.
WHO_READS = """
  SELECT h.holder_id, h.hub_id
    FROM people_person p
    JOIN people_person q ON q.id = coalesce(p.merged_into_id, p.id) AND q.status <> 'died'
    JOIN holding_holding h ON h.person_id = q.id
   WHERE p.id = about AND (SELECT hearth_kind()) = 'person'
     AND EXISTS (SELECT 1 FROM sharing_supporting s
                  WHERE s.about_id = about AND s.person_id = ANY((SELECT hearth_viewers())::uuid[]))
"""


def locked(table: str, reading: str, adding: str) -> RunSQL:
    """Enable and force row security with these conditions. What was told is never changed, so nothing more is said."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY keeper ON {table} TO hearth_keeper USING (true) WITH CHECK (true);
        CREATE POLICY reading ON {table} FOR SELECT TO hearth_app USING ({reading});
        CREATE POLICY adding ON {table} FOR INSERT TO hearth_app WITH CHECK ({adding});
        CREATE POLICY removing ON {table} FOR DELETE TO hearth_app USING ({reading});
        """,
        f"""
        DROP POLICY keeper ON {table}; DROP POLICY reading ON {table}; DROP POLICY adding ON {table};
        DROP POLICY removing ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("carers", "0001_what_carers_tell"),
        ("sharing", "0008_supporters"),
        ("holding", "0011_shift_change"),
        ("people", "0009_names_before"),
    ]

    operations = [
        definer("carers_is_beside(carer uuid, about uuid)", IS_BESIDE, returns="boolean"),
        definer("carers_who_reads(about uuid)", WHO_READS, returns="TABLE (holder_id uuid, hub_id uuid)"),
        locked("carers_seeing", policies.SEEING_IS_SEEN, policies.SEEING_IS_TOLD),
        locked("carers_seeingread", policies.READING_IS_SEEN, policies.READ_BY_A_WORKER),
        locked("carers_note", policies.NOTE_IS_SEEN, policies.NOTE_IS_SEEN),
        person_table("carers_assessmentask", Level.FULL),
    ]
