"""What a clause can hold: settings of networks, decisions and coalitions, each by its name."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from coalitions.governing import Governed, govern
from coalitions.models import LeavingPath
from decisions.actions.customs import keep_usual
from decisions.forms.methods import begun_with
from decisions.forms.options import CountField
from decisions.models import Subject
from decisions.names import ON_A_PROPOSAL, method_in_words, quorum_in_words
from decisions.rules.customs import bound_as, customs_of, usual_of
from networks.forms.choosing import TERMS
from networks.models import Admission, JoinPolicy, Network, NetworksJoin

Choices = Sequence[tuple[Any, str | Promise]]
LEFT_OPEN = ("", _("This clause leaves it open"))
LONGEST_WAIT = 730
LONGEST_NOTICE = 365
QUORUMS = ("0", "1/2")


def _set_column(network: Network, value: Any, _at: datetime, *, name: str) -> None:
    setattr(network, name, value)
    network.save(update_fields=[name])


def _chosen(label: Any, choices: Choices, coerce: Callable[[Any], Any]) -> forms.Field:
    return forms.TypedChoiceField(
        label=label, choices=[LEFT_OPEN, *choices], coerce=coerce, empty_value=None, required=False
    )


def _label_of(value: Any, *, choices: Choices) -> str:
    if value is None:
        return gettext("As long as a term of her own network’s stewards")
    return str(dict(choices).get(value, value))


def _column(
    name: str, label: str | Promise, choices: Choices, *, coerce: Callable[[Any], Any] = str,
    is_own: bool = False,
) -> Governed:  # fmt: skip
    """A setting that stands in the row of the network, one of a few."""
    return Governed(
        name=name,
        label=label,
        field=partial(_chosen, label, choices, coerce),
        read=lambda network: getattr(network, name),
        write=partial(_set_column, name=name),
        in_words=partial(_label_of, choices=choices),
        is_own=is_own,
    )


def _days_field(label: str | Promise, most: int, help_text: str | Promise) -> forms.Field:
    return CountField(label, least=0, most=most, required=False, help_text=help_text)


def _days_in_words(value: Any) -> str:
    days = int(value or 0)
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _set_waiting(network: Network, value: Any, _at: datetime) -> None:
    customs = customs_of(network)
    customs.waiting_days = int(value)
    customs.save()


WAITING = Governed(
    name="waiting_days",
    label=_("How long newcomers wait before they decide"),
    field=partial(
        _days_field,
        _("How long newcomers wait before they decide, in days"),
        LONGEST_WAIT,
        _("0: not at all. Empty: this clause leaves it open."),
    ),
    read=lambda network: customs_of(network).waiting_days,
    write=_set_waiting,
    in_words=_days_in_words,
    is_own=True,
)


class MethodField(forms.ChoiceField):
    """A method and how many must take part, out of those that are ready; JSON as its code."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=_ready_methods, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return code_of(value) if isinstance(value, dict) else value

    def clean(self, value: Any) -> Any:
        code = super().clean(value)
        return json.loads(code) if code else None


def code_of(usual: dict[str, Any]) -> str:
    """A usual method as the choice of a form."""
    return json.dumps(usual, sort_keys=True, separators=(",", ":"))


def _ready_methods() -> list[Any]:
    """Each method on a proposal as most begin with it, by how many must take part."""
    groups = (gettext("However many take part"), gettext("At least half must take part"))
    found: list[Any] = [LEFT_OPEN]
    for words, quorum in zip(groups, QUORUMS, strict=True):
        ready = [
            (code_of({"method": method, "quorum": quorum}), method_in_words(method))
            for method in _methods()
        ]
        found.append((words, ready))
    return found


def _methods() -> list[dict[str, Any]]:
    named = [begun_with(name) for name in ON_A_PROPOSAL if name != "sense_check"]
    return [*named, begun_with("super_majority") | {"share": "3/4"}]


def usual_in_words(value: Any) -> str:
    """A usual method as whoever is bound by it reads it."""
    if not value:
        return gettext("Whoever brings it in chooses")
    return f"{method_in_words(value['method'])} {quorum_in_words(value['quorum'])}".strip()


def _read_usual(network: Network, *, subject: str) -> Any:
    usual = usual_of(network, subject)
    return {"method": usual.method, "quorum": usual.quorum} if usual else None


def _set_usual(network: Network, value: Any, _at: datetime, *, subject: str) -> None:
    method, quorum = (value["method"], value["quorum"]) if value else (None, "0")
    keep_usual(network, subject=subject, method=method, quorum=quorum)


USUAL: dict[str, Promise] = {
    "daily": _("How we decide about day to day things"),
    "money": _("How we decide about money"),
    "statement": _("How we decide about public statements"),
    "people": _("How we decide who is in, and who holds a role"),
    "name": _("How we decide about our name"),
    "rules": _("How we decide how we work and decide, and about this agreement"),
    "other": _("How we decide about anything else"),
}


def _usual(subject: Subject) -> Governed:
    label = USUAL[subject.value]
    return Governed(
        name=bound_as(subject.value),
        label=label,
        field=partial(MethodField, label=label),
        read=partial(_read_usual, subject=subject.value),
        write=partial(_set_usual, subject=subject.value),
        in_words=usual_in_words,
        logged="usual_methods",
    )


def _read_path(network: Network, *, name: str) -> int:
    path = LeavingPath.objects.filter(body=network).first() or LeavingPath(body=network)
    return int(getattr(path, name))


def _set_path(network: Network, value: Any, _at: datetime, *, name: str) -> None:
    LeavingPath.objects.update_or_create(body=network, defaults={name: int(value)})


def _path(name: str, column: str, label: str | Promise, asked: str | Promise) -> Governed:
    help_text = _("A new path binds only the networks that consent to it.")
    return Governed(
        name=name,
        label=label,
        field=partial(_days_field, asked, LONGEST_NOTICE, help_text),
        read=partial(_read_path, name=column),
        write=partial(_set_path, name=column),
        in_words=_days_in_words,
        is_own=True,
        logged="leaving_path",
    )


ALL = (
    _column("networks_join", _("How networks come in"), NetworksJoin.choices),
    _column("join_policy", _("How people join by themselves"), JoinPolicy.choices),
    _column("admission", _("Who answers people who ask"), Admission.choices),
    WAITING,
    *(_usual(subject) for subject in Subject),
    _column(
        "spoke_months", _("How long a spoke speaks for her network"), TERMS, coerce=int, is_own=True
    ),
    _column("term_months", _("How long a steward’s term is"), TERMS, coerce=int),
    _path(
        "leaving_notice_days",
        "notice_days",
        _("Asking a network to leave: time between telling it and deciding"),
        _("Asking a network to leave: how many days lie between telling it and deciding?"),
    ),
    _path(
        "leaving_answer_days",
        "answer_days",
        _("Asking a network to leave: time for its answer"),
        _("Asking a network to leave: how many days has it for its answer?"),
    ),
)


def register() -> None:
    """Let clauses hold these."""
    for setting in ALL:
        govern(setting)
