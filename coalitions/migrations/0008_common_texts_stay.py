from django.db import migrations

# The web may say of a text that a decision adopted it, forget who wrote it, and nothing else.
# Texts may be asked to go with a network that has none: the trigger keeps those there are.
STAY = """
REVOKE UPDATE, TRUNCATE ON coalitions_commontext FROM solidarity_web;
GRANT UPDATE (by_id, decision, adopted_at) ON coalitions_commontext TO solidarity_web;
CREATE TRIGGER common_texts_stay BEFORE DELETE ON coalitions_commontext
    FOR EACH ROW EXECUTE FUNCTION coalitions_is_adopted();
"""
OPEN = """
DROP TRIGGER common_texts_stay ON coalitions_commontext;
GRANT UPDATE, TRUNCATE ON coalitions_commontext TO solidarity_web;
"""


class Migration(migrations.Migration):
    """A text that a coalition talks about, or agreed to, can be read, and never changed."""

    dependencies = [
        ("coalitions", "0007_marks_fall_back"),
    ]
    operations = [migrations.RunSQL(STAY, OPEN)]
