from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    """What waits on the list, and what was answered lately, is found at once."""

    atomic = False
    dependencies = [("networks", "0012_on_the_list")]
    operations = [
        ValidateConstraint(model_name="membership", name="somebody_put_her_on_the_list"),
        AddIndexConcurrently(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("state", "waitlisted")),
                fields=["network", "asked_at"],
                name="requests_on_the_list",
            ),
        ),
        AddIndexConcurrently(
            model_name="membership",
            index=models.Index(
                condition=models.Q(("state__in", ["active", "declined"])),
                fields=["network", "answered_at"],
                name="requests_answered",
            ),
        ),
    ]
