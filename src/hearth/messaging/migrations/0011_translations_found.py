"""A message is found by the words of its translations, too."""

from django.db import migrations

from hearth.core.policies import definer

ADD = """
  UPDATE record_entrywords SET words = words || record_words('', {words}) WHERE entry_id = {message} AND beside
"""
KEEP = f"BEGIN {ADD.format(words='NEW.words', message='NEW.message_id')}; RETURN NULL; END"  # noqa: S608  constants
ON = """
CREATE TRIGGER words AFTER INSERT ON messaging_threadtranslation FOR EACH ROW
  EXECUTE FUNCTION messaging_keep_translation();
"""
FILL_AS_KEEPER = f"""
GRANT SELECT ON messaging_threadtranslation TO hearth_keeper;
SET LOCAL ROLE hearth_keeper;
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT message_id, words FROM messaging_threadtranslation ORDER BY at, id LOOP
    {ADD.format(words="t.words", message="t.message_id")};
  END LOOP;
END $$;
RESET ROLE
"""  # noqa: S608  constants


class Migration(migrations.Migration):
    dependencies = [("messaging", "0010_acting_for_somebody")]

    operations = [
        definer("messaging_keep_translation()", KEEP, returns="trigger", language="plpgsql", volatility="VOLATILE"),
        migrations.RunSQL(ON, "DROP TRIGGER words ON messaging_threadtranslation"),
        migrations.RunSQL(FILL_AS_KEEPER, migrations.RunSQL.noop),
    ]
