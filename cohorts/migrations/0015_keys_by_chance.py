from django.db import migrations, models

import cohorts.models.reflection

# Coded answers follow their new keys: foreign keys are looked at when the transaction ends.
RENUMBER = """
    CREATE TEMP TABLE keys_by_chance ON COMMIT DROP AS
        SELECT id AS old, (('x' || substr(md5(random()::text || id), 1, 15))::bit(60)::bigint) AS new
        FROM cohorts_shared;
    UPDATE cohorts_coding SET shared_id = new FROM keys_by_chance WHERE shared_id = old;
    UPDATE cohorts_shared SET id = new FROM keys_by_chance WHERE id = old;
    SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    """Shared answers have keys by chance; an edition keeps which words it quotes."""

    dependencies = [("cohorts", "0014_conversations_and_notes")]

    operations = [
        migrations.RunSQL(RENUMBER, migrations.RunSQL.noop),
        migrations.AlterField(
            "shared",
            "id",
            models.BigIntegerField(
                default=cohorts.models.reflection.key_by_chance,
                help_text="By chance.",
                primary_key=True,
                serialize=False,
            ),
        ),
        migrations.AddField(
            "edition",
            "spoken",
            models.JSONField(
                blank=True,
                default=dict,
                db_default=models.Value({}, output_field=models.JSONField()),
                help_text="Its strands, and the keys of the answers that speak of each.",
            ),
        ),
    ]
