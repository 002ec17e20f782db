"""What the ten values and the four families of them are called, and what each is about."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

# In the order of the circle, as values.science.circle.VALUES has it.
NAMES: dict[str, Promise] = {
    "SD": _("Self-direction"),
    "ST": _("Stimulation"),
    "HE": _("Enjoyment"),
    "AC": _("Achievement"),
    "PO": pgettext_lazy("a basic value", "Power"),
    "SE": pgettext_lazy("a basic value", "Security"),
    "CO": _("Fitting in"),
    "TR": _("Tradition"),
    "BE": _("Benevolence"),
    "UN": _("Universalism"),
}
MEANINGS: dict[str, Promise] = {
    "SD": _("thinking for oneself, finding one’s own way, making things"),
    "ST": _("what is new, what is daring, a life with variety"),
    "HE": _("pleasure, good things, time to enjoy them"),
    "AC": _("doing well at what counts among others, and being seen to"),
    "PO": _("having a say over people and things, standing, wealth"),
    "SE": _("safety and order, for oneself, those close and the country"),
    "CO": _("keeping to what is expected, being polite, holding oneself back"),
    "TR": _("what was handed down: customs, faith, one’s own place in it"),
    "BE": _("the good of the people one is close to; being there for them"),
    "UN": _("the good of all people and of nature; fairness, peace"),
}
FAMILIES: dict[str, Promise] = {
    "openness": _("Openness to change"),
    "self_enhancement": _("Standing and success"),
    "conservation": _("Keeping what is"),
    "self_transcendence": _("Care beyond oneself"),
}
FAMILY_MEANINGS: dict[str, Promise] = {
    "openness": _("finding one’s own way, and what is new"),
    "self_enhancement": _("success, and a say over things"),
    "conservation": _("safety, custom, keeping to what is expected"),
    "self_transcendence": _("the good of others, near and far, and of nature"),
}


def value_names() -> list[str]:
    """The names of the ten in the reader's language, in the order of the circle."""
    return [str(name) for name in NAMES.values()]


def listed(names: Sequence[str]) -> str:
    """Names of things one after the other, as the reader's language lists them: a, b and c."""
    if len(names) < 2:
        return "".join(names)
    first = str(_(", ")).join(names[:-1])
    return gettext("%(first)s and %(last)s") % {"first": first, "last": names[-1]}
