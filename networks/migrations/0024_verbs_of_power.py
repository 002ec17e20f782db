from django.db import migrations, models


class Migration(migrations.Migration):
    """What the log can say of these."""

    dependencies = [
        ("networks", "0023_reports"),
    ]
    operations = [
        migrations.AlterField(
            model_name="logentry",
            name="verb",
            field=models.CharField(
                choices=[
                    ("founded", "founded the network"),
                    ("joined", "joined"),
                    ("asked", "asked to join"),
                    ("withdrew", "withdrew the request"),
                    ("admitted", "let in"),
                    ("declined", "declined"),
                    ("left", "left"),
                    ("changed", "changed the settings"),
                    ("affiliated", "affiliated"),
                    ("parted", "ended the affiliation"),
                    ("invited", "invited"),
                    ("revoked", "took an invitation back"),
                    ("accepted", "accepted the invitation of"),
                    ("took_down", "took down a post"),
                    ("removed", "removed"),
                    ("paused", "paused"),
                    ("answered", "answered the stewards"),
                    ("upheld", "left it as it was"),
                    ("lifted", "took it back"),
                    ("reopened", "opened the door again"),
                    ("proposed", "proposed a steward"),
                    ("dropped", "took a proposal back"),
                    ("chosen", "became a steward"),
                    ("recalled", "was recalled"),
                    ("handed_over", "handed over"),
                    ("stepped_down", "stepped down"),
                    ("term_ended", "ended a term"),
                    ("took_up", "took up a report"),
                    ("handled", "handled a report"),
                    ("asked_them", "asked the stewards"),
                    ("unlisted", "took the network out of the directory"),
                    ("listed", "put the network back into the directory"),
                ],
                max_length=12,
            ),
        ),
    ]
