from django.db import migrations, models


class Migration(migrations.Migration):
    """A request may wait on a list; members may let in where a network wants it so."""

    dependencies = [("networks", "0010_verbs")]
    operations = [
        migrations.AddField(
            model_name="membership",
            name="answer",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="What was written to her with the last answer.",
                max_length=1000,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="admission",
            field=models.CharField(
                choices=[("stewards", "The stewards"), ("members", "Every member")],
                db_default="stewards",
                default="stewards",
                max_length=8,
            ),
        ),
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
                    ("waitlisted", "put on the waiting list"),
                    ("left", "left"),
                    ("changed", "changed the settings"),
                    ("affiliated", "affiliated"),
                    ("parted", "ended the affiliation"),
                    ("invited", "invited"),
                    ("revoked", "took an invitation back"),
                    ("accepted", "accepted the invitation of"),
                    ("took_down", "took down a post"),
                    ("ways", "wrote the ways of working anew"),
                    ("objected", "objected to the ways of working"),
                    ("met", "answered the objection of"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="membership",
            name="state",
            field=models.CharField(
                choices=[
                    ("asked", "Asked to join"),
                    ("waitlisted", "On the waiting list"),
                    ("active", "Member"),
                    ("withdrawn", "Withdrew"),
                    ("declined", "Declined"),
                    ("left", "Left"),
                    ("banned", "May not return"),
                ],
                default="asked",
                max_length=12,
            ),
        ),
    ]
