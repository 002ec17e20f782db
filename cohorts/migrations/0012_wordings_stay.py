from django.db import migrations

# The web may forget who worded a question, as when she deletes her account, and nothing else.
STAY = """
REVOKE UPDATE, DELETE, TRUNCATE ON cohorts_questionversion FROM solidarity_web;
GRANT UPDATE (by_id) ON cohorts_questionversion TO solidarity_web;
"""
OPEN = "GRANT UPDATE, DELETE, TRUNCATE ON cohorts_questionversion TO solidarity_web;"


class Migration(migrations.Migration):
    """How a question was worded can be read, and never changed."""

    dependencies = [
        ("cohorts", "0011_reflections"),
    ]
    operations = [migrations.RunSQL(STAY, OPEN)]
