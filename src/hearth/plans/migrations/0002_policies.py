"""The locks on plans, and the narrow questions they ask."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from hearth.core.policies import definer
from hearth.plans import policies

READ = {
    "plans_partversion": policies.PART_IS_SEEN,
    "plans_cardversion": policies.CARD_IS_SEEN,
    "plans_goalversion": policies.GOAL_IS_SEEN,
    "plans_wishversion": policies.WISH_IS_SEEN,
    "plans_signature": policies.SIGNATURE_IS_SEEN,
    "plans_voice": policies.VOICE_IS_SEEN,
    "plans_partchoice": policies.PART_CHOICE_IS_SEEN,
    "plans_cardopening": policies.OPENING_IS_SEEN,
    "plans_reviewcause": policies.CAUSE_IS_SEEN,
    "plans_capacitydoubt": policies.DOUBT_IS_SEEN,
    "plans_packedcard": policies.PACKED_IS_SEEN,
}


def locked(table: str, reading: str) -> RunSQL:
    """Enable and force row security with this condition for reading, and so for changing; anybody named may add."""
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY keeper ON {table} TO hearth_keeper USING (true) WITH CHECK (true);
        CREATE POLICY reading ON {table} FOR SELECT TO hearth_app USING ({reading});
        CREATE POLICY adding ON {table} FOR INSERT TO hearth_app WITH CHECK ((SELECT hearth_kind()) <> '');
        CREATE POLICY changing ON {table} FOR UPDATE TO hearth_app USING ({reading}) WITH CHECK (true);
        """,
        f"""
        DROP POLICY keeper ON {table}; DROP POLICY reading ON {table}; DROP POLICY adding ON {table};
        DROP POLICY changing ON {table}; ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0001_the_plan"),
        ("sharing", "0007_joined_and_restricted"),
        ("record", "0012_a_day_to_end"),
    ]

    operations = [
        *(
            definer(f"{table}_superseded(v uuid)", policies.superseded(table), returns="boolean")
            for table in policies.SAME
        ),
        definer("plans_level_of_part(p uuid, part text)", policies.LEVEL_OF_PART, returns="smallint"),
        definer("plans_card_is_open(p uuid)", policies.CARD_IS_OPEN, returns="boolean"),
        *(locked(table, reading) for table, reading in READ.items()),
    ]
