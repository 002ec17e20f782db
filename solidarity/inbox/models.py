"""A notice: something that a person is told."""

from django.db import models

from solidarity.base.models import Reference
from solidarity.people.models import Person


class Notice(Reference):
    """One thing told to one person, once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40, help_text="`app.name`: which templates word it.")
    key = models.CharField(max_length=120, help_text="The same thing is not told twice.")
    words = models.TextField(blank=True, help_text="What somebody wrote to go with it.")
    asks = models.BooleanField(default=False, help_text="It waits for something that I do.")
    told_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "key"], name="told_once"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notices_of_a_person"),
            models.Index(
                fields=["person"],
                condition=models.Q(read_at=None),
                name="notices_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

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
