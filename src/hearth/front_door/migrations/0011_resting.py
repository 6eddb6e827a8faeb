"""Who rests is found at once, and how long a hub's people wait is asked with one look at what the asker may see."""

from django.db import migrations, models

from hearth.core.policies import definer, sees
from hearth.core.sight import Level

# Row by row the same locks were asked three times of the same person: of the referral, by both locks, and of its clock.
OF_THESE = f"""
    WITH theirs AS MATERIALIZED (
           SELECT r.id FROM front_door_referral r
            WHERE {{hub}} r.joined_to_id IS NULL AND r.status <> 'resting'
              AND (r.ended_at IS NULL OR r.ended_at >= since OR r.status = 'unreached')
              AND {sees("r.person_id", str(int(Level.FULL)), listed=True)})
    SELECT c.definition::text, c.started_at, c.stopped_at
      FROM theirs JOIN core_clock c ON c.subject_id = theirs.id
       AND c.definition = ANY(promises) AND c.subject_type = 'Referral'
       AND (c.stopped_at IS NULL OR c.stopped_at >= since)"""
WAITS = f"""
BEGIN
    IF here IS NULL THEN
        RETURN QUERY {OF_THESE.format(hub="")};
    ELSE
        RETURN QUERY {OF_THESE.format(hub="r.hub_id = here AND")};
    END IF;
END"""


class Migration(migrations.Migration):
    dependencies = [("front_door", "0010_leads_on"), ("core", "0007_clocks_in_place")]
    operations = [
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                fields=["hub"], condition=models.Q(status__in=["resting", "unreached"]), name="referral_resting"
            ),
        ),
        migrations.AddIndex(
            model_name="referral", index=models.Index(fields=["hub", "ended_at"], name="referral_hub_ended")
        ),
        definer(
            "front_door_waits(here uuid, promises text[], since timestamptz)",
            WAITS,
            returns="TABLE (promise text, began_at timestamptz, until_at timestamptz)",
            language="plpgsql",
        ),
    ]
