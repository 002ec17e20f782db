"""What to ask oneself before one writes a clause: for each group of key questions, in plain words.

The questions follow “Anarchic Agreements” (Seeds for Change and Anarchy Rules); the words are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Guide:
    """Help for one group of clauses.

    about: what it is for; questions: to talk about first; examples: how others put it;
    if_skipped: what tends to happen where nothing is agreed.
    """

    about: Promise
    questions: tuple[Promise, ...]
    examples: tuple[Promise, ...]
    if_skipped: Promise


GUIDES: Mapping[str, Guide] = {
    "what": Guide(
        about=_("Who you are together, and why. All the other clauses rest on this one."),
        questions=(
            _("What do all of you want to see changed, this year and in twenty years?"),
            _("Which value is central to one of you and only all right for another?"),
            _("What can you do together that none of you can do alone?"),
            _("How much time does each network really have for this?"),
        ),
        examples=(
            _("“We are five kitchens. We buy food together and speak with one voice about rent.”"),
            _("“We share news and learn from each other. Each of us acts for itself.”"),
        ),
        if_skipped=_(
            "Each network joins a coalition of its own imagining. The first hard question shows"
            " that they were different ones."
        ),
    ),
    "hard": Guide(
        about=_("What could keep some of you out, or small, and what you do about it."),
        questions=(
            _("Who of you will rarely meet, and how will you come to trust each other?"),
            _("Who has money, rooms or paid time, and who has not? What does that do to you?"),
            _("Whose lives does this touch most, and do they decide about it?"),
            _("Who would like to come and cannot: for cost, language, care, health, papers?"),
        ),
        examples=(
            _("“Travel is paid from a common pot, first for those who have least.”"),
            _("“On questions of asylum the networks of refugees speak first and can say no.”"),
        ),
        if_skipped=_(
            "Those who have the most time and money end up deciding, without anybody wanting it."
            " The others grow quiet and leave."
        ),
    ),
    "organising": Guide(
        about=_("What work there is in common, who does it, and how it passes from hand to hand."),
        questions=(
            _("What has to be done every month so that the coalition is alive?"),
            _("Which tasks need somebody who knows them well, and which can go round?"),
            _("How does somebody new find a group to work in?"),
            _("What happens when whoever held a task is gone?"),
        ),
        examples=(
            _("“Each network prepares one meeting in turn and writes down what was said.”"),
            _("“Two people from two networks hold the accounts, for a year at most.”"),
        ),
        if_skipped=_(
            "A few people do everything until they cannot any more, and what they knew goes with"
            " them."
        ),
    ),
    "deciding": Guide(
        about=_("Which questions are for all of you, and how you come to an answer."),
        questions=(
            _("What may a network or a working group do without asking the others?"),
            _("Which questions need the yes of every network?"),
            _("Does each network have one voice, whatever its size?"),
            _("What do you do when it is urgent, or when you cannot agree?"),
        ),
        examples=(
            _("“Money over 500, our name and this agreement: every network is asked, by spokes.”"),
            _("“Day to day each working group decides by consent and tells the others.”"),
        ),
        if_skipped=_(
            "Either everything waits for everybody, or whoever is quickest decides. Both cost"
            " trust."
        ),
    ),
    "sharing": Guide(
        about=_("What everybody must be able to find, what reaches them, what is protected."),
        questions=(
            _("What must each member know to take part as an equal: money, plans, dates?"),
            _("What should come to people, and what is it enough to be able to look up?"),
            _("Who speaks in public in the name of all, and who sees it before?"),
            _("Which names and places must never be written down where others can read them?"),
        ),
        examples=(
            _("“Notes of meetings are there within a week, without the names of people.”"),
            _("“Nothing is said in our name that two spokes of two networks have not read.”"),
        ),
        if_skipped=_(
            "Knowledge stays with those who were in the room, and with it the power. Or a name"
            " stands in public that should not."
        ),
    ),
    "rules": Guide(
        about=_("How one comes in and goes, and what you do when something goes wrong."),
        questions=(
            _("Who may join, what do you ask of newcomers, and do you all keep it yourselves?"),
            _("How does a network leave, and what would be missing then?"),
            _("When would you ask a network to leave, and how is it heard before?"),
            _("Where does somebody turn who was hurt, and who does not decide about it?"),
        ),
        examples=(
            _("“Any network may leave at any time. It says so a month before if it holds money.”"),
            _("“In a conflict two people from networks that are not part of it listen first.”"),
        ),
        if_skipped=_(
            "You make the rules in the middle of a crisis, about people who are in the room, and"
            " somebody will call them unfair."
        ),
    ),
}  # fmt: skip


def guide_for(group: str) -> Guide | None:
    """The help for this group; None for clauses that stand free."""
    return GUIDES.get(group)
