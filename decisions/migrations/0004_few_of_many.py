from django.db import migrations, models


class Migration(migrations.Migration):
    """Networks among many people, and who stands aside among many positions, found by themselves."""

    dependencies = [("decisions", "0003_guards")]
    operations = [
        migrations.AddIndex(
            model_name="elector",
            index=models.Index(
                condition=models.Q(("is_network", True)),
                fields=["round", "number"],
                name="networks_of_a_round",
            ),
        ),
        migrations.AddIndex(
            model_name="position",
            index=models.Index(
                condition=models.Q(("choice", "stand_aside"), ("is_current", True)),
                fields=["round", "id"],
                name="who_stands_aside",
            ),
        ),
    ]
