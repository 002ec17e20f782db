"""What was done in a network: facts that the web may add and never change."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Network
from solidarity.people.models import Person


class Verb(models.TextChoices):
    """Acts that leave a trace. The label completes a sentence: who, what."""

    FOUNDED = "founded", _("founded the network")
    JOINED = "joined", _("joined")
    ASKED = "asked", _("asked to join")
    WITHDREW = "withdrew", _("withdrew the request")
    ADMITTED = "admitted", _("let in")
    DECLINED = "declined", _("declined")
    LEFT = "left", _("left")
    CHANGED = "changed", _("changed the settings")
    AFFILIATED = "affiliated", _("affiliated")
    PARTED = "parted", _("ended the affiliation")
    INVITED = "invited", _("invited")
    REVOKED = "revoked", _("took an invitation back")
    ACCEPTED = "accepted", _("accepted the invitation of")
    CLAIMED = "claimed", _("became steward of what was unclaimed")
    DECIDED = "decided", _("decided who looks after the network")
    UNLISTED = "unlisted", _("took the page away")
    MERGED = "merged", _("merged another page into this one")
    TOOK_DOWN = "took_down", _("took down a post")


FIELDS = {
    "name": _("name"),
    "summary": _("summary"),
    "story": _("story"),
    "place": _("place"),
    "country": _("country"),
    "website": _("website"),
    "aims_short": _("aims for now"),
    "aims_long": _("aims in the long run"),
    "organising": _("how the network organises"),
    "founded_year": _("year of beginning"),
    "capacity": _("room for more"),
    "causes": _("causes"),
    "languages": _("languages"),
    "visibility": _("who can find it"),
    "join_policy": _("how people join"),
    "questions": _("questions to those who ask"),
    "members_invite": _("who may invite"),
    "shows_members": _("who sees the members"),
    "shows_affiliations": _("who sees the affiliations"),
}


class LogEntry(models.Model):
    """One act: who did what to whom, when. Names are joined in, words stand apart."""

    network = models.ForeignKey(Network, on_delete=models.DO_NOTHING, related_name="log")
    verb = models.CharField(max_length=12, choices=Verb)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.DO_NOTHING, null=True, related_name="+")
    whom = models.ForeignKey(Person, on_delete=models.DO_NOTHING, null=True, related_name="+")
    other = models.ForeignKey(Network, on_delete=models.DO_NOTHING, null=True, related_name="+")
    facts = models.JSONField(default=dict, help_text="Codes and numbers; never names or words.")

    class Meta:
        indexes = [models.Index(fields=["network", "-id"], name="log_of_a_network")]

    def __str__(self) -> str:
        return f"{self.verb} {self.pk}"

    @property
    def changed_fields(self) -> list[str]:
        """What a change of settings touched, in the reader's language."""
        return [str(FIELDS[name]) for name in self.facts.get("fields", []) if name in FIELDS]


class LogWords(models.Model):
    """What somebody wrote with an act: a reason. The eraser can empty it, the web cannot."""

    entry = models.OneToOneField(LogEntry, on_delete=models.CASCADE, related_name="written")
    words = models.TextField()

    def __str__(self) -> str:
        return f"words of {self.entry_id}"
