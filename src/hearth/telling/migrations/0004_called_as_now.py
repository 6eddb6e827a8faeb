"""A form that is not sent yet calls somebody what they are called now; they say yes to it anew."""

from django.db import migrations

from hearth.core.policies import definer

CALLED = """
BEGIN
  UPDATE telling_filledanswer a SET words = CASE a.fact WHEN 'known_as' THEN NEW.known_as ELSE NEW.pronouns END
    FROM telling_filling f
   WHERE f.id = a.filling_id AND a.person_id = NEW.id AND f.status NOT IN ('sent', 'let-go')
     AND (a.fact = 'known_as' AND a.words = OLD.known_as
          OR a.fact = 'pronouns' AND a.words = OLD.pronouns AND NEW.pronouns <> '' AND OLD.pronouns <> '');
  RETURN NULL;
END
"""


class Migration(migrations.Migration):
    dependencies = [("telling", "0003_forms"), ("people", "0007_custodians")]

    operations = [
        definer("telling_called_as_now()", CALLED, returns="trigger", language="plpgsql", volatility="VOLATILE"),
        migrations.RunSQL(
            """
            CREATE TRIGGER telling_called AFTER UPDATE OF known_as, pronouns ON people_person
              FOR EACH ROW WHEN (NEW.known_as <> OLD.known_as OR NEW.pronouns <> OLD.pronouns)
              EXECUTE FUNCTION telling_called_as_now();
            """,
            "DROP TRIGGER telling_called ON people_person",
        ),
    ]
