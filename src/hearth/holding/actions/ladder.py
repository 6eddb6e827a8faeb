"""Nobody's promise runs out unseen: a named human hears before it is broken, and another one when it is."""

from datetime import datetime

from django.db import connection

from hearth.core import audit
from hearth.core.actions import action
from hearth.core.actor import Actor
from hearth.holding import permissions

# Before it is broken, whoever owes it. Once it is, whoever leads them as well: their manager, or the hub's.
TELL = """
    WITH late AS (
      SELECT c.id, c.person_id, c.owner_id, c.due_at FROM core_clock c
       WHERE c.stopped_at IS NULL AND c.amber_at <= %(at)s AND c.owner_id IS NOT NULL
         -- While the person chose to wait, nobody owes it.
         AND c.paused_at IS NULL
    ), told AS (
      SELECT l.id, l.person_id, 'amber' AS rung, l.owner_id AS to_id FROM late l
      UNION ALL
      SELECT l.id, l.person_id, 'red', l.owner_id FROM late l WHERE l.due_at <= %(at)s
      UNION ALL
      SELECT l.id, l.person_id, 'red', coalesce(leader.id, hub.id) FROM late l
        JOIN organisations_membership owner ON owner.id = l.owner_id
        LEFT JOIN organisations_membership leader ON leader.id = owner.manager_id AND leader.is_active
        LEFT JOIN LATERAL (
          SELECT m.id FROM holding_holding h JOIN organisations_membership m ON m.hub_id = h.hub_id
           WHERE h.person_id = l.person_id AND m.role = 'hub-manager' AND m.is_active
           ORDER BY m.started_at LIMIT 1) hub ON true
       WHERE l.due_at <= %(at)s AND coalesce(leader.id, hub.id) <> l.owner_id
    )
    INSERT INTO core_clocknotice (id, clock_id, person_id, rung, to_id, told_at)
    SELECT gen_random_uuid(), t.id, t.person_id, t.rung, t.to_id, %(at)s FROM told t
     WHERE NOT EXISTS (SELECT 1 FROM core_clocknotice n
                        WHERE n.clock_id = t.id AND n.rung = t.rung AND n.to_id = t.to_id)
    ON CONFLICT DO NOTHING
"""


@action
def tell_what_is_late(actor: Actor, /, *, at: datetime) -> int:
    """Tell everyone who has to know of a promise that is soon too late or already is. Returns how many were told.

    Each is told once for each rung, however often this runs. Raises NotPermitted for anyone but Hearth itself.
    """
    permissions.check_hearth_itself(actor)
    with connection.cursor() as cursor:
        cursor.execute(TELL, {"at": at})
        told = int(cursor.rowcount)
    audit.record(actor, "holding.told_what_is_late", subject=audit.Whole("everybody"), at=at, detail={"told": told})
    return told
