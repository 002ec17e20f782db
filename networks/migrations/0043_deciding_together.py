from django.db import migrations, models


class Migration(migrations.Migration):
    """A network may leave its stewards and its ways of working to its decisions."""

    dependencies = [
        ("networks", "0042_verbs_of_spokes"),
    ]
    operations = [
        migrations.AddField(
            model_name="network",
            name="ways_decided",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="New ways of working come in force by a decision, not by a steward's pen.",
            ),
        ),
        migrations.AddField(
            model_name="waysversion",
            name="decision",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="The number of the decision that brought it in force.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="network",
            name="choosing",
            field=models.CharField(
                choices=[
                    ("stewards", "The stewards choose; members can recall"),
                    ("half", "Members choose: more than half of them"),
                    ("two_thirds", "Members choose: two thirds of them"),
                    ("number", "Members choose: a number of them"),
                    ("decision", "Members choose: by a decision of the network"),
                ],
                db_default="stewards",
                default="stewards",
                help_text="How stewards are chosen and recalled.",
                max_length=10,
            ),
        ),
    ]
