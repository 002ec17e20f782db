from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody is on a waiting list whom nobody put there."""

    dependencies = [("networks", "0011_requests")]
    operations = [
        AddConstraintNotValid(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "waitlisted"), _negated=True),
                    ("answered_at__isnull", False),
                    _connector="OR",
                ),
                name="somebody_put_her_on_the_list",
            ),
        ),
    ]
