"""Joining and parting two records of one person, and what a custodian reads first."""

from importlib import import_module

from django.db import migrations

from hearth.core.policies import definer

join = import_module("hearth.identity.migrations._join")
part = import_module("hearth.identity.migrations._part")
read = import_module("hearth.identity.migrations._read")
# A custodian sees none of these people, and tells each what was decided.
TELLING = """
CREATE POLICY custodians ON record_entry FOR INSERT TO hearth_app WITH CHECK (
  record_entry.kind = 'decision' AND record_entry.subject_type = 'Merge'
  AND record_entry.author_id = (SELECT hearth_membership()) AND (SELECT people_is_custodian()))
"""
WRITES = {"returns": "void", "language": "plpgsql", "volatility": "VOLATILE"}
TABLES_ARE = "TABLE (table_name text, column_name text, pk text, pk_type text)"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0007_custodians"),
        ("sharing", "0007_joined_and_restricted"),
        ("record", "0008_writing_together"),
        ("messaging", "0004_plain_words"),
        ("holding", "0009_links"),
        ("front_door", "0007_ended"),
    ]

    operations = [
        migrations.RunSQL(TELLING, "DROP POLICY custodians ON record_entry"),
        definer("people_tables_of_people()", join.TABLES, returns=TABLES_ARE),
        definer("people_joining_obstacle(a uuid, b uuid)", join.OBSTACLE, returns="text"),
        definer(
            "people_change_row(m uuid, t text, pk text, k text, becomes jsonb, moment timestamptz)",
            join.CHANGE,
            **WRITES,
        ),
        definer(
            "people_move_rows(m uuid, t text, c text, pk text, pk_type text, how text, source uuid, onto uuid, "
            "moment timestamptz, these text[])",
            join.MOVE_ROWS,
            **WRITES,
        ),
        definer(
            "people_leaning(who uuid, other uuid)",
            join.LEANING,
            returns="TABLE (table_name text, pk text, pk_type text, key text)",
            language="plpgsql",
        ),
        definer(
            "people_join_circles(m uuid, stays uuid, gone uuid, moment timestamptz)",
            join.JOIN_CIRCLES,
            returns="int",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer(
            "people_join_holdings(m uuid, stays uuid, gone uuid, moment timestamptz)", join.JOIN_HOLDINGS, **WRITES
        ),
        definer("people_join_facts(m uuid, stays uuid, gone uuid, moment timestamptz)", join.JOIN_FACTS, **WRITES),
        definer("people_join_drafts(m uuid, stays uuid, gone uuid, moment timestamptz)", join.JOIN_DRAFTS, **WRITES),
        definer(
            "people_join(m uuid, moment timestamptz)",
            join.JOIN,
            returns="text",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer(
            "people_unchange_row(c people_mergemove, pk text)",
            part.UNCHANGE,
            returns="boolean",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer(
            "people_part_holdings(m uuid, stays uuid, gone uuid, moment timestamptz)", part.PART_HOLDINGS, **WRITES
        ),
        definer(
            "people_part(m uuid, moment timestamptz, belong uuid[])",
            part.PART,
            returns="text",
            language="plpgsql",
            volatility="VOLATILE",
        ),
        definer("people_words_of(who uuid)", read.WORDS_OF, returns="jsonb"),
        definer("people_forget_keys(who uuid)", read.FORGET_KEYS, returns="void", volatility="VOLATILE"),
        definer("people_side(who uuid)", read.SIDE, returns="jsonb"),
        definer("people_near_twins(one uuid, other uuid)", read.NEAR_TWINS, returns="boolean"),
        definer("people_written_since(m uuid)", read.WRITTEN_SINCE, returns=read.SINCE),
        definer("people_names_for_custodians(whom uuid[])", read.NAMES, returns=read.NAMED),
    ]
