"""The lock on every table of people."""

from django.db import migrations

from hearth.core.policies import person_table
from hearth.core.sight import Level


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("core", "0002_scope")]

    operations = [
        person_table("people_person", Level.MINIMUM, person="id", listed=True),
        person_table("people_circumstances", Level.FULL),
        person_table("people_personname", Level.FULL, also="NOT people_personname.restricted"),
        person_table("people_identifier", Level.APPOINTMENTS),
        person_table("people_contact", Level.APPOINTMENTS),
        person_table("people_need", Level.MINIMUM),
        person_table("people_relation", Level.FULL),
        person_table("people_equality", Level.FULL),
    ]
