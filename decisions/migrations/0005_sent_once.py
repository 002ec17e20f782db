from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0004_few_of_many"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="key",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Of the form that began it: sent twice, it is one question.",
                max_length=64,
            ),
        ),
    ]
