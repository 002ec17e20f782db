"""Who may say, change and take away what: the reason why not, worded for the person, or ""."""

from django.utils.translation import gettext as _

from solidarity.people.models import Person
from solidarity.threads.models import Post
from solidarity.threads.owners import Voice


def why_not_write(voice: Voice) -> str:
    """Why one may not write here; "" when one may."""
    if not voice.reads:
        return _("Only those who belong here can read and write.")
    if not voice.writes:
        return _("You can read here, but not write.")
    return ""


def why_not_announce(voice: Voice) -> str:
    """Why one may not tell everybody at once; "" when one may."""
    if not voice.keeps_order:
        return _("Only the stewards tell everybody at once.")
    return why_not_write(voice)


def why_not_react(voice: Voice, post: Post) -> str:
    """Why one may not answer `post` with a word; "" when one may."""
    if post.removal:
        return _("This post has been removed.")
    return why_not_write(voice)


def why_not_edit(voice: Voice, person: Person, post: Post) -> str:
    """Why `person` may not change `post`; "" when she may."""
    if post.author_id != person.pk:
        return _("Only its author changes a post.")
    return why_not_react(voice, post)


def why_not_take_back(voice: Voice, person: Person, post: Post) -> str:
    """Why `person` may not delete `post`; "" when she may."""
    if not voice.reads or post.author_id != person.pk:
        return _("Only its author deletes a post.")
    if post.removal:
        return _("This post has been removed.")
    return ""


def why_not_take_down(voice: Voice, person: Person, post: Post) -> str:
    """Why `person` may not take down what somebody else wrote; "" when she may."""
    if not voice.keeps_order:
        return _("Only the stewards take down what others wrote.")
    if post.author_id == person.pk:
        return _("This is your own post. You can delete it.")
    if post.removal:
        return _("This post has been removed.")
    return ""
