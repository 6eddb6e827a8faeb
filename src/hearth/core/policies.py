"""The lock: row-level security, written once and put on every table that holds something about a person.

`sees()` is the single wording of the decision "may this viewer know this much of this person now". Policies use it,
and `visible_to` uses it through `core.querysets`, so screens and database ask the same rows in the same words.
"""

from django.db.migrations.operations import RunSQL

LIVE = "s.from_at <= (SELECT hearth_now()) AND s.until_at > (SELECT hearth_now())"
IS_ABOUT = "{person} = (SELECT hearth_about())"
SEEN_IN_PLACE = f"""(SELECT CASE WHEN min(s.level) >= 0 THEN least(max(s.level), (SELECT hearth_ceiling())) ELSE -1 END
        FROM core_sight s
       WHERE s.person_id = {{person}} AND s.viewer_id = ANY((SELECT hearth_viewers())::uuid[]) AND {LIVE})"""


def sees(person: str, level: str, *, listed: bool = False) -> str:
    """SQL: the viewers in scope have a live sight row of at least `level` on `person`, and none that blocks them.

    What is seen of the one person a page is about is asked once a statement, of anyone else once a row. `listed` is
    for tables read for many people at once: the words of `hearth_sight` in place, slower to plan and faster to run.
    """
    of_another = SEEN_IN_PLACE.format(person=person) if listed else f"hearth_sight({person})"
    return f"""(CASE WHEN {IS_ABOUT.format(person=person)} THEN (SELECT hearth_sight(hearth_about()))
        ELSE {of_another} END >= {level})"""


def person_table(
    table: str, level: int, *, person: str = "person_id", also: str = "", to_add: str = "", listed: bool = False
) -> RunSQL:
    """Enable and force row security on a table of personal data.

    Reading and changing ask for `level`. Adding asks only for a named actor (`to_add` narrows it): somebody new
    is written before anyone can see them. `also` is a further condition for reading, in SQL; `listed` as for `sees`.
    """
    condition = sees(f"{table}.{person}", str(int(level)), listed=listed)
    reading = f"{condition} AND {also}" if also else condition
    adding = to_add or "(SELECT hearth_kind()) <> ''"
    return RunSQL(
        f"""
        ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
        CREATE POLICY keeper ON {table} TO hearth_keeper USING (true) WITH CHECK (true);
        CREATE POLICY reading ON {table} FOR SELECT TO hearth_app USING ({reading});
        CREATE POLICY adding ON {table} FOR INSERT TO hearth_app WITH CHECK ({adding});
        CREATE POLICY changing ON {table} FOR UPDATE TO hearth_app USING ({reading}) WITH CHECK (true);
        CREATE POLICY removing ON {table} FOR DELETE TO hearth_app USING ({reading});
        """,
        f"""
        DROP POLICY keeper ON {table}; DROP POLICY reading ON {table}; DROP POLICY adding ON {table};
        DROP POLICY changing ON {table}; DROP POLICY removing ON {table};
        ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
        """,
    )


def definer(signature: str, body: str, *, returns: str, language: str = "sql", volatility: str = "STABLE") -> RunSQL:
    """A function that policies do not bind: it belongs to hearth_keeper and answers one narrow question."""
    name = signature.split("(", 1)[0]
    types = signature.split("(", 1)[1].rstrip(")")
    arguments = ", ".join(part.strip().split(" ", 1)[1] for part in types.split(",") if part.strip())
    return RunSQL(
        f"""
        CREATE OR REPLACE FUNCTION {signature} RETURNS {returns} LANGUAGE {language} {volatility} SECURITY DEFINER
        SET search_path = public, pg_temp AS $body$ {body} $body$;
        ALTER FUNCTION {name}({arguments}) OWNER TO hearth_keeper;
        REVOKE ALL ON FUNCTION {name}({arguments}) FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION {name}({arguments}) TO hearth_app, hearth_keeper;
        """,
        f"DROP FUNCTION {name}({arguments})",
    )
