"""A thread, what was said in it, and what others answered with a word."""

from typing import cast

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from solidarity.people.models import Person
from solidarity.threads.owners import Manners, Voice, manners_of


class Removal(models.TextChoices):
    """Who took a post away."""

    NONE = "", ""
    AUTHOR = "author", _("Removed by its author")
    STEWARD = "steward", _("Removed by a steward")


class Answer(models.TextChoices):
    """What one says to a post without a comment; each means something."""

    THANKS = "thanks", _("Thank you")
    HELP = "help", _("I can help")
    QUESTION = "question", _("I have a question")


class Thread(models.Model):
    """A conversation: an opening post and the comments on it."""

    owner_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    owner_id = models.BigIntegerField()
    owner = GenericForeignKey("owner_type", "owner_id")
    title = models.CharField(max_length=120, blank=True, help_text="Empty when it was removed.")
    is_announcement = models.BooleanField(default=False, help_text="All were told of it.")
    started_at = models.DateTimeField()
    newest = models.BigIntegerField(default=0, help_text="Key of its newest post.")
    comments = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["owner_type", "owner_id", "-newest"], name="threads_of_an_owner")
        ]

    def __str__(self) -> str:
        """Where it is: notices keep these words, and what it says may be removed."""
        return str(self.owner)

    def get_absolute_url(self) -> str:
        return self.manners.address(self.owner, self.pk)

    @property
    def manners(self) -> Manners:
        """How its owner keeps it."""
        return manners_of(cast(models.Model, self.owner))

    def voice_of(self, person: Person) -> Voice:
        """What `person` may do in it."""
        return self.manners.voice(self.owner, person)

    @property
    def opening(self) -> "Post":
        """The post that it began with."""
        return self.posts.select_related("author").get(is_opening=True)


class Post(models.Model):
    """What one person wrote: it opens a thread or comments on it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts"
    )
    is_opening = models.BooleanField(default=False)
    words = models.TextField(max_length=5000, blank=True)
    words_html = models.TextField(blank=True, editable=False)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removal = models.CharField(max_length=8, choices=Removal, default=Removal.NONE, blank=True)
    key = models.CharField(max_length=64, help_text="The same form sent twice is one post.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="one_post_a_form"),
            models.UniqueConstraint(
                fields=["thread"], condition=models.Q(is_opening=True), name="one_opening_a_thread"
            ),
            models.CheckConstraint(
                condition=models.Q(removal="", removed_at=None)
                | models.Q(words="", words_html="", removed_at__isnull=False)
                & ~models.Q(removal=""),
                name="removed_words_are_gone",
            ),
        ]
        indexes = [models.Index(fields=["thread", "-id"], name="posts_of_a_thread")]

    def __str__(self) -> str:
        return f"post {self.pk}"

    @property
    def has_title(self) -> bool:
        """Whether a title stands over it: that of its thread, if that has one."""
        return self.is_opening and bool(self.thread.title)


class Reaction(models.Model):
    """One word of one person under a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=8, choices=Answer)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "kind", "person"], name="said_once")]

    def __str__(self) -> str:
        return f"{self.kind} under {self.post_id}"
