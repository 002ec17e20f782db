"""Notices, the mails that carry them, and on what terms they reach somebody."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from solidarity.base.models import Reference
from solidarity.inbox.kinds import Group, Often
from solidarity.people.models import Person

SOURCE = "Key of the body that it comes from, which this room does not know."


class Weekday(models.IntegerChoices):
    """The days of a week, as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Rhythm(models.Model):
    """When mails come to a person and what they show; without a row it is as the defaults say."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="rhythm"
    )
    hour = models.PositiveSmallIntegerField(default=17, help_text="Of digests, in her zone.")
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.SUNDAY)
    budget = models.PositiveSmallIntegerField(
        default=5, help_text="Reminders come at once while fewer mails came in seven days."
    )
    is_neutral = models.BooleanField(default=False, help_text="Mails tell nothing; they lead here.")
    is_silent = models.BooleanField(default=False, help_text="No mails at all.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(hour__lt=24), name="an_hour_of_a_day"),
            models.CheckConstraint(condition=models.Q(weekday__lt=7), name="a_day_of_a_week"),
        ]

    def __str__(self) -> str:
        return f"rhythm of {self.person_id}"


class Wish(models.Model):
    """How often a person wants mails of a group: of one body, or (no source) of all others."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wishes")
    source = models.BigIntegerField(null=True, blank=True, help_text=SOURCE)
    group = models.CharField(max_length=9, choices=Group)
    often = models.CharField(max_length=6, choices=Often)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source", "group"],
                name="one_wish_a_group",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.often} for {self.person_id}"


class MailState(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", _("On its way")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Came back")
    DEAD = "dead", _("Given up")


class Mail(models.Model):
    """One mail to one person: a notice on its own, or the digest of a day."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mails")
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    day = models.DateField(null=True, blank=True, help_text="Of a digest: the day where she is.")
    state = models.CharField(max_length=8, choices=MailState, default=MailState.WAITING)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="No attempt before this moment, UTC.")
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=80, blank=True, help_text="The kind of the error.")
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day"], name="one_digest_a_day"),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="a_sent_mail_has_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="mails_to_a_person"),
            models.Index(
                fields=["due_at"], condition=models.Q(state="waiting"), name="mails_that_wait"
            ),
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("inbox:mail", args=[self.pk])

    @property
    def is_digest(self) -> bool:
        """Whether it gathers what was new."""
        return self.day is not None

    @property
    def message_id(self) -> str:
        """Its Message-ID: the same at every attempt."""
        return f"<{self.token}@{urlsplit(settings.SITE_URL).hostname}>"


class Notice(Reference):
    """One thing told to one person, once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40, help_text="`app.name`: which templates word it.")
    key = models.CharField(max_length=120, help_text="The same thing is not told twice.")
    words = models.TextField(blank=True, help_text="What somebody wrote to go with it.")
    asks = models.BooleanField(default=False, help_text="It waits for something that I do.")
    source = models.BigIntegerField(null=True, blank=True, help_text=SOURCE)
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_due_at = models.DateTimeField(
        null=True, blank=True, help_text="It waits for the digest of this moment, UTC."
    )
    mail = models.ForeignKey(
        Mail, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="told_once"),
            models.CheckConstraint(
                condition=models.Q(mail=None) | models.Q(mail_due_at=None), name="in_one_mail"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notices_of_a_person"),
            models.Index(
                fields=["person"],
                condition=models.Q(read_at=None),
                name="notices_unread",
            ),
            models.Index(
                fields=["mail_due_at", "person"],
                condition=models.Q(mail_due_at__isnull=False),
                name="notices_for_digests",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def key_in_words(self) -> str:
        """Its key; templates take long to write a number."""
        return str(self.pk)

    @property
    def line_template(self) -> str:
        """The template of its line in the inbox."""
        return self._template("notices", "html")

    @property
    def mail_template(self) -> str:
        """The template of its mail: the subject on the first line, an empty one, the text."""
        return self._template("mails", "txt")

    def _template(self, folder: str, ending: str) -> str:
        app, name = self.kind.split(".")
        return f"{app}/{folder}/{name}.{ending}"


class Bounce(models.Model):
    """Mails to this address of hers come back; none is sent until she says that it works."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="bounce")
    address = models.EmailField(help_text="With another address it does not count any more.")
    code = models.CharField(max_length=20, help_text="What the mail server said, in digits.")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"bounce of {self.person_id}"


class Feed(models.Model):
    """What a person is told, as a feed: of all bodies, or of one. Its address is a secret."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feeds")
    source = models.BigIntegerField(null=True, blank=True, help_text=SOURCE)
    digest = models.CharField(max_length=64, unique=True, help_text="Of the token in its address.")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source"], name="one_feed_a_source", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"feed {self.pk}"


class Run(models.Model):
    """What became of the digests of a day (UTC): for the admins."""

    day = models.DateField(unique=True)
    last_at = models.DateTimeField(help_text="When was last looked for digests that are due.")
    composed = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    bounced = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0, help_text="Attempts that will be repeated.")

    def __str__(self) -> str:
        return f"digests of {self.day}"
