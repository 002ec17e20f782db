from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """The few who hold a role are found among the many who do not."""

    atomic = False
    dependencies = [("networks", "0003_guards")]
    operations = [
        AddIndexConcurrently(
            model_name="membership",
            index=models.Index(
                fields=["network"],
                condition=~models.Q(role="member"),
                name="role_holders",
            ),
        )
    ]
