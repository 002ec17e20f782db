"""Why a row was refused, and what was changed in it, in plain words."""

from django.utils.translation import gettext_lazy as _

DID = {
    "new": _("new"),
    "updated": _("updated"),
    "same": _("the same"),
    "gone": _("gone from the list"),
    "refused": _("refused"),
    "claimed": _("kept as its stewards wrote it"),
}
REASONS = {
    "ragged": _("The row has more cells than the heading."),
    "huge": _("A cell is too long to be true."),
    "bytes": _("Some letters cannot be read. Choose another encoding, or save it as UTF-8."),
    "twice": _("An earlier row has the same id."),
    "no_name": _("There is no name in it."),
    "no_id": _("There is no id in it."),
    "unlisted": _("Its people asked not to be listed here."),
    "shortened": _("A text was too long and is cut."),
    "contacts": _("A mail address or a phone number was left out."),
    "website": _("What should be a website is none, and was left out."),
    "country": _("We do not know this country, so it was left out."),
    "back": _("It is back on the list."),
    "umbrella": _("What it belongs to has stewards here: they are the ones to ask."),
    "circle": _("It cannot belong to what belongs to it."),
    "alike": _("It looks like another network: an admin compares them."),
}
