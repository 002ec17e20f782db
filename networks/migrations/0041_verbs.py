from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0010_verbs"),
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
                    ("took_off", "took a shared conversation off the board"),
                    ("approached", "asked for an affiliation"),
                    ("turned_down", "declined an affiliation"),
                    ("recalled", "took back the question about an affiliation"),
                    ("tie_proposed", "proposed a tie"),
                    ("tie_made", "confirmed a tie"),
                    ("tie_ended", "ended a tie"),
                ],
                max_length=12,
            ),
        ),
    ]
