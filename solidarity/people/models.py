"""A person, the handles ever used, and what she was about to write."""

from __future__ import annotations

import zoneinfo
from functools import lru_cache
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from solidarity.people.causes import Cause


class SeenBy(models.TextChoices):
    """Who sees a thing that a person says of herself."""

    EVERYONE = "everyone", _("Everyone")
    NETWORKS = "networks", _("Members of my networks")
    ME = "me", _("Only me")


class WrittenBy(models.TextChoices):
    """Who may write to a person."""

    EVERYONE = "everyone", _("Everyone who is signed in")
    NETWORKS = "networks", _("Members of my networks")
    NOBODY = "nobody", _("Nobody")


class PersonManager(BaseUserManager["Person"]):
    """Makes people; an account without a password signs in by mailed code."""

    def here(self) -> models.QuerySet[Person]:
        """Those who can be met and written to: their accounts are neither closed nor resting."""
        return self.filter(is_active=True, resting_since=None)

    def reached(self) -> models.QuerySet[Person]:
        """Those to whom mails go: who are here, and whose accounts are not frozen."""
        return self.here().filter(frozen_at=None)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """A person with this address; the handle must be among `fields`."""
        person = self.model(email=email.lower(), **fields)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.save(using=self._db)
        return person


@lru_cache(maxsize=4096)
def _address(handle: str) -> str:
    return reverse("people:person", args=[handle])


class Person(AbstractBaseUser):
    """A change maker with an account. Only she sees her address."""

    email = models.EmailField(_("Mail address"), unique=True)
    handle = models.SlugField(max_length=40, unique=True)
    display_name = models.CharField(_("Name"), max_length=60)
    moves_me = models.TextField(_("What moves me"), max_length=2000, blank=True)
    moves_me_html = models.TextField(blank=True, editable=False)
    place = models.CharField(_("Place"), max_length=120, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    causes = ArrayField(models.CharField(max_length=16, choices=Cause), default=list, blank=True)
    page_seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.NETWORKS)
    moves_me_seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.NETWORKS)
    place_seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.NETWORKS)
    languages_seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.NETWORKS)
    causes_seen_by = models.CharField(max_length=8, choices=SeenBy, default=SeenBy.NETWORKS)
    written_by = models.CharField(
        max_length=8,
        choices=WrittenBy,
        default=WrittenBy.NETWORKS,
        db_default=WrittenBy.NETWORKS,
        help_text="Who may write to her.",
    )
    interface_language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=40, default="UTC")
    is_active = models.BooleanField(default=True)
    is_admin = models.BooleanField(default=False, help_text="Keeps the instance running.")
    resting_since = models.DateTimeField(
        null=True, blank=True, help_text="Paused by herself: not shown, not written to, UTC."
    )
    joined_at = models.DateTimeField(default=now)
    frozen_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when nobody can sign in or act; UTC."
    )

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["handle", "display_name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="email_is_lower"),
            models.CheckConstraint(condition=~models.Q(display_name=""), name="person_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_absolute_url(self) -> str:
        return _address(self.handle)

    @property
    def is_frozen(self) -> bool:
        """Whether nobody can sign in to it for now; others do not see it."""
        return self.frozen_at is not None

    @property
    def is_reached(self) -> bool:
        """Whether mails go to her: she is here, and her account is not frozen."""
        return self.is_here and not self.is_frozen

    @property
    def is_here(self) -> bool:
        """Whether she can be met and written to: her account is neither closed nor resting."""
        return self.is_active and self.resting_since is None

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """Her time zone; UTC when it is one that this machine does not know (any more)."""
        try:
            return zoneinfo.ZoneInfo(self.time_zone)
        except (zoneinfo.ZoneInfoNotFoundError, OSError, ValueError):
            return zoneinfo.ZoneInfo("UTC")


Viewer = Person | AnonymousUser


class PersonRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: Person


class ViewerRequest(HttpRequest):
    """A request of anybody."""

    user: Viewer


class UsedHandle(models.Model):
    """Every handle ever given: an address that led to one person never leads to another."""

    handle = models.SlugField(max_length=40, primary_key=True, help_text="Or its digest.")
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="used_handles",
        help_text="Who took it, so that it can be made unreadable when she goes.",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.handle


class Draft(models.Model):
    """What a person has typed and not yet sent; kept until she sends it or throws it away."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    purpose = models.CharField(max_length=80, help_text="The form that it belongs to.")
    fields = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "purpose"], name="one_draft_a_purpose")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} of {self.person_id}"


class Keeping(models.TextChoices):
    """How one keeps somebody away."""

    MUTE = "mute", _("Muted")
    BLOCK = "block", _("Blocked")


class Distance(models.Model):
    """Somebody whom a person keeps away; only she knows."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="distances")
    other = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=Keeping)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "other"], name="one_distance_a_pair"),
            models.CheckConstraint(
                condition=~models.Q(person=models.F("other")), name="nobody_keeps_herself_away"
            ),
        ]
        indexes = [models.Index(fields=["other"], name="kept_away")]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.other_id}: {self.kind}"


class Session(AbstractBaseSession):
    """Where somebody is signed in: since and in which hour last used, at what kind of browser.

    No address of the network, and of what a browser says of itself only its kind.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="sessions")
    device = models.CharField(max_length=24, blank=True, help_text="Such as `firefox-android`.")
    began_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True, help_text="To the hour, UTC.")

    @classmethod
    def get_session_store_class(cls) -> Any:
        from solidarity.people.sessions import SessionStore  # it names this model

        return SessionStore


class KnownDevice(models.Model):
    """A kind of browser at which a person signed in before, and in which hour the last time.

    Signing in there once more tells her nothing new.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="known_devices")
    device = models.CharField(max_length=24)
    seen_at = models.DateTimeField(help_text="When she last signed in there, UTC.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "device"], name="a_device_is_known_once")
        ]

    def __str__(self) -> str:
        return f"{self.device} of {self.person_id}"


class FrozenBy(models.TextChoices):
    """Whose act it was."""

    HERSELF = "herself", _("You yourself")
    FRIEND = "friend", _("Somebody with your link")
    ADMIN = "admin", _("An admin")


class Freezing(models.Model):
    """That an account was frozen, by whom and why, and how it ended; its owner reads all of it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="freezings")
    kind = models.CharField(max_length=8, choices=FrozenBy)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="The admin.",
    )  # fmt: skip
    reason = models.TextField(blank=True, max_length=500)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=models.Q(ended_at=None),
                name="frozen_once_in_a_way",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="admin") | ~models.Q(reason=""),
                name="an_admin_freezes_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class FriendsLink(models.Model):
    """A link that a person gave to a friend: it signs her out everywhere and freezes, once."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="friends_link")
    digest = models.CharField(max_length=64, unique=True, help_text="Of the token in the link.")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link of {self.person_id}"


class Export(models.Model):
    """Everything about a person in one file: made when she asks, fetched once, then forgotten."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="export")
    asked_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(null=True, help_text="The file; left out of every backup.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(content=None)
                | models.Q(ready_at__isnull=False, fetched_at=None),
                name="a_fetched_export_is_gone",
            )
        ]

    def __str__(self) -> str:
        return f"export of {self.person_id}"


class Departure(models.Model):
    """A person asked for her account to be deleted: until `due_at` she can stay after all."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="departure")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True, help_text="From then on all of it is deleted.")
    leaves_words = models.BooleanField(help_text="What she said on boards stays, without her name.")

    def __str__(self) -> str:
        return f"departure of {self.person_id}"


class Erasure(models.Model):
    """That somebody was deleted: a digest that names nobody, to delete her from old backups too."""

    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"erasure {self.pk}"
