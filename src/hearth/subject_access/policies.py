"""Who reads what of a request, in SQL: the person where it stands, guardians all requests, reviewers their part."""

from django.db.migrations.operations import RunSQL

from hearth.core.policies import sees
from hearth.core.sight import Level
from hearth.sharing.policies import AUDITS

# Whoever was asked to look at a part, or at one item. Belongs to the keeper, so that no policy asks itself.
ASKED_TO_LOOK = """
  SELECT EXISTS (SELECT 1 FROM subject_access_accesspart p
                  WHERE p.request_id = asked AND p.reviewer_id = (SELECT hearth_membership()))
      OR EXISTS (SELECT 1 FROM subject_access_itemasked q JOIN subject_access_accessitem i ON i.id = q.item_id
                  WHERE i.request_id = asked AND q.membership_id = (SELECT hearth_membership()))
"""
# Reading the words ends for reviewers when it is given; what the person sealed and may read themselves no worker reads.
MAY_READ_ITEM = """
  SELECT EXISTS (
    SELECT 1 FROM subject_access_accessitem i
      JOIN subject_access_accesspart p ON p.id = i.part_id
      JOIN subject_access_accessrequest r ON r.id = i.request_id
     WHERE i.id = wanted AND i.open_to_workers
       AND (r.answers_id = (SELECT hearth_membership())
            OR (r.status IN ('reviewing', 'ready')
                AND (p.reviewer_id = (SELECT hearth_membership())
                     OR EXISTS (SELECT 1 FROM subject_access_itemasked q
                                 WHERE q.item_id = i.id AND q.membership_id = (SELECT hearth_membership()))))))
"""
OWN = "((SELECT hearth_kind()) = 'person' AND {table}.person_id = ANY((SELECT hearth_viewers())::uuid[]))"
WORKERS_ALONGSIDE = "((SELECT hearth_kind()) = 'worker' AND {sees})"


def request_is_seen(table: str, request: str) -> str:
    """SQL: guardians, the person themselves, workers who may know everything, and whoever was asked to look."""
    alongside = WORKERS_ALONGSIDE.format(sees=sees(f"{table}.person_id", str(int(Level.FULL))))
    return f"({AUDITS} OR {OWN.format(table=table)} OR {alongside} OR subject_access_asked_to_look({table}.{request}))"


REQUEST_IS_SEEN = request_is_seen("subject_access_accessrequest", "id")
MOVE_IS_SEEN = request_is_seen("subject_access_accessmove", "request_id")
IDENTITY_IS_SEEN = request_is_seen("subject_access_identitycheck", "request_id")
EXTENSION_IS_SEEN = request_is_seen("subject_access_extension", "request_id")
HANDING_IS_SEEN = request_is_seen("subject_access_handing", "request_id")
PART_IS_SEEN = f"({AUDITS} OR subject_access_asked_to_look(subject_access_accesspart.request_id))"
ITEM_IS_SEEN = "subject_access_may_read(subject_access_accessitem.id)"
ASKED_IS_SEEN = "subject_access_may_read(subject_access_itemasked.item_id)"
DECISION_IS_SEEN = "subject_access_may_read(subject_access_itemdecision.item_id)"
# The person once it is given to them; until then, and where somebody else asked for them, whoever answers.
PACKAGE_IS_SEEN = f"""EXISTS (SELECT 1 FROM subject_access_accessrequest r
    WHERE r.id = subject_access_package.request_id
      AND (r.answers_id = (SELECT hearth_membership())
           OR ({OWN.format(table="subject_access_package")} AND r.asked_by = 'person' AND r.status = 'delivered')))"""


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
