"""What was done in a network: facts that the web may add and never change."""

from datetime import date, datetime

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
    WAITLISTED = "waitlisted", _("put on the waiting list")
    LEFT = "left", _("left")
    CHANGED = "changed", _("changed the settings")
    AFFILIATED = "affiliated", _("affiliated")
    PARTED = "parted", _("ended the affiliation")
    INVITED = "invited", _("invited")
    REVOKED = "revoked", _("took an invitation back")
    ACCEPTED = "accepted", _("accepted the invitation of")
    CLAIMED = "claimed", _("became steward of what was unclaimed")
    DECIDED = "decided", _("decided who looks after the network")
    TAKEN_AWAY = "taken_away", _("took the page away")
    MERGED = "merged", _("merged another page into this one")
    TOOK_DOWN = "took_down", _("took down a post")
    WAYS = "ways", _("wrote the ways of working anew")
    OBJECTED = "objected", _("objected to the ways of working")
    MET = "met", _("answered the objection of")
    REMOVED = "removed", _("removed")
    PAUSED = "paused", _("paused")
    ANSWERED = "answered", _("answered the stewards")
    UPHELD = "upheld", _("left it as it was")
    LIFTED = "lifted", _("took it back")
    REOPENED = "reopened", _("opened the door again")
    PROPOSED = "proposed", _("proposed a steward")
    DROPPED = "dropped", _("took a proposal back")
    CHOSEN = "chosen", _("became a steward")
    RECALLED = "recalled", _("was recalled")
    HANDED_OVER = "handed_over", _("handed over")
    STEPPED_DOWN = "stepped_down", _("stepped down")
    TERM_ENDED = "term_ended", _("ended a term")
    TOOK_UP = "took_up", _("took up a report")
    HANDLED = "handled", _("handled a report")
    ASKED_THEM = "asked_them", _("asked the stewards")
    UNLISTED = "unlisted", _("took the network out of the directory")
    LISTED = "listed", _("put the network back into the directory")
    TOOK_OFF = "took_off", _("took a shared conversation off the board")
    APPROACHED = "approached", _("asked for an affiliation")
    TURNED_DOWN = "turned_down", _("declined an affiliation")
    TAKEN_BACK = "taken_back", _("took back the question about an affiliation")
    TIE_PROPOSED = "tie_proposed", _("proposed a tie")
    TIE_MADE = "tie_made", _("confirmed a tie")
    TIE_ENDED = "tie_ended", _("ended a tie")
    OPENING = "opening", _("proposed who sees what the network holds")
    OPENED = "opened", _("published what the network holds")
    SHUT = "shut", _("keeps what it holds to its members")
    OPENING_OVER = "opening_over", _("took that proposal back")
    VALUE_KEPT = "value_kept", _("kept a value in our own words")
    VALUE_NOT_KEPT = "value_no", _("did not keep what was proposed as a value")
    VALUE_PLACED = "value_placed", _("said where a value stands on the map")
    VALUE_SHOWN = "value_shown", _("changed who reads a value")
    VALUE_GONE = "value_gone", _("let go of a value")
    SPEAKS = "speaks", _("became a spoke")
    STANDS_IN = "stands_in", _("became an alternate")
    SPOKE_ENDED = "spoke_ended", _("speaks for the network no more")
    ROUND = "round", _("opened a round of a decision")
    EXTENDED = "extended", _("gave a round more time")
    COUNTED = "counted", _("counted a round")
    CALLED_OFF = "called_off", _("called off a decision")
    MANDATE = "mandate", _("wrote what the network carries into a council")
    TO_REVIEW = "to_review", _("brought back a decision to look at it again")
    ASKED_OUT = "asked_out", _("asked a network to leave")
    OUT_ANSWERED = "out_answered", _("answered why it is asked to leave")
    OUT_DROPPED = "out_dropped", _("took back that a network is asked to leave")


OF_DECISIONS = (
    Verb.ROUND, Verb.EXTENDED, Verb.COUNTED, Verb.CALLED_OFF, Verb.MANDATE, Verb.TO_REVIEW,
)  # fmt: skip
OF_LEAVING = (Verb.ASKED_OUT, Verb.OUT_ANSWERED, Verb.OUT_DROPPED)
OF_APPROACHES = (Verb.APPROACHED, Verb.TURNED_DOWN, Verb.TAKEN_BACK)
OF_SPOKES = (Verb.SPEAKS, Verb.STANDS_IN, Verb.SPOKE_ENDED)
# Of a tie, nobody hears who may not know of both networks.
OF_TIES = (Verb.TIE_PROPOSED, Verb.TIE_MADE, Verb.TIE_ENDED)


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
    "admission": _("who lets people in"),
    "agreement_template": _("whether the agreement is shared with everybody"),
    "networks_join": _("how networks come in"),
    "spoke_months": _("how long a spoke's term is"),
    "waiting_days": _("how long newcomers wait before they decide"),
    "leaving_path": _("how a network is asked to leave"),
    "members_invite": _("who may invite"),
    "shows_members": _("who sees the members"),
    "shows_affiliations": _("who sees the affiliations"),
    "choosing": _("how stewards are chosen"),
    "choosing_number": _("how many must confirm"),
    "term_months": _("how long a term is"),
    "ways_decided": _("who changes the ways of working"),
    "threads_kept_months": _("how long conversations are kept"),
    "affiliation_questions": _("questions to networks that want to belong"),
    "map_off": _("whether the circle of values is there"),
    "prerequisites": _("where a network must belong before"),
    "circles": _("circles"),
    "customs": _("how questions are brought in and decided"),
    "own_voices": _("how many voices a network has"),
    "usual_methods": _("the usual method for a kind of question"),
    "handbook_read_by": _("who reads a page of the handbook"),
    "handbook_page": _("which pages the handbook has"),
    "material": _("which materials the programme has"),
    "programme_shared": _("whether others may begin with the programme"),
    "trusted": _("whom participants trust with challenges"),
    "accounts": _("who holds which account"),
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
    def is_between(self) -> bool:
        """Whether it was done between two networks."""
        return self.verb in OF_TIES or self.verb in OF_APPROACHES or self.verb in OF_LEAVING

    @property
    def is_of_spokes(self) -> bool:
        """Whether it is about who speaks for the network, or for one that belongs to it."""
        kinds = {"spoke", "alternate", "spoke_end", "spoke_over"}
        is_proposed = self.verb == Verb.PROPOSED and self.facts.get("kind") in kinds
        return is_proposed or self.verb in OF_SPOKES

    @property
    def is_of_decisions(self) -> bool:
        """Whether it is of the life of a decision."""
        return self.verb in OF_DECISIONS

    @property
    def until(self) -> datetime | None:
        """Until when what was done holds, where it ends by itself."""
        return datetime.fromisoformat(self.facts["until"]) if "until" in self.facts else None

    @property
    def review_day(self) -> date | None:
        """When what was written down is looked at again."""
        day = self.facts.get("review", "none")
        return None if day == "none" else date.fromisoformat(day)

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
