from django.db import migrations, models

# Since the first pause that nothing resumed, as `core.clocks` reads it.
WHO_WAITS = """
    UPDATE core_clock c SET paused_at = waits.since
      FROM (SELECT e.clock_id, min(e.occurred_at) AS since FROM core_clockevent e
             WHERE e.kind = 'pause' AND NOT EXISTS (
                   SELECT 1 FROM core_clockevent r
                    WHERE r.clock_id = e.clock_id AND r.kind = 'resume' AND r.occurred_at >= e.occurred_at)
             GROUP BY e.clock_id) waits
     WHERE waits.clock_id = c.id AND c.stopped_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_unsafe_now"),
    ]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="paused_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(WHO_WAITS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("stopped_at", None), ("paused_at", None), _connector="OR"),
                name="clock_kept_waits_no_more",
            ),
        ),
    ]
