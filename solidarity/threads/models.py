"""A thread, what was said in it, and what others answered with a word."""

from collections.abc import Iterator, Sequence
from copy import copy
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
    is_shared = models.BooleanField(
        default=False, db_default=False, help_text="It stands in other places, too."
    )

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

    @property
    def places(self) -> Sequence[models.Model]:
        """Where it stands: with its owner, or, when it is shared, in each of these."""
        return (
            self.manners.shared_with(self.pk)
            if self.is_shared
            else [cast(models.Model, self.owner)]
        )

    def voice_of(self, person: Person) -> Voice:
        """What `person` may do in it: order is kept by those who keep it with its owner.

        Whoever only reads in one of its places writes in none: it would be read there, too.
        """
        voices = {place.pk: self.manners.voice(place, person) for place in self.places}
        at_home = voices.get(self.owner_id, Voice())
        heard = [voice for voice in voices.values() if voice.reads]
        return Voice(
            reads=bool(heard),
            writes=bool(heard) and all(voice.writes for voice in heard),
            keeps_order=at_home.keeps_order,
        )

    @property
    def readers(self) -> models.QuerySet[Person]:
        """All who may read it."""
        if not self.is_shared:
            return self.manners.readers(self.owner)
        either = models.Q(pk__in=[])
        for place in self.places:
            either |= models.Q(pk__in=self.manners.readers(place).values("pk"))
        return Person.objects.filter(either)

    def where(self, people: Sequence[Person]) -> Iterator[tuple["Thread", list[Person]]]:
        """It as each of `people` meets it: in the first of its places that she reads in."""
        if not self.is_shared:
            yield self, list(people)
            return
        left = list(people)
        for place in self.places if left else ():
            readers = self.manners.readers(place).filter(pk__in=[each.pk for each in left])
            mine = set(readers.values_list("pk", flat=True))
            here = copy(self)
            here.owner = place
            if found := [person for person in left if person.pk in mine]:
                yield here, found
            left = [person for person in left if person.pk not in mine]

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

    def get_absolute_url(self) -> str:
        """Where it is read with its owner."""
        return f"{self.thread.get_absolute_url()}#post-{self.pk}"

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


class Conversation(models.Model):
    """What two people write to each other, in one thread; the pair is stored once."""

    # Empty: she deleted her account; what the other wrote stays the other's.
    one = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="one_conversation_a_pair"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="a_pair_stands_once"
            ),
        ]
        indexes = [models.Index(fields=["other"], name="conversations_of_the_other")]

    def __str__(self) -> str:
        names = (each.display_name if each else _("A former member") for each in self.both)
        return " – ".join(map(str, names))

    @property
    def both(self) -> tuple[Person | None, Person | None]:
        """The two, as far as they are still here."""
        return self.one, self.other

    def far_from(self, person: Person) -> Person | None:
        """Whom `person` writes to in it; None when the other has deleted her account."""
        return self.other if person.pk == self.one_id else self.one
