"""What Django says to people, listed so that it is collected and said in our words.

Django looks into `locale/` before its own catalogues. The English catalogue holds those alone that
have a comment here: Django's English for the others is ours as well.
"""

from django.utils.translation import gettext_noop, ngettext_lazy

BORROWED = (
    # Translators: Django’s
    gettext_noop("This field is required."),
    # Translators: Django’s
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
    # Translators: Django’s
    gettext_noop("Enter a valid URL."),
    # Translators: Django’s
    gettext_noop("Null characters are not allowed."),
    # Translators: Django’s
    gettext_noop("This password is too common."),
    # Translators: Django’s; leave out what it names, which is not always a plain word
    gettext_noop("The password is too similar to the %(verbose_name)s."),
    ngettext_lazy(
        # Translators: Django’s
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        15,
    ),
    ngettext_lazy(
        # Translators: Django’s
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        # Translators: Django’s
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    # Arabic says "two days" in one word, which Django's catalogue does not.
    ngettext_lazy("%(num)d year", "%(num)d years", "num"),
    ngettext_lazy("%(num)d month", "%(num)d months", "num"),
    ngettext_lazy("%(num)d week", "%(num)d weeks", "num"),
    ngettext_lazy("%(num)d day", "%(num)d days", "num"),
    ngettext_lazy("%(num)d hour", "%(num)d hours", "num"),
    ngettext_lazy("%(num)d minute", "%(num)d minutes", "num"),
)
