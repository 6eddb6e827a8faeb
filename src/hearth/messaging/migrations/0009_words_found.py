"""The words of messages are found with those of entries, by whoever may read the thread."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.messaging.threads import searching
from hearth.record.search import policies

WORDS = """
  INSERT INTO record_entrywords (entry_id, person_id, occurred_at, words, beside)
  SELECT m.id, m.person_id, m.said_at, record_words(t.about, m.words), true
    FROM messaging_threadmessage m JOIN messaging_thread t ON t.id = m.thread_id
"""
KEEP = f"BEGIN {WORDS} WHERE m.id = NEW.id AND {searching.FINDABLE}; RETURN NULL; END"
ON = """
CREATE TRIGGER words AFTER INSERT ON messaging_threadmessage FOR EACH ROW EXECUTE FUNCTION messaging_keep_words();
CREATE TRIGGER words_along AFTER UPDATE OF person_id ON messaging_threadmessage FOR EACH ROW
  WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id) EXECUTE FUNCTION record_move_words();
"""
OFF = """
DROP TRIGGER words_along ON messaging_threadmessage;
DROP TRIGGER words ON messaging_threadmessage;
"""
FILL_AS_KEEPER = f"""
GRANT SELECT ON messaging_threadmessage, messaging_thread TO hearth_keeper;
SET LOCAL ROLE hearth_keeper;
{WORDS} WHERE {searching.FINDABLE};
RESET ROLE
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0008_helped_by"), ("record", "0019_beside_entries")]

    operations = [
        migrations.RunSQL(
            definer(policies.BESIDE, searching.IS_FOUND, returns="boolean").sql,
            definer(policies.BESIDE, policies.NOTHING_BESIDE, returns="boolean").sql,
        ),
        definer("messaging_keep_words()", KEEP, returns="trigger", language="plpgsql", volatility="VOLATILE"),
        migrations.RunSQL(ON, OFF),
        migrations.RunSQL(FILL_AS_KEEPER, migrations.RunSQL.noop),
    ]
