"""What somebody answers without a name has a key by chance: no counter says who came when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coalitions", "0011_calls_by_name"),
    ]

    operations = [
        migrations.AlterField(
            model_name="away",
            name="id",
            field=models.BigIntegerField(
                editable=False, help_text="By chance.", primary_key=True, serialize=False
            ),
        ),
    ]
