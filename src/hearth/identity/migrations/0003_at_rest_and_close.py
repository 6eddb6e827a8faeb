"""What nobody adds to the record of somebody who died, and guardians look at what is kept close."""

from django.db import migrations

from hearth.core.policies import definer
from hearth.people.policies import RESTRICTION_IS_SEEN

# Who they were. That none of it is changed is said aloud: a change that is only passed over looks as if it were made.
WHO_THEY_WERE = ("people_personname", "people_contact", "people_identifier", "people_equality", "people_circumstances")
# What is asked, arranged, warned of or taken out for the living. The family, and who sees the record, stay open.
FOR_THE_LIVING = (
    *("people_need", "people_portalaccess", "people_namechange"),
    *("record_healthfact", "record_safetynote", "record_document", "record_pictureagreement", "record_myview"),
    *("holding_handover", "holding_stalemate", "front_door_referral", "front_door_booking"),
)
ALOUD = "".join(
    f"ALTER POLICY at_rest_changed ON {t} USING (true) WITH CHECK (NOT people_has_died({t}.person_id));"
    for t in WHO_THEY_WERE
)
IN_SILENCE = "".join(
    f"ALTER POLICY at_rest_changed ON {t} USING (NOT people_has_died({t}.person_id));" for t in WHO_THEY_WERE
)
REST = "".join(
    f"""
    CREATE POLICY at_rest_added ON {t} AS RESTRICTIVE FOR INSERT TO hearth_app
      WITH CHECK (NOT people_has_died({t}.person_id));
    CREATE POLICY at_rest_changed ON {t} AS RESTRICTIVE FOR UPDATE TO hearth_app
      USING (true) WITH CHECK (NOT people_has_died({t}.person_id));
    """
    for t in FOR_THE_LIVING
)
AWAKE = "".join(f"DROP POLICY at_rest_added ON {t}; DROP POLICY at_rest_changed ON {t};" for t in FOR_THE_LIVING)

# What the people are called whose record is kept close, for guardians, who see none of them.
NAMES_KEPT_CLOSE = """
  SELECT DISTINCT q.id, q.known_as FROM people_person q JOIN people_restriction r ON r.person_id = q.id
   WHERE r.ended_at IS NULL AND (SELECT hearth_has_power('audit.read'))
"""


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0002_died"),
        ("people", "0009_names_before"),
        ("record", "0012_a_day_to_end"),
        ("holding", "0011_shift_change"),
        ("front_door", "0010_leads_on"),
        ("sharing", "0007_joined_and_restricted"),
    ]

    operations = [
        migrations.RunSQL(ALOUD + REST, AWAKE + IN_SILENCE),
        migrations.RunSQL(
            f"ALTER POLICY reading ON people_restriction USING ({RESTRICTION_IS_SEEN})", migrations.RunSQL.noop
        ),
        definer("people_names_kept_close()", NAMES_KEPT_CLOSE, returns="TABLE (person_id uuid, known_as varchar)"),
    ]
