"""The lock on the ledger and on drafts."""

from django.db import migrations

from hearth.core.policies import person_table, sees
from hearth.core.sight import Level
from hearth.record.policies import ENTRY_WAS_SEEN, FACT_OPEN, NOTE_OPEN

TO_ADD = f"((SELECT hearth_kind()) = 'public' OR {sees('record_entry.person_id', str(int(Level.MINIMUM)))})"

ENTRY = f"""
ALTER TABLE record_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON record_entry TO hearth_keeper USING (true) WITH CHECK (true);
CREATE POLICY reading ON record_entry FOR SELECT TO hearth_app USING ({ENTRY_WAS_SEEN});
CREATE POLICY adding ON record_entry FOR INSERT TO hearth_app WITH CHECK ({TO_ADD});
"""

DRAFT = """
ALTER TABLE record_draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE record_draft FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON record_draft TO hearth_keeper USING (true) WITH CHECK (true);
CREATE POLICY own ON record_draft TO hearth_app
  USING (account_id = (SELECT hearth_account())) WITH CHECK (account_id = (SELECT hearth_account()));
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial"), ("sharing", "0003_sealing_section")]

    operations = [
        migrations.RunSQL(ENTRY, "DROP POLICY reading ON record_entry; DROP POLICY adding ON record_entry"),
        migrations.RunSQL(DRAFT, "DROP POLICY own ON record_draft"),
        person_table("record_healthfact", Level.FULL, also=FACT_OPEN),
        person_table("record_safetynote", Level.FULL, also=NOTE_OPEN),
    ]
