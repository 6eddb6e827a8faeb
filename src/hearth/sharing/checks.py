"""Is the sight that was kept what its causes amount to?"""

from django.db import connection

from hearth.core.checks import Check
from hearth.core.scope import current_scope
from hearth.sharing.decision import sight_from
from hearth.sharing.proxy_rules import ages

COLUMNS = "person_id, viewer_id, level, clearance, basis, from_at, until_at"
# Whatever has ended already may still lie there until the next rewrite: nobody sees by it.
ASTRAY = f"""
    WITH kept AS (SELECT {COLUMNS} FROM core_sight WHERE until_at > %(at)s),
    decided AS (SELECT d.* FROM people_person q CROSS JOIN LATERAL ({sight_from(person="q.id", moment="%(at)s")}) d)
    SELECT DISTINCT person_id FROM (
        (SELECT {COLUMNS} FROM kept EXCEPT SELECT {COLUMNS} FROM decided)
        UNION ALL (SELECT {COLUMNS} FROM decided EXCEPT SELECT {COLUMNS} FROM kept)) astray ORDER BY 1
"""  # noqa: S608  SQL from constants, never from input


# A birthday that was put right later may leave a parent's sight lasting too long.
PARENTS = """
    SELECT x.id FROM sharing_proxy x
      JOIN sharing_circlechoice c ON c.id = x.choice_id AND c.level > 0
       AND coalesce(c.until_at, 'infinity') > %(at)s
      JOIN people_person p ON p.id = x.person_id
     WHERE x.kind = 'parent' AND p.birth_on + make_interval(years => %(age)s) <= %(at)s
"""


def checks() -> list[Check]:
    """What must be true of sharing."""
    return [
        Check("Everybody sees what relationships and circle amount to", sight_astray),
        Check("No parent sees by right what is a grown young person's to share", parents_too_long),
    ]


def parents_too_long() -> list[str]:
    """Parents who act for somebody past the age at which that ends."""
    given = {"at": current_scope().at, "age": ages()["parent"]["ends_at_age"]}
    with connection.cursor() as cursor:
        cursor.execute(PARENTS, given)
        return [f"proxy {key} lasts past the age at which it ends" for (key,) in cursor.fetchall()]


def sight_astray() -> list[str]:
    """People whose kept sight is not what the causes of it amount to now."""
    with connection.cursor() as cursor:
        cursor.execute(ASTRAY, {"at": current_scope().at})
        return [f"person {person_id} is seen otherwise than was decided" for (person_id,) in cursor.fetchall()]
