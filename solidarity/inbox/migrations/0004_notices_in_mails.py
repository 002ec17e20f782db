"""Which body a notice comes from, and which mail brings it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("inbox", "0003_mails"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="notice",
            name="mail_due_at",
            field=models.DateTimeField(
                blank=True, help_text="It waits for the digest of this moment, UTC.", null=True
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="source",
            field=models.BigIntegerField(
                blank=True,
                help_text="Key of the body that it comes from, which this room does not know.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="notice",
            name="mail",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="notices",
                to="inbox.mail",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("mail_due_at__isnull", False)),
                fields=["mail_due_at", "person"],
                name="notices_for_digests",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail", None), ("mail_due_at", None), _connector="OR"),
                name="in_one_mail",
            ),
        ),
    ]
