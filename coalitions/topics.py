"""What each topic of the common ground, each relation and each step of closeness means."""

from django.utils.translation import gettext_lazy as _

QUESTIONS = {
    "aims_short": _("What do you want to have done a year from now? One aim at a time."),
    "aims_long": _("What should be different in ten or twenty years, and how far do you go?"),
    "values": _(
        "Name one value, and say what it means in your network. The same word often means"
        " something else elsewhere."
    ),
    "experiences": _("What have your people lived through that others could learn from?"),
    "hopes": _("What good could come of working with these networks?"),
    "fears": _("What could go wrong for you? What have you seen go wrong before?"),
    "red_lines": _("What will you never do, or never be a part of, whoever asks?"),
    "capacity": _("How many hours, people or things can you give, and for how long?"),
    "access": _("What must be there so that all your people can take part?"),
    "languages": _("In which languages do you talk, and in which do you need help?"),
}

RELATIONS = {
    "overlap": _("Both want or mean the same, even if the words differ."),
    "beside": _("They differ, and neither has to give anything up."),
    "clash": _("One gets in the way of the other. Say where: it is better seen than hidden."),
    "word": _("It sounds the same, and means different things in the two networks."),
}

STEPS = {
    1: _("We tell each other the news. Nobody owes the others a thing."),
    2: _("We visit, share how we do things, and train each other."),
    3: _("When one of us calls, the others come if they can. Each goes on with its own work."),
    4: _("We set aims together, plan actions together, and stand by what was planned."),
    5: _("We put money, people or places together, and decide together what becomes of them."),
}
