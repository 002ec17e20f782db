"""Addresses that mails come back from."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0004_notices_in_mails"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Bounce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.EmailField(
                        help_text="With another address it does not count any more.", max_length=254
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        help_text="What the mail server said, in digits.", max_length=20
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bounce",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
