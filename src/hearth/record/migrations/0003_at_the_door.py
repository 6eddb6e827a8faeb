"""Whoever brings somebody to the door may write down what was told there, whether or not they see what follows."""

from django.db import migrations

from hearth.core.policies import sees
from hearth.core.sight import Level

SEEN = sees("record_entry.person_id", str(int(Level.MINIMUM)))
BEFORE = f"((SELECT hearth_kind()) = 'public' OR {SEEN})"
AT_THE_DOOR = "(record_entry.kind = 'referral' AND record_entry.author_id = (SELECT hearth_membership()))"
OF_THEMSELVES = "(record_entry.kind = 'referral' AND (SELECT hearth_kind()) = 'person')"
TO_ADD = f"((SELECT hearth_kind()) = 'public' OR {AT_THE_DOOR} OR {OF_THEMSELVES} OR {SEEN})"


class Migration(migrations.Migration):
    dependencies = [("record", "0002_policies")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY adding ON record_entry WITH CHECK ({TO_ADD})",
            f"ALTER POLICY adding ON record_entry WITH CHECK ({BEFORE})",
        ),
    ]
