from django.db import migrations

# The web may forget who wrote a version, as when she deletes her account, and nothing else.
STAY = """
REVOKE UPDATE, DELETE, TRUNCATE ON coalitions_pageversion FROM solidarity_web;
GRANT UPDATE (by_id) ON coalitions_pageversion TO solidarity_web;
"""
OPEN = "GRANT UPDATE, DELETE, TRUNCATE ON coalitions_pageversion TO solidarity_web;"


class Migration(migrations.Migration):
    """What a page of the handbook said can be read, and never changed."""

    dependencies = [
        ("coalitions", "0008_common_texts_stay"),
    ]
    operations = [migrations.RunSQL(STAY, OPEN)]
