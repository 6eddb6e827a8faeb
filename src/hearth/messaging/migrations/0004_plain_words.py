"""Whether messages may say who we are, asked by whoever writes one."""

from django.db import migrations, models

from hearth.core.policies import definer
from hearth.messaging.codes import ChoiceKind

MAY_BE_PLAIN = """
  SELECT coalesce((SELECT c.choice = 'plain' FROM messaging_messagechoice c
                    WHERE c.person_id = person AND c.choice IN ('plain', 'neutral')
                    ORDER BY c.said_at DESC, c.id DESC LIMIT 1), false)
"""


class Migration(migrations.Migration):
    dependencies = [("messaging", "0003_way_out")]

    operations = [
        migrations.AlterField("messagechoice", "choice", models.CharField(max_length=7, choices=ChoiceKind.choices)),
        definer("messaging_may_be_plain(person uuid)", MAY_BE_PLAIN, returns="boolean"),
    ]
