"""Who would like to take part: applications, what they say, and who was nominated."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models.cohort import Cohort
from solidarity.people.causes import Cause
from solidarity.people.models import Person


class Region(models.TextChoices):
    """Parts of the world, roughly as people name them."""

    NORTH_AFRICA = "north_africa", _("North Africa and West Asia")
    AFRICA = "africa", _("Africa south of the Sahara")
    SOUTH_ASIA = "south_asia", _("South and Central Asia")
    EAST_ASIA = "east_asia", _("East and Southeast Asia")
    PACIFIC = "pacific", _("Oceania and the Pacific")
    EUROPE = "europe", _("Europe")
    LATIN_AMERICA = "latin", _("Latin America and the Caribbean")
    NORTH_AMERICA = "north_america", _("North America")


class Experience(models.TextChoices):
    """For how long somebody has been working for change."""

    NEW = "new", _("Less than two years")
    SOME = "some", _("Two to ten years")
    LONG = "long", _("More than ten years")


class Answered(models.TextChoices):
    """Where an application stands."""

    SENT = "sent", _("Not answered yet")
    ACCEPTED = "accepted", _("Takes part")
    WAITING = "waiting", _("On the waiting list")
    DECLINED = "declined", _("Not this time")


class Application(models.Model):
    """Somebody would like to take part; withdrawing deletes it. It owns the talk about it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="applications")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="applications")
    at = models.DateTimeField()
    causes = ArrayField(models.CharField(max_length=16, choices=Cause), default=list, blank=True)
    region = models.CharField(max_length=16, choices=Region, blank=True)
    country = models.CharField(max_length=2, blank=True)
    position = models.CharField(max_length=80, blank=True)
    experience = models.CharField(max_length=8, choices=Experience, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    was_nominated = models.BooleanField(default=False)
    will_talk = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who has taken the conversation.",
    )  # fmt: skip
    talked_on = models.DateField(null=True, blank=True)
    talked_with = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_proposed = models.BooleanField(default=False, help_text="In the group that is proposed.")
    chance = models.FloatField(null=True, blank=True, help_text="In the lottery: 0 to 1.")
    state = models.CharField(max_length=8, choices=Answered, default=Answered.SENT)
    letter = models.TextField(max_length=4000, blank=True, help_text="What she was written.")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_application_a_person"),
            models.CheckConstraint(
                condition=Q(chance=None) | Q(chance__gte=0, chance__lte=1),
                name="a_chance_is_from_none_to_all",
            ),
            models.CheckConstraint(
                condition=Q(state="sent") | Q(answered_at__isnull=False),
                name="who_is_answered_knows_when",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "id"], name="applications_of_a_cohort")]

    def __str__(self) -> str:
        """Where it is: notices keep these words."""
        return str(self.cohort.network)

    def get_absolute_url(self) -> str:
        return reverse("cohorts:application", args=[self.cohort.network.slug, self.pk])


class ApplicationAnswer(models.Model):
    """One answer to one question, as it was put; read by its writer and the facilitators."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=200)
    words = models.TextField(max_length=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"], name="application_answers_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class ApplicationNote(models.Model):
    """What somebody who facilitates keeps in mind of a conversation; it goes with the application.

    Those who facilitate read it; whoever applied finds it in her file, since it is about her.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.TextField(max_length=1000)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note {self.pk}"


class Nominated(models.TextChoices):
    """Where a nomination stands."""

    ASKED = "asked", _("Not answered yet")
    YES = "yes", _("Would like to apply")
    NO = "no", _("Not this time")


class Nomination(models.Model):
    """Somebody thinks of somebody: only she herself hears of it before she says yes.

    Who has no account here holds the token of a mail: of that and of her address a digest is kept
    until she answers or the call is over, and of the address alone after a no.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="nominations")
    whom = models.ForeignKey(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="nominations"
    )
    token_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    address_digest = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="So it is sent once."
    )
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.CharField(max_length=500, blank=True, help_text="Why: read by her alone.")
    at = models.DateTimeField()
    state = models.CharField(max_length=6, choices=Nominated, default=Nominated.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "whom"], name="nominated_once"),
            models.UniqueConstraint(
                fields=["cohort", "address_digest"], condition=~Q(address_digest=""),
                name="an_address_nominated_once",
            ),
            models.CheckConstraint(
                condition=Q(whom__isnull=False, token_digest=None, address_digest="")
                | Q(whom=None) & ~Q(address_digest=""),
                name="nominated_here_or_by_mail",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["address_digest"], name="nominations_of_an_address")]

    def __str__(self) -> str:
        """Where it is: notices keep these words."""
        return str(self.cohort.network)

    def get_absolute_url(self) -> str:
        return reverse("cohorts:nominated", args=[self.cohort.network.slug])


class NoNominations(models.Model):
    """Somebody who wants to be nominated for no programme: a person, or an address of mail."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    address_digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address_digest"], condition=~Q(address_digest=""),
                name="an_address_left_in_peace_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address_digest="")
                | Q(person=None) & ~Q(address_digest=""),
                name="a_person_or_an_address_is_left_in_peace",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"no nominations {self.pk}"
