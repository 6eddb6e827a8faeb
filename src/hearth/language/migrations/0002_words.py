"""The list of words we begin with (data/words-1.json). What places change of it they change on the screen."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import migrations

from hearth.core.ids import new_id

WORDS = Path(__file__).parent.parent / "data" / "words-1.json"
DECIDED_AT = datetime(2026, 11, 22, tzinfo=UTC)


def load(apps, schema_editor):
    Phrase = apps.get_model("language", "Phrase")
    told = json.loads(WORDS.read_text())
    common = {
        "owner_name": told["owner"],
        "review_on": date.fromisoformat(told["review_on"]),
        "decided_by_name": "Hearth",
        "decided_at": DECIDED_AT,
    }
    rows = [Phrase(id=new_id(), **one, **common) for one in told["words"]]
    for row in rows:
        row.root_id = row.id
    Phrase.objects.bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("language", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
