from django.db import migrations, models

from hearth.core.policies import definer

# Nothing is counted of what finds no room, so nobody waits longer for having tried.
KNOCK = """
BEGIN
  IF NOT (SELECT bool_and(r.most > (
            SELECT count(*) FROM core_knock k
             WHERE k.place = at_place AND k.knocked_at > moment - make_interval(mins => r.span)
               AND CASE r.whom WHEN 'address' THEN k.address = from_address ELSE k.browser = from_browser END))
            FROM unnest(mosts, spans, whoms) AS r (most, span, whom)) THEN
    RETURN false;
  END IF;
  DELETE FROM core_knock WHERE knocked_at < moment - interval '1 day';
  INSERT INTO core_knock (place, address, browser, knocked_at) VALUES (at_place, from_address, from_browser, moment);
  RETURN true;
END
"""

LOCK = """
ALTER TABLE core_knock ENABLE ROW LEVEL SECURITY;
ALTER TABLE core_knock FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON core_knock TO hearth_keeper USING (true) WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0003_clock_notice")]

    operations = [
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=40)),
                ("address", models.CharField(max_length=64)),
                ("browser", models.CharField(max_length=64)),
                ("knocked_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["place", "address", "-knocked_at"], name="knock_address"),
                    models.Index(fields=["place", "browser", "-knocked_at"], name="knock_browser"),
                    models.Index(fields=["knocked_at"], name="knock_old"),
                ],
            },
        ),
        migrations.RunSQL(LOCK, "DROP POLICY keeper ON core_knock"),
        definer(
            "core_knock(at_place text, from_address text, from_browser text, mosts int[], spans int[], whoms text[], "
            "moment timestamptz)",
            KNOCK,
            returns="boolean",
            language="plpgsql",
            volatility="VOLATILE",
        ),
    ]
