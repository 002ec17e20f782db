"""Networks that ask for one another: the words and answers that go with it, and a body's terms."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.forms.bound import show_bound
from networks.forms.choosing import TERMS
from networks.models import AffiliationQuestion, Network, NetworksJoin, Visibility
from networks.queries import networks_named
from networks.rules.bound import bound_in
from solidarity.people.forms.fields import NameField, WordsField
from solidarity.people.models import Person
from solidarity.threads.forms import SentOnce

MOST_QUESTIONS = 5
MOST_NEEDED = 5
SPOKE_TERMS = [("", _("As long as a term of her own network’s stewards")), *TERMS]


class FindForm(forms.Form):
    """Which network one means."""

    q = NameField(
        label=_("Which network?"),
        max_length=200,
        help_text=_("A part of its name, or the address of its page."),
        widget=forms.TextInput(attrs={"type": "search"}),
        error_messages={"required": _("Write a part of its name.")},
    )


def _add_questions(form: forms.Form, questions: Iterable[AffiliationQuestion]) -> None:
    for question in questions:
        form.fields[f"answer_{question.position}"] = WordsField(
            label=question.words,
            max_length=2000,
            required=question.required,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={
                "required": _("Write a few words: the other stewards would like to know.")
            },
        )


def _answers(form: forms.Form) -> dict[int, str]:
    return {
        int(name.removeprefix("answer_")): words
        for name, words in form.cleaned_data.items()
        if name.startswith("answer_")
    }


class ApproachForm(SentOnce):
    """What one network says to another that it wants to belong to, or wants to have."""

    message = WordsField(
        label=_("A few words to its stewards"),
        max_length=2000,
        help_text=_("Who you are, and what you hope for. You go on talking there."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write a few words, so that they know you a little.")},
    )

    def __init__(
        self, *args: Any, questions: Iterable[AffiliationQuestion] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _add_questions(self, questions)

    def answers(self) -> dict[int, str]:
        """What was answered, by the question's position."""
        return _answers(self)


class AcceptForm(forms.Form):
    """The answers of a network that says yes to an invitation."""

    def __init__(
        self, questions: Iterable[AffiliationQuestion], *args: Any, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        _add_questions(self, questions)

    def answers(self) -> dict[int, str]:
        """What was answered, by the question's position."""
        return _answers(self)


class NoForm(forms.Form):
    """Why it is not to be."""

    reason = WordsField(
        label=_("Why?"),
        max_length=1000,
        help_text=_("The stewards on both sides read this, and so do the members in the logs."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a reason: nobody is turned away without one.")},
    )


class RecallForm(NoForm):
    """A reason that may go with taking something back."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = False


class TermsForm(forms.Form):
    """What a body asks of networks that want to belong to it."""

    networks_join = forms.ChoiceField(
        label=_("How do networks come in?"),
        choices=NetworksJoin.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text=_("Whoever is invited says yes or no; whoever asks is answered."),
    )
    spoke_months = forms.TypedChoiceField(
        label=_("How long does somebody speak here for her network?"),
        choices=SPOKE_TERMS,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    needed = WordsField(
        label=_("Where must a network belong before it can belong here?"),
        required=False,
        max_length=1200,
        help_text=_("The address of each network on a line of its own. Leave it empty for none."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
    )

    def __init__(self, body: Network, by: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.body, self.by = body, by
        for number in range(1, MOST_QUESTIONS + 1):
            self.fields[f"question_{number}"] = NameField(
                label=_("Question %(number)s") % {"number": number},
                max_length=200,
                required=False,
            )
            self.fields[f"required_{number}"] = forms.BooleanField(
                label=_("Question %(number)s must be answered") % {"number": number},
                required=False,
            )
        last = ("needed", "networks_join", "spoke_months")
        self.order_fields([*(name for name in self.fields if name not in last), *last])
        show_bound(self, bound_in(body))

    def clean_networks_join(self) -> str:
        """As it is, where nothing was chosen."""
        return self.cleaned_data["networks_join"] or self.body.networks_join

    def clean_needed(self) -> list[Network]:
        """The networks that were named."""
        lines = [line for line in self.cleaned_data["needed"].split("\n") if line.strip()]
        if len(lines) > MOST_NEEDED:
            words = gettext("Name %(most)s networks at most.") % {"most": MOST_NEEDED}
            raise forms.ValidationError(words)
        return list(self._named(lines))

    def _named(self, lines: Sequence[str]) -> Iterator[Network]:
        for line in dict.fromkeys(line.strip() for line in lines):
            slug = line.rstrip("/").rpartition("/")[2]
            found = [n for n in networks_named(self.by, line) if n.slug == slug.lower()]
            if not found or found[0].visibility != Visibility.PUBLIC:
                words = gettext("We know no public network at “%(line)s”. Copy its address.")
                raise forms.ValidationError(words % {"line": line})
            if found[0] == self.body:
                raise forms.ValidationError(gettext("A network cannot be its own condition."))
            yield found[0]

    def terms(self) -> dict[str, Any]:
        """How networks come in, and how long their spokes speak."""
        return {name: self.cleaned_data[name] for name in ("networks_join", "spoke_months")}

    def questions(self) -> list[tuple[str, bool]]:
        """Each question that was written, and whether it must be answered."""
        rows = (
            (self.cleaned_data[f"question_{number}"], self.cleaned_data[f"required_{number}"])
            for number in range(1, MOST_QUESTIONS + 1)
        )
        return [(words, required) for words, required in rows if words]


def terms_of(body: Network) -> dict[str, Any]:
    """What stands in `TermsForm` for `body` now."""
    shown: dict[str, Any] = {
        "networks_join": body.networks_join, "spoke_months": body.spoke_months or "",
    }  # fmt: skip
    for number, question in enumerate(body.affiliation_questions.order_by("position"), start=1):
        shown |= {f"question_{number}": question.words, f"required_{number}": question.required}
    rows = body.prerequisites.select_related("needed").order_by("needed__name")
    return shown | {"needed": "\n".join(row.needed.get_absolute_url() for row in rows)}
