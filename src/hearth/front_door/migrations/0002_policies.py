"""The lock on referrals, and the two narrow questions asked from outside it."""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level

# The shift lead on duty, else the one due next, else the hub's manager: a human being, always (DOMAIN 4.2).
LEAD_ON_DUTY = """
  SELECT m.id FROM organisations_membership m
  LEFT JOIN organisations_shift s ON s.membership_id = m.id AND s.hub_id = h AND s.leads AND s.ends_at > moment
  WHERE m.is_active AND (s.id IS NOT NULL OR (m.hub_id = h AND m.role IN ('hub-manager', 'shift-lead')))
  ORDER BY s.starts_at > moment NULLS LAST, s.starts_at, m.role, m.id LIMIT 1
"""

RECEIPT = """
  SELECT r.received_at, w.given_name, hub.name, hub.phone, r.read_at, reader.given_name, h.status
  FROM front_door_referral r
  JOIN holding_holding h ON h.person_id = r.person_id
  JOIN organisations_hub hub ON hub.id = r.hub_id
  LEFT JOIN organisations_membership m ON m.id = h.holder_id
  LEFT JOIN organisations_worker w ON w.id = m.worker_id
  LEFT JOIN organisations_membership rm ON rm.id = r.read_by_id
  LEFT JOIN organisations_worker reader ON reader.id = rm.worker_id
  WHERE r.return_hash = secret OR r.code_hash = secret
"""


class Migration(migrations.Migration):
    dependencies = [("front_door", "0001_initial"), ("holding", "0002_one_holder")]

    operations = [
        person_table("front_door_referral", Level.FULL, listed=True),
        definer("front_door_lead_on_duty(h uuid, moment timestamptz)", LEAD_ON_DUTY, returns="uuid"),
        definer(
            "front_door_receipt(secret text)",
            RECEIPT,
            returns="TABLE (received_at timestamptz, holder text, hub text, phone text, read_at timestamptz, "
            "reader text, status text)",
        ),
    ]
