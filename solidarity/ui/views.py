"""The page of all components, and the answer to a form from elsewhere."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.timezone import now
from django.views.decorators.http import require_safe


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django shows when a form comes without its token."""
    return HttpResponse(render_to_string("ui/csrf.html"), status=403)


@require_safe
@login_not_required
def components_page(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for development."""
    context = {
        "plain": DemoForm(prefix="plain"),
        "wrong": DemoForm(WRONG, prefix="wrong", initial={"name": "x"}),
        "messages": [Message(level, words) for level, words in SAID],
        "tabs": TABS,
        "page": {"shown": True},
        "due": now() + timedelta(days=5),
        "kinds": ["group", "coalition", "cohort"],
        "bars": [("Care", 4.1, 2.6), ("Freedom", 3.8, 3.1), ("Power", 1.2, 3.4)],
    }
    return render(request, "dev/ui.html", context)


@dataclass(frozen=True)
class Tab:
    """One link in a row of tabs."""

    label: str
    url: str
    current: bool = False


TABS = [
    Tab("About", "#about", current=True),
    Tab("Members", "#members"),
    Tab("Affiliations", "#affiliations"),
    Tab("Log", "#log"),
    Tab("Settings", "#settings"),
    Tab("Decisions", "#decisions"),
    Tab("Meetings", "#meetings"),
    Tab("Ways of working", "#ways"),
]
SAID = [
    (
        constants.SUCCESS,
        "You asked to join Bread and Roses. Its stewards will answer you here.",
    ),
    (constants.INFO, "Riverside Gardeners meet on Friday."),
    (
        constants.WARNING,
        "Two stewards are about to end their term. Members choose the next ones.",
    ),
    (constants.ERROR, "We could not send that. What you typed is still here."),
]
WRONG = {
    "wrong-name": "",
    "wrong-email": "ana at example",
    "wrong-why": "Bread, and roses too.",
    "wrong-people": "many",
}


class DemoForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(
        label="What shall we call you?",
        help_text="A pseudonym is fine. Others see it beside what you write.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": "Write a name. It need not be your own."},
    )
    email = forms.EmailField(
        label="Your e-mail address",
        help_text="Nobody else sees it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": "Write an address with an @, such as ana@example.org."},
    )
    why = forms.CharField(
        label="What brings you here?",
        required=False,
        widget=forms.Textarea,
        max_length=500,
    )
    people = forms.IntegerField(
        label="How many people are you?",
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Write a number, such as 12."},
    )
    begins = forms.DateField(
        label="When do you begin?",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    language = forms.ChoiceField(
        label="Which language do you speak there?",
        choices=[("en", "English"), ("es", "Español"), ("ar", "العربية")],
    )
    mail = forms.ChoiceField(
        label="How often may we write to you?",
        help_text="You can change this at any time.",
        choices=[("now", "As it happens"), ("day", "Once a day"), ("never", "Never")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often we may write to you."},
    )
    causes = forms.MultipleChoiceField(
        label="What do you work on?",
        required=False,
        choices=[
            ("food", "Food"),
            ("home", "Housing"),
            ("care", "Care"),
            ("land", "Land"),
        ],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "-columns"}),
    )
    agreed = forms.BooleanField(
        label="I have read how we treat each other here",
        help_text="It takes two minutes to read.",
        error_messages={"required": "Tick the box when you have read it."},
    )

    def clean(self) -> None:
        """A problem of the form as a whole."""
        if self.errors:
            self.add_error(None, "This network closed its doors while you were writing.")
