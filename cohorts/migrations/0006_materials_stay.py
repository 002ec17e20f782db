from django.db import migrations

# The web may forget who wrote a version, as when she deletes her account, and nothing else.
STAY = """
REVOKE UPDATE, DELETE, TRUNCATE ON cohorts_materialversion FROM solidarity_web;
GRANT UPDATE (by_id) ON cohorts_materialversion TO solidarity_web;
"""
OPEN = "GRANT UPDATE, DELETE, TRUNCATE ON cohorts_materialversion TO solidarity_web;"


class Migration(migrations.Migration):
    """What a piece of a programme said can be read, and never changed."""

    dependencies = [
        ("cohorts", "0005_sessions_and_materials"),
    ]
    operations = [migrations.RunSQL(STAY, OPEN)]
