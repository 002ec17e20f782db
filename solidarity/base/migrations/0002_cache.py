from django.db import migrations

MAKE = """
CREATE UNLOGGED TABLE base_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX base_cache_expires ON base_cache (expires);
"""


class Migration(migrations.Migration):
    """The table that Django's DatabaseCache reads; unlogged, since losing it in a crash is fine."""

    dependencies = [("base", "0001_counters")]
    operations = [migrations.RunSQL(MAKE, "DROP TABLE base_cache;")]
