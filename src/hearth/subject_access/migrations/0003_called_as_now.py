"""A guardian, who knows nothing else of the person, calls them what they are called now."""

from django.db import migrations

from hearth.core.policies import definer

CALLED = """
BEGIN
  UPDATE subject_access_accessrequest SET called = NEW.known_as WHERE person_id = NEW.id AND called <> NEW.known_as;
  RETURN NULL;
END
"""


class Migration(migrations.Migration):
    dependencies = [("subject_access", "0002_policies"), ("people", "0007_custodians")]

    operations = [
        definer("subject_access_called_as_now()", CALLED, returns="trigger", language="plpgsql", volatility="VOLATILE"),
        migrations.RunSQL(
            """
            CREATE TRIGGER subject_access_called AFTER UPDATE OF known_as ON people_person
              FOR EACH ROW WHEN (NEW.known_as <> OLD.known_as) EXECUTE FUNCTION subject_access_called_as_now();
            """,
            "DROP TRIGGER subject_access_called ON people_person",
        ),
    ]
