from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sharing", "0009_acting_for_somebody"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="circlechoice",
            index=models.Index(
                condition=models.Q(("until_at__isnull", False)), fields=["until_at"], name="circlechoice_ends"
            ),
        ),
    ]
