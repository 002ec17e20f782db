from django.db import migrations

# The web may forget who wrote a version, as when she deletes her account, and nothing else.
STAY = """
REVOKE UPDATE, DELETE, TRUNCATE ON networks_waysversion FROM solidarity_web;
GRANT UPDATE (by_id) ON networks_waysversion TO solidarity_web;
"""
OPEN = "GRANT UPDATE, DELETE, TRUNCATE ON networks_waysversion TO solidarity_web;"


class Migration(migrations.Migration):
    """A version that people agreed to can be read, and never changed."""

    dependencies = [("networks", "0015_ways")]
    operations = [migrations.RunSQL(STAY, OPEN)]
