import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """How far people lie apart, and how many believe less of the others: from the same seals."""

    dependencies = [
        ("values", "0009_own_values"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="apart",
            field=models.FloatField(
                blank=True,
                help_text="Of circles: how far people lie apart, in square points; empty: not known.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="publication",
            name="apart_se",
            field=models.FloatField(blank=True, help_text="Square points.", null=True),
        ),
        migrations.AddField(
            model_name="publication",
            name="below",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.FloatField(),
                blank=True,
                db_default=[],
                default=list,
                help_text="Of gaps: the share of people who believe less of the others than of themselves.",
                size=None,
            ),
        ),
        migrations.AlterField(
            model_name="publication",
            name="n",
            field=models.PositiveIntegerField(
                help_text="People in sealed batches; said as a band alone."
            ),
        ),
    ]
