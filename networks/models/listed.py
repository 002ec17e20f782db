"""What the directory looks through: of each public network no more than it is looked for by."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from networks.models.network import Network


class Listed(models.Model):
    """A public network that the directory shows, in a row a tenth as wide as its own.

    The database keeps these rows itself (`networks_list`); nobody else may write them. There is
    one more column, `position`: a point in the earth's ball (`cube`), for looking near a place.
    """

    network = models.OneToOneField(
        Network, on_delete=models.DO_NOTHING, primary_key=True, related_name="listed",
        db_constraint=False,
    )  # fmt: skip
    words = SearchVectorField()
    facets = ArrayField(models.TextField())
    active_on = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["-active_on", "-network"], name="listed_by_activity"),
            GinIndex(fields=["words", "facets"], name="listed_by_words_and_facets"),
        ]

    def __str__(self) -> str:
        return str(self.network_id)
