import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Words that stewards keep to begin an answer with."""

    dependencies = [("networks", "0013_waiting")]
    operations = [
        migrations.CreateModel(
            name="AnswerText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=80)),
                ("words", models.TextField(max_length=1000)),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_texts",
                        to="networks.network",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="answertext",
            constraint=models.UniqueConstraint(
                fields=("network", "title"), name="one_text_a_title"
            ),
        ),
    ]
