"""The narrow question behind the link by which somebody stops our e-mails."""

from django.db import migrations

from hearth.core.policies import definer

ADDRESS_OF = """
  SELECT m.address FROM messaging_message m WHERE m.id = message AND m.to_kind IN ('referrer', 'partner')
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0002_policies")]

    operations = [definer("messaging_address_of(message uuid)", ADDRESS_OF, returns="text")]
