import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Somebody who is not here yet can be nominated by an address of mail."""

    dependencies = [
        ("cohorts", "0012_wordings_stay"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="nomination",
            name="address_digest",
            field=models.CharField(
                blank=True,
                default="",
                db_default="",
                help_text="So it is sent once.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="token_digest",
            field=models.CharField(blank=True, max_length=64, null=True, unique=True),
        ),
        migrations.AddField(
            model_name="nonominations",
            name="address_digest",
            field=models.CharField(blank=True, default="", db_default="", max_length=64),
        ),
        migrations.AlterField(
            model_name="nomination",
            name="whom",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="nominations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="nonominations",
            name="person",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="nomination",
            index=models.Index(fields=["address_digest"], name="nominations_of_an_address"),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address_digest", ""), _negated=True),
                fields=("cohort", "address_digest"),
                name="an_address_nominated_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("address_digest", ""), ("token_digest", None), ("whom__isnull", False)
                    ),
                    models.Q(("whom", None), models.Q(("address_digest", ""), _negated=True)),
                    _connector="OR",
                ),
                name="nominated_here_or_by_mail",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonominations",
            constraint=models.UniqueConstraint(
                condition=models.Q(("address_digest", ""), _negated=True),
                fields=("address_digest",),
                name="an_address_left_in_peace_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="nonominations",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address_digest", ""), ("person__isnull", False)),
                    models.Q(("person", None), models.Q(("address_digest", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_person_or_an_address_is_left_in_peace",
            ),
        ),
    ]
