"""The lock on what has arrived: only Hearth itself, bringing things in, reads and writes it."""

from django.db import migrations

TABLES = ("exchange_arrival", "exchange_heldrow")
LOCK = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper ON {table} TO hearth_keeper USING (true) WITH CHECK (true);
"""
UNLOCK = """
DROP POLICY keeper ON {table};
ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_arrivals")]

    operations = [migrations.RunSQL(LOCK.format(table=table), UNLOCK.format(table=table)) for table in TABLES]
