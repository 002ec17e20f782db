"""A secret ballot: the form of its method, and the code that it is changed with."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from decisions.codes import new_code
from decisions.forms.taking import PositionForm, position_form
from decisions.methods.score import Score
from decisions.models import Round
from decisions.queries.counting import method_of
from decisions.rules.taking import NEEDS_REASON

LONGEST = 80
KNOWN = ("key", "before")  # a form of a position says which it is, and which one it replaces


class CodeField(forms.CharField):
    """The code of a ballot that is changed."""

    def __init__(self) -> None:
        super().__init__(
            label=_("The code of your ballot"),
            max_length=LONGEST,
            help_text=_("All nine groups of four. Capitals and dashes do not matter."),
            widget=forms.TextInput(
                attrs={"dir": "ltr", "autocomplete": "off", "spellcheck": "false"}
            ),
            error_messages={"required": _("Write the code that you were shown.")},
        )


def ballot_form(round: Round, *args: Any, changes: bool) -> PositionForm:
    """What one chooses in this round; a first ballot brings its code, sent twice it is one.

    changes: she has balloted already, and writes her code. What she chose is not shown.
    """
    method = method_of(round)
    said: dict[str, Any] = {"name": method.name}
    if isinstance(method, Score):
        said |= {"low": method.low, "high": method.high}
    form = position_form(said, round.options, method.names, *args)
    for name in KNOWN:
        del form.fields[name]
    _say_of_words(form, has_reasons=bool(set(NEEDS_REASON) & set(method.names)))
    if changes:
        form.fields["code"] = CodeField()
        form.order_fields(["code"])
    else:
        form.fields["code"] = forms.CharField(
            widget=forms.HiddenInput, required=False, max_length=LONGEST
        )
        form.initial["code"] = new_code()
    return form


def _say_of_words(form: forms.Form, *, has_reasons: bool) -> None:
    """Words only where they are needed, with what becomes of them."""
    if not has_reasons:
        del form.fields["reason"]
        return
    form.fields["reason"].help_text = format_lazy(
        "{} {}",
        _("Only a block or an objection has one; all who may read this decision can read it."),
        _("Nobody can take it out later, since nobody knows whose it is: write so that your words"
          " do not give you away."),
    )  # fmt: skip


def choice_of(form: PositionForm) -> Any:
    """The choice with its words, which have no row of their own."""
    chosen, said = form.chosen(), form.cleaned_data
    if not isinstance(chosen, str):
        return chosen
    return {"stance": chosen} | {
        name: said[name] for name in ("reason", "rests_on") if said.get(name)
    }
