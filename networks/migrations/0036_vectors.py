from django.contrib.postgres.operations import CreateExtension
from django.db import migrations


class Migration(migrations.Migration):
    """Vectors in the database: `provision` has made the extension, this says that it is needed."""

    dependencies = [("networks", "0035_own_words")]
    operations = [CreateExtension("vector")]
