"""Questions that bodies ask again and again, each with a method that fits it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Ready:
    """One such question. subject: of models.Subject; words: what its text begins with."""

    key: str
    name: Promise
    about: Promise
    subject: str
    method: dict[str, Any]
    words: Promise
    options: tuple[Promise, ...] = ()
    quorum: str = "0"
    costs: tuple[int, ...] = field(default=())

    def fields(self) -> dict[str, Any]:
        """What a draft begins with, in the reader's language."""
        options: list[dict[str, Any]] = []
        for number, title in enumerate(self.options, start=1):
            option: dict[str, Any] = {"id": str(number), "title": str(title)}
            if self.costs:
                option["cost"] = self.costs[number - 1]
            options.append(option)
        return {
            "subject": self.subject,
            "method": self.method,
            "options": options,
            "quorum": self.quorum,
            "words": str(self.words),
        }


READY = [
    Ready(
        "try", _("Try something for a while"), _("Good enough for now, and looked at again."),
        "daily", {"name": "consent"},
        _(
            "**What we try**\n\n…\n\n**For how long**\n\nThree months; then we look at it again."
            "\n\n**Who looks after it**\n\n…\n\n**How we will know whether it works**\n\n…"
        ),
    ),
    Ready(
        "spend", _("Spend money on something"), _("What for, how much, and from where."),
        "money", {"name": "consent"},
        _(
            "**What for**\n\n…\n\n**How much**\n\n…\n\n**From which money**\n\n…\n\n"
            "**What else we looked at**\n\n…"
        ),
    ),
    Ready(
        "budget", _("Share out a budget"), _("Several wishes, and money for some of them."),
        "money", {"name": "equal_shares", "budget": 1000},
        _("**The money**\n\n…\n\n**Who may wish for something**\n\n…\n\n**When it is paid**\n\n…"),
        (_("First wish"), _("Second wish"), _("Third wish")), costs=(400, 300, 500),
    ),
    Ready(
        "statement", _("Say something in public"), _("In the name of all of us."),
        "statement", {"name": "consensus_minus", "blocks": 1}, _(
            "**What we say**\n\n> …\n\n**Where it appears, and when**\n\n…\n\n"
            "**Who answers questions about it**\n\n…"
        ),
    ),
    Ready(
        "role", _("Fill a role"), _("Several people are willing, or could be asked."),
        "people", {"name": "schulze"},
        _(
            "**The role**\n\n…\n\n**For how long**\n\n…\n\n**Who is willing, and what each says**"
            "\n\n…"
        ),
        (_("First person"), _("Second person"), _("Third person")),
    ),
    Ready(
        "name", _("Choose a name"), _("For us, or for something that we do."),
        "name", {"name": "approval", "at_least": "1/2"},
        _("**What needs a name**\n\n…\n\n**What it should say**\n\n…"),
        (_("First name"), _("Second name"), _("Third name")),
    ),
    Ready(
        "rules", _("Change how we work"), _("An agreement that all of us have to keep."),
        "rules",
        {
            "name": "consensus",
            "fallback": {"after_rounds": 3, "method": {"name": "super_majority", "share": "3/4"}},
        },
        _("**How it is now**\n\n…\n\n**What should change**\n\n…\n\n**Why**\n\n…"),
        quorum="1/2",
    ),
    Ready(
        "sense", _("See where we stand"), _("Before anybody works out a proposal."),
        "other", {"name": "sense_check"},
        _("**What it is about**\n\n…\n\n**What I would like to know from you**\n\n…"),
    ),
    Ready(
        "choose", _("Choose among several ways"), _("Such as places, days or plans."),
        "daily", {"name": "approval"},
        _("**What we choose**\n\n…\n\n**What matters in it**\n\n…"),
        (_("First way"), _("Second way"), _("Third way")),
    ),
]  # fmt: skip
BY_KEY = {each.key: each for each in READY}
