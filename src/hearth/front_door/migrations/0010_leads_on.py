"""A record that was somebody else's all along leads on to theirs, and no longer once they are two people again."""

from django.db import migrations

from hearth.core.policies import definer

LET_GO = """
BEGIN
  UPDATE holding_holding SET status = 'same', holder_id = NULL, holder_is_active = NULL WHERE person_id = who;
  UPDATE sharing_relationship SET until_at = greatest(from_at, moment)
   WHERE person_id = who AND kind = 'holder' AND until_at IS NULL;
  UPDATE people_person SET status = 'merged-into', merged_into_id = onto WHERE id = who;
END
"""
THEMSELVES_AGAIN = """
  UPDATE people_person
     SET status = CASE known_as WHEN 'Guest' THEN 'guest' ELSE 'provisional' END, merged_into_id = NULL
   WHERE id = who AND status = 'merged-into'
"""
CHANGING = {"returns": "void", "volatility": "VOLATILE"}


class Migration(migrations.Migration):
    dependencies = [("front_door", "0009_taken_back"), ("people", "0006_one_person")]

    operations = [
        migrations.RunSQL("DROP FUNCTION front_door_let_go(uuid, timestamptz)", migrations.RunSQL.noop),
        definer("front_door_let_go(who uuid, onto uuid, moment timestamptz)", LET_GO, language="plpgsql", **CHANGING),
        definer("front_door_themselves_again(who uuid)", THEMSELVES_AGAIN, **CHANGING),
    ]
