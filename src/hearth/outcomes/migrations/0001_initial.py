import django.db.models.deletion
from django.db import migrations, models

import hearth.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisations", "0006_students_and_volunteers"),
        ("people", "0007_custodians"),
        ("record", "0012_a_day_to_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("instrument", models.CharField(max_length=32)),
                ("version", models.PositiveSmallIntegerField()),
                ("language", models.CharField(max_length=16)),
                ("licence", models.CharField(max_length=200)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("words", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("rules_checked", models.CharField(blank=True, max_length=200)),
                ("loaded_at", models.DateTimeField()),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.organisation"
                    ),
                ),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["instrument", "version", "-loaded_at"], name="wording_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))), name="wording_licence_runs"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("licence", ""), _negated=True), models.Q(("language", ""), _negated=True)
                        ),
                        name="wording_names_its_licence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WordingEnd",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("reason", models.CharField(max_length=200)),
                ("ended_at", models.DateTimeField()),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "wording",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="end", to="outcomes.wording"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="wordingend_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BoundaryChoice",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("instrument", models.CharField(max_length=32)),
                ("version", models.PositiveSmallIntegerField()),
                ("scale", models.CharField(max_length=16)),
                ("value", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=300)),
                ("chosen_at", models.DateTimeField()),
                (
                    "chosen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="boundarychoice_names_source"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fill",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("instrument", models.CharField(max_length=32)),
                ("version", models.PositiveSmallIntegerField()),
                ("language", models.CharField(blank=True, max_length=16)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("own", "On their own"),
                            ("together", "With somebody beside them"),
                            ("paper", "On paper, entered afterwards"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "filled_by",
                    models.CharField(
                        choices=[
                            ("themselves", "They answered themselves"),
                            ("said", "They said it, somebody else wrote it down"),
                            ("for-them", "Somebody close answered for them"),
                        ],
                        max_length=10,
                    ),
                ),
                ("helped_by", models.CharField(blank=True, max_length=120)),
                ("about_type", models.CharField(blank=True, max_length=48)),
                ("about_id", models.UUIDField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Begun"), ("done", "Filled in"), ("let-go", "Let go")],
                        default="open",
                        max_length=6,
                    ),
                ),
                ("answered_on", models.DateField()),
                ("begun_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.entry"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "wording",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="outcomes.wording"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "instrument", "answered_on"], name="fill_person_instrument")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mode", "own"), ("status", "open")),
                        fields=("person", "instrument"),
                        name="fill_one_own_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "own"), ("recorded_by", None)),
                            models.Q(models.Q(("mode", "own"), _negated=True), ("recorded_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="fill_recorded_by_name_unless_own",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("entry__isnull", False), ("finished_at__isnull", False), ("status", "done")),
                            models.Q(
                                models.Q(("status", "done"), _negated=True), ("entry", None), ("finished_at", None)
                            ),
                            _connector="OR",
                        ),
                        name="fill_done_stands_in_the_journey",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_id", None), ("about_type", "")),
                            models.Q(models.Q(("about_type", ""), _negated=True), ("about_id__isnull", False)),
                            _connector="OR",
                        ),
                        name="fill_about_type_and_id_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("item", models.PositiveSmallIntegerField()),
                ("value", models.PositiveSmallIntegerField()),
                ("answered_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "fill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="outcomes.fill"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("fill", "item"), name="answer_one_an_item"),
                    models.CheckConstraint(
                        condition=models.Q(("item__gte", 1), ("value__lte", 10)), name="answer_in_any_range"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("item", models.PositiveSmallIntegerField()),
                ("place", models.PositiveSmallIntegerField()),
                ("understanding", models.TextField(blank=True)),
                ("looking_forward", models.TextField(blank=True)),
                ("options", models.TextField(blank=True)),
                ("actions", models.TextField(blank=True)),
                ("chosen_at", models.DateTimeField()),
                ("talked_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "talked_with",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
                (
                    "fill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="areas", to="outcomes.fill"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("fill", "item"), name="area_chosen_once"),
                    models.UniqueConstraint(fields=("fill", "place"), name="area_one_a_place"),
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1), ("place__lte", 3)), name="area_three_at_most"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Retraction",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("reason", models.TextField()),
                ("retracted_at", models.DateTimeField()),
                (
                    "fill",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="retraction", to="outcomes.fill"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "retracted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.membership"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="retraction_says_why"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Worry",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("seen_at", models.DateTimeField()),
                (
                    "beside",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "desk_told",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "fill",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="worry", to="outcomes.fill"
                    ),
                ),
                (
                    "holder_told",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("beside", None), models.Q(("desk_told", None), ("holder_told", None)), _connector="OR"
                        ),
                        name="worry_beside_or_told",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("instrument", models.CharField(max_length=32)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("offered", "Offered"),
                            ("not-offered", "Not offered"),
                            ("declined", "They would rather not"),
                            ("not-now", "Not able just now"),
                        ],
                        max_length=11,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "instrument", "at"], name="offer_person_instrument")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "not-offered"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="offer_not_made_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("formed_at", models.DateTimeField()),
                (
                    "hub",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.hub"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="cohort_ends_after_it_begins"
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="cohort_has_a_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CohortMember",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                ("added_at", models.DateTimeField()),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="members", to="outcomes.cohort"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("cohort", "person"), name="cohortmember_once")],
            },
        ),
        migrations.CreateModel(
            name="Support",
            fields=[
                ("id", models.UUIDField(default=hearth.core.ids.new_id, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("social-prescribing", "Social prescribing"),
                            ("peer-support", "Peer support"),
                            ("skills", "Skills and understanding"),
                            ("social-care", "Social care"),
                            ("welcome-booked", "A welcoming conversation booked"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("person", "kind"), name="support_once_a_kind")],
            },
        ),
    ]
