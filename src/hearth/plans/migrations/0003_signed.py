"""Whether and how a version was signed, asked of a version that is seen: three narrow questions instead of a policy."""

from django.db import migrations

from hearth.core.policies import definer

NEWEST = "SELECT s.{} FROM plans_signature s WHERE s.version_id = $1 ORDER BY s.signed_at DESC, s.id DESC LIMIT 1"


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_policies")]

    operations = [
        definer("plans_signed_at(v uuid)", NEWEST.format("signed_at"), returns="timestamptz"),
        definer("plans_signed_how(v uuid)", NEWEST.format("mark::text"), returns="text"),
        definer("plans_signed_before(v uuid)", NEWEST.format("witness::text"), returns="text"),
    ]
