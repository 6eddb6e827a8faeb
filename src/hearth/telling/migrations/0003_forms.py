"""The forms we begin with (data/forms-1.json), each in use. What places change of them they change on the screen."""

import json
from datetime import UTC, datetime
from pathlib import Path

from django.db import migrations

from hearth.core.ids import new_id

FORMS = Path(__file__).parent.parent / "data" / "forms-1.json"
MADE_AT = datetime(2026, 11, 22, tzinfo=UTC)


def load(apps, schema_editor):
    form_of = apps.get_model("telling", "PartnerForm")
    version_of = apps.get_model("telling", "FormVersion")
    use_of = apps.get_model("telling", "FormUse")
    for told in json.loads(FORMS.read_text())["forms"]:
        form = form_of.objects.create(id=new_id(), code=told["code"], made_at=MADE_AT)
        version = version_of.objects.create(
            id=new_id(),
            form=form,
            number=1,
            **{name: told[name] for name in ("name", "goes_to", "purpose")},
            fields=[
                {"key": key, "label": label, "fact": fact, "required": required, "kind": "line", "note": ""}
                for key, label, fact, required in told["fields"]
            ],
            kind="print",
            made_at=MADE_AT,
        )
        use_of.objects.create(id=new_id(), form=form, version=version, decided_at=MADE_AT)


class Migration(migrations.Migration):
    dependencies = [("telling", "0002_policies")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
