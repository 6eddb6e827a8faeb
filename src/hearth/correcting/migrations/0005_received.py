"""Whoever received words that stood in the wrong record is looked at as whoever read them there."""

from django.db import migrations, models

RECEIVED = [("form", "A form we sent"), ("copy", "A copy of the record"), ("picture", "A picture of the journey")]
TELLING = [
    ("reader", "Tell whoever read or received it"),
    ("person", "Tell the person"),
    ("both", "Tell both"),
    ("nobody", "Nobody needs to be told"),
]


class Migration(migrations.Migration):
    dependencies = [("correcting", "0004_asked_for_them")]

    operations = [
        migrations.AddField("exposure", "received", models.CharField(blank=True, choices=RECEIVED, max_length=8)),
        migrations.AlterField("exposure", "name", models.CharField(max_length=254)),
        migrations.AlterField("exposure", "role_words", models.CharField(blank=True, max_length=300)),
        migrations.AlterField("exposuredecision", "telling", models.CharField(choices=TELLING, max_length=6)),
    ]
