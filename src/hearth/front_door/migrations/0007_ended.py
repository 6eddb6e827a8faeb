from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("front_door", "0006_the_key_of_a_system"),
        ("holding", "0009_links"),
        ("organisations", "0005_invited_worker"),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("ended_at", None)), fields=["hub", "received_at"], name="referral_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("status", "received")),
                    models.Q(models.Q(("status", "received"), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="referral_open_or_ended",
            ),
        ),
    ]
