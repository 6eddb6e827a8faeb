"""The words PostgreSQL knows the actor by, and the locks on core's own tables."""

from django.db import migrations

from hearth.core.policies import definer, person_table
from hearth.core.sight import Level

WORDS = """
CREATE FUNCTION hearth_viewers() RETURNS uuid[] LANGUAGE sql STABLE AS
  $$ SELECT coalesce(nullif(current_setting('hearth.viewers', true), ''), '{}')::uuid[] $$;
CREATE FUNCTION hearth_kind() RETURNS text LANGUAGE sql STABLE AS
  $$ SELECT coalesce(current_setting('hearth.kind', true), '') $$;
CREATE FUNCTION hearth_ceiling() RETURNS smallint LANGUAGE sql STABLE AS
  $$ SELECT coalesce(nullif(current_setting('hearth.ceiling', true), ''), '0')::smallint $$;
CREATE FUNCTION hearth_now() RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('hearth.now', true), '')::timestamptz $$;
CREATE FUNCTION hearth_account() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('hearth.account', true), '')::uuid $$;
CREATE FUNCTION hearth_about() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('hearth.about', true), '')::uuid $$;
CREATE FUNCTION hearth_membership() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('hearth.membership', true), '')::uuid $$;
"""

AWAY = """
DROP FUNCTION hearth_viewers(); DROP FUNCTION hearth_kind(); DROP FUNCTION hearth_ceiling();
DROP FUNCTION hearth_now(); DROP FUNCTION hearth_account(); DROP FUNCTION hearth_membership(); DROP FUNCTION hearth_about();
"""

# The level at which the viewers in scope see a person now; -1 if they see nothing or are blocked. A function that
# keeps its plan, measured in a whole city: the same words inside every policy took longer to plan than to run.
SEEN_AT = """
BEGIN
  RETURN (SELECT CASE WHEN min(s.level) >= 0 THEN least(max(s.level), hearth_ceiling()) ELSE -1 END FROM core_sight s
           WHERE s.person_id = person AND s.viewer_id = ANY((SELECT hearth_viewers())::uuid[])
             AND s.from_at <= (SELECT hearth_now()) AND s.until_at > (SELECT hearth_now()));
END
"""

# Sight rows are read by the policies themselves, so their own policy must not ask sight again.
SIGHT = """
ALTER TABLE core_sight ENABLE ROW LEVEL SECURITY;
ALTER TABLE core_sight FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON core_sight TO hearth_keeper USING (true) WITH CHECK (true);
CREATE POLICY reading ON core_sight FOR SELECT TO hearth_app
  USING (viewer_id = ANY((SELECT hearth_viewers())::uuid[]));
"""

AUDIT = """
ALTER TABLE core_auditevent ENABLE ROW LEVEL SECURITY;
ALTER TABLE core_auditevent FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON core_auditevent TO hearth_keeper USING (true) WITH CHECK (true);
CREATE POLICY adding ON core_auditevent FOR INSERT TO hearth_app WITH CHECK ((SELECT hearth_kind()) <> '');
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(WORDS, AWAY),
        migrations.RunSQL(SIGHT, "DROP POLICY reading ON core_sight; DROP POLICY keeper ON core_sight"),
        migrations.RunSQL(AUDIT, "DROP POLICY adding ON core_auditevent; DROP POLICY keeper ON core_auditevent"),
        definer("hearth_sight(person uuid)", SEEN_AT, returns="smallint", language="plpgsql"),
        person_table("core_clock", Level.MINIMUM),
        person_table("core_clockevent", Level.MINIMUM),
    ]
