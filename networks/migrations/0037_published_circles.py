import django.db.models.deletion
import pgvector.django.indexes
import pgvector.django.vector
from django.db import migrations, models


class Migration(migrations.Migration):
    """Circles that networks show, to be held against each other."""

    dependencies = [
        ("networks", "0036_vectors"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedCircle",
            fields=[
                (
                    "network",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="circle",
                        serialize=False,
                        to="networks.network",
                    ),
                ),
                ("instrument", models.CharField(max_length=32)),
                (
                    "norm",
                    models.CharField(help_text="What `beyond` is counted from.", max_length=32),
                ),
                (
                    "vector",
                    pgvector.django.vector.VectorField(
                        dimensions=10, help_text="Ten centred means, zero-sum.", null=True
                    ),
                ),
                (
                    "beyond",
                    pgvector.django.vector.VectorField(
                        dimensions=10,
                        help_text=(
                            "What is left beyond the norm, of length 1: their products are likeness."
                        ),
                        null=True,
                    ),
                ),
                (
                    "n_band",
                    models.PositiveIntegerField(help_text="Of at least so many people, in steps."),
                ),
                ("version", models.BigIntegerField(unique=True)),
                ("at", models.DateTimeField(help_text="UTC.")),
            ],
            options={
                "indexes": [
                    pgvector.django.indexes.HnswIndex(
                        ef_construction=64,
                        fields=["beyond"],
                        m=16,
                        name="circles_near",
                        opclasses=["vector_ip_ops"],
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("beyond", None), ("vector", None)),
                            models.Q(("beyond__isnull", False), ("vector__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_circle_is_shown_or_not",
                    )
                ],
            },
        ),
    ]
