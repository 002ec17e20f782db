"""Claiming a network, asking that its page be taken away, deciding on both."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from solidarity.people.forms.fields import WordsField

# What may stand before the @: letters that every mail server knows, no quotes, no routes.
_MAILBOX = re.compile(r"[a-z0-9](?:[a-z0-9_+-]|\.(?=[a-z0-9]))*", re.I | re.ASCII)


class PetitionForm(forms.Form):
    """Which mailbox of the network's own domain, or words where there is none."""

    mailbox = forms.CharField(
        max_length=64,
        required=False,
        help_text=_("We write to this address. Its part after the @ cannot be changed."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocapitalize": "none"}),
    )
    words = WordsField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, domain: str, *args: Any, question: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.domain = domain
        self.fields["words"].label = question
        self.fields["mailbox"].label = gettext("The part before @%(domain)s") % {"domain": domain}
        if not domain:
            del self.fields["mailbox"]

    def clean_mailbox(self) -> str:
        mailbox: str = self.cleaned_data["mailbox"].strip().removesuffix(f"@{self.domain}")
        if mailbox and not _MAILBOX.fullmatch(mailbox):
            raise forms.ValidationError(
                gettext("Write only what stands before the @, such as info.")
            )
        return mailbox.lower()

    def clean(self) -> None:
        """One of both is needed."""
        read = self.cleaned_data
        if not (read.get("mailbox") or read.get("words") or self.errors):
            name = "mailbox" if self.domain else "words"
            self.add_error(name, gettext("Write a few words, or choose a mail address."))
