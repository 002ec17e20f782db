"""The handbook: pages that members find, in versions, and who holds which account."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from networks.models import Network
from solidarity.people.models import Person


class About(models.TextChoices):
    """What a page of the handbook is about."""

    INDUCTION = "induction", _("For those who are new")
    FINANCES = "finances", _("Money")
    STATEMENTS = "statements", _("What was said in our name")
    HOWTO = "howto", _("How we do it")
    OTHER = "other", _("Something else")


class ReadBy(models.TextChoices):
    """Who reads a page."""

    MEMBERS = "members", _("Those who belong")
    REDACTED = "redacted", _("Everyone, without what names people")
    EVERYONE = "everyone", _("Everyone")


class Page(models.Model):
    """One page of a body's handbook; its words are in versions."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="handbook")
    slug = models.SlugField(max_length=80)
    about = models.CharField(max_length=10, choices=About, default=About.OTHER)
    title = models.CharField(max_length=120)
    read_by = models.CharField(max_length=8, choices=ReadBy, default=ReadBy.MEMBERS)
    number = models.PositiveSmallIntegerField(default=0, help_text="Of its newest version.")
    at = models.DateTimeField(help_text="Of its newest version.")
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="one_page_a_slug"),
            models.CheckConstraint(condition=~Q(title=""), name="a_page_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("coalitions:page", args=[self.body.slug, self.slug])


class PageVersion(models.Model):
    """The words of a page under one number; the web adds versions and never changes one."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField(max_length=20_000)
    words_html = models.TextField(editable=False)
    outside = models.TextField(
        max_length=20_000, blank=True, help_text="What everyone reads, where it is redacted."
    )
    outside_html = models.TextField(editable=False, blank=True)
    why = models.TextField(max_length=1000, blank=True)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="one_page_version_a_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(words=""), name="a_page_says_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id} ({self.number})"


class Account(models.Model):
    """An account that the body has somewhere, and who holds it: never its secrets."""

    body = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="accounts")
    name = models.CharField(max_length=120, help_text="“Our page at …”, “bank account”.")
    what_for = models.CharField(max_length=300, blank=True)
    holder = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    second = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(ended_at=None), name="one_account_a_name"
            ),
            models.CheckConstraint(
                condition=Q(second=None) | ~Q(second=models.F("holder")),
                name="two_hold_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name
