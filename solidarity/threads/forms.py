"""The shape of what people say in threads."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from solidarity.base.secrets import new_token
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.ui.forms import KeepsBoth

LONGEST = 5000


class TitleField(NameField):
    """What a conversation is about."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What is it about?"),
            max_length=120,
            error_messages={"required": _("Write in a few words what it is about.")},
        )


class PostField(WordsField):
    """What somebody says."""

    def __init__(self, label: Any, rows: int, help_text: Any = "") -> None:
        super().__init__(
            label=label,
            max_length=LONGEST,
            help_text=help_text,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": _("Write something first.")},
        )


CALLING = _("Markdown works. To call somebody, write the word with @ that stands beside the name.")


class SentOnce(forms.Form):
    """A form with a key of its own: sent twice, it is one post."""

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {**self.initial, "key": new_token()}

    def clean_key(self) -> str:
        """The key, or a fresh one where none came."""
        return self.cleaned_data["key"] or new_token()


class BoardsField(forms.MultipleChoiceField):
    """Other boards on which a conversation shall stand."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Share it in other networks of yours, too"),
            help_text=_("It is one conversation: all who belong to one of them read and answer."),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class StartForm(SentOnce):
    """A new conversation."""

    title = TitleField()
    words = PostField(
        _("What would you like to say?"),
        8,
        CALLING,
    )
    to_all = forms.BooleanField(
        label=_("Tell everybody at once, here and by mail"),
        help_text=_("For news that nobody should miss. Other posts are not mailed."),
        required=False,
    )

    boards = BoardsField()

    def __init__(
        self, *args: Any, can_announce: bool, boards: Sequence[tuple[str, str]] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if not can_announce:
            del self.fields["to_all"]
        if boards:
            cast(forms.ChoiceField, self.fields["boards"]).choices = boards
        else:
            del self.fields["boards"]


class CommentForm(SentOnce):
    """An answer in a conversation."""

    words = PostField(_("Your comment"), 4, CALLING)


class WordsForm(SentOnce):
    """Words where few read: in a letter, on a request."""

    words = PostField(_("Your words"), 4, _("Markdown works."))


class FirstWordsForm(SentOnce):
    """The first words to somebody."""

    words = PostField(_("What would you like to say?"), 6, _("Only the two of you read it."))


class EditCommentForm(KeepsBoth):
    """A comment or a letter that is changed."""

    words = PostField(_("Your words"), 8)


class EditOpeningForm(KeepsBoth):
    """An opening post that is changed."""

    title = TitleField()
    words = PostField(_("What would you like to say?"), 8)


class TakeDownForm(forms.Form):
    """Why a post is taken down."""

    reason = WordsField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("Its author reads this, and so do the members in the log."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a reason: nothing is taken down without one.")},
    )
