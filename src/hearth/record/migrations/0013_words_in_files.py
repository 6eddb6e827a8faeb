"""The words in files are found with the entry of the file, by whoever may read that."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.record.search import policies as statements

TRIGGER = {"returns": "trigger", "language": "plpgsql", "volatility": "VOLATILE"}


class Migration(migrations.Migration):
    dependencies = [("record", "0012_a_day_to_end")]

    operations = [
        definer(statements.INSIDE_SIGNATURE, statements.INSIDE, returns="tsvector"),
        migrations.RunSQL(statements.ANY_OF, statements.NOT_ANY_OF),
        definer("record_keep_words()", statements.KEEP, **TRIGGER),
        definer("record_keep_words_inside()", statements.KEEP_INSIDE, **TRIGGER),
        migrations.RunSQL(statements.ON_READING, statements.OFF_READING),
        definer("record_move_words()", statements.MOVE_WORDS, **TRIGGER),
        migrations.RunSQL(statements.ON_MOVING, statements.OFF_MOVING),
        migrations.RunSQL(statements.FILL_INSIDE_AS_KEEPER, migrations.RunSQL.noop),
    ]
