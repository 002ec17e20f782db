import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0022_ties"),
        ("people", "0001_people"),
        ("threads", "0002_sharing_and_conversations"),
    ]

    operations = [
        migrations.CreateModel(
            name="SharedThread",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "off_at",
                    models.DateTimeField(
                        blank=True, help_text="When a steward took it off.", null=True
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shared_threads",
                        to="networks.network",
                    ),
                ),
                (
                    "off_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="boards",
                        to="threads.thread",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="sharedthread",
            constraint=models.UniqueConstraint(fields=("network", "thread"), name="shared_once"),
        ),
    ]
