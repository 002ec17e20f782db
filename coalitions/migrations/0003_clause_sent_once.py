from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coalitions", "0002_agreement_stays"),
    ]

    operations = [
        migrations.AddField(
            model_name="clause",
            name="key",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Of the form that began it: sent twice, it is one clause.",
                max_length=64,
            ),
        ),
    ]
