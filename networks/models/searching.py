"""What helps one to search: words that there are, and searches that people keep."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from networks.models.network import Network
from solidarity.people.models import Person


class Word(models.Model):
    """A word of public networks, without accents and capitals: what is searched, or was meant."""

    word = models.CharField(max_length=40, primary_key=True)
    networks = models.PositiveIntegerField(help_text="How many public networks have it.")
    trigrams = models.GeneratedField(
        expression=models.Func(models.F("word"), function="networks_trigrams"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
        editable=False,
    )

    class Meta:
        indexes = [GinIndex(fields=["trigrams"], name="words_alike")]

    def __str__(self) -> str:
        return self.word


class SavedSearch(models.Model):
    """A search that a person keeps: she is told what it finds anew."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2400, help_text="As in the address of the directory.")
    saved_at = models.DateTimeField()
    after = models.BigIntegerField(help_text="The newest network when it was saved.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "query"], name="one_search_a_query"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("searches:look", args=[self.pk])


class SavedFind(models.Model):
    """A network that a saved search has found: it is not told again."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="finds")
    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["search", "network"], name="found_once"),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} by {self.search_id}"
