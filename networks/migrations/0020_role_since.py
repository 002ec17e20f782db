from django.db import migrations, models


class Migration(migrations.Migration):
    """Since when somebody holds a role."""

    dependencies = [
        ("networks", "0019_reports"),
    ]
    operations = [
        migrations.AddField(
            model_name="membership",
            name="role_since",
            field=models.DateField(blank=True, help_text="Empty: as long as a member.", null=True),
        ),
    ]
