"""The decision in SQL: what every cause of sight amounts to, for one person from one moment on.

The one writer of sight (`sharing_rewrite_sight`) and `hearth check` both use these words. `sharing.rules` says the same
in Python; a property test holds the two equal on random worlds.
"""

# Named here are the person and the moment. An organisation the person has never decided about sees what the person
# would expect: the team's own organisation and the holder everything, anyone else nothing (DOMAIN 4.6 b). Nobody sees a
# record that was joined into another; a restricted one opens by name alone.
_ANSWER = """
  WITH state AS (
    SELECT status FROM people_person WHERE id = {person}
  ), relation AS (
    SELECT r.id, r.kind, r.from_at, coalesce(r.until_at, 'infinity') AS until_at,
           coalesce(seat.id, m.id) AS viewer_id, m.id AS membership_id, r.team_id,
           coalesce(seat.organisation_id, m.organisation_id) AS organisation_id,
           CASE WHEN r.kind IN ('holder', 'on-call', 'present') AND m.id IS NOT NULL THEN 40
                WHEN seat.organisation_id = team.organisation_id THEN 40 ELSE 0 END AS implied
      FROM sharing_relationship r
      LEFT JOIN organisations_membership m ON m.id = r.membership_id
      LEFT JOIN organisations_team team ON team.id = r.team_id
      LEFT JOIN organisations_seat seat ON seat.team_id = r.team_id
     WHERE r.person_id = {person} AND coalesce(r.until_at, 'infinity') > {moment}
       AND coalesce(seat.id, m.id) IS NOT NULL
  ), choice AS (
    SELECT whom_kind, whom_id, level, from_at, coalesce(until_at, 'infinity') AS until_at
      FROM sharing_circlechoice WHERE person_id = {person}
  ), decided AS (
    SELECT whom_id, min(from_at) AS first_at FROM choice WHERE whom_kind = 'organisation' GROUP BY whom_id
  ), answer AS (
    SELECT {person} AS viewer_id, 40 AS level, 2 AS clearance, 'self' AS basis, '-infinity'::timestamptz AS from_at,
           'infinity'::timestamptz AS until_at
    UNION ALL
    SELECT r.viewer_id, r.implied, 0, r.kind, r.from_at, least(r.until_at, d.first_at)
      FROM relation r LEFT JOIN decided d ON d.whom_id = r.organisation_id
    UNION ALL
    SELECT r.viewer_id, c.level, 0, r.kind, greatest(r.from_at, c.from_at), least(r.until_at, c.until_at)
      FROM relation r JOIN choice c ON c.whom_kind = 'organisation' AND c.whom_id = r.organisation_id
    UNION ALL
    SELECT r.viewer_id, 10, 0, r.kind, r.from_at, r.until_at FROM relation r WHERE r.kind IN ('holder', 'asked')
    UNION ALL
    SELECT c.whom_id, c.level, 0, 'named', greatest(r.from_at, c.from_at), least(r.until_at, c.until_at)
      FROM choice c
      JOIN relation r ON r.membership_id = c.whom_id OR EXISTS (
           SELECT 1 FROM organisations_seatholder h WHERE h.seat_id = r.viewer_id AND h.membership_id = c.whom_id)
     WHERE c.whom_kind = 'worker' AND c.level > 0
    UNION ALL
    SELECT m.worker_id, -1, 0, 'blocked', c.from_at, c.until_at
      FROM choice c JOIN organisations_membership m ON m.id = c.whom_id
     WHERE c.whom_kind = 'worker' AND c.level = 0
    UNION ALL
    SELECT c.whom_id, c.level, 0, 'supporter', c.from_at, c.until_at FROM choice c WHERE c.whom_kind = 'supporter'
    UNION ALL
    SELECT b.membership_id, 40, CASE WHEN b.opens_hidden THEN 2 ELSE 1 END, 'break-glass', b.opened_at, b.until_at
      FROM sharing_breakglass b WHERE b.person_id = {person}
    UNION ALL
    SELECT b.worker_id, -1, 0, 'blocked', b.from_at, coalesce(b.until_at, 'infinity')
      FROM sharing_block b WHERE b.person_id = {person}
  )
  SELECT {person} AS person_id, viewer_id, level, clearance, basis, from_at, until_at FROM answer
   WHERE level <> 0 AND until_at > from_at AND until_at > {moment}
     AND (SELECT status FROM state) <> 'merged-into'
     AND ((SELECT status FROM state) <> 'restricted'
          OR basis IN ('self', 'holder', 'asked', 'named', 'supporter', 'break-glass', 'blocked'))
"""


def sight_from(*, person: str, moment: str) -> str:
    """SQL: the sight rows of this person that hold at this moment or later, worked out anew. Both are SQL words."""
    return _ANSWER.format(person=person, moment=moment)
