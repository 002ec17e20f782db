"""Who may say, change and take away what: the reason why not, worded for the person, or ""."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from solidarity.people.models import Person
from solidarity.people.rules import has_blocked, is_open_to
from solidarity.threads.models import Conversation, Post
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


def why_not_write_to(writer: Person, other: Person, *, has_written: bool) -> str:
    """Why `writer` may not write to `other`; "" when she may.

    Whoever has written to her may be answered, unless she blocked her since. What the reason is
    nobody is told.
    """
    if writer == other:
        return _("This is you.")
    if is_open_to(other, writer):
        return ""
    if has_written and other.is_here and not has_blocked(other, writer):
        return ""
    return _("%(person)s takes no messages from you for now.") % {"person": other.display_name}


def voice_between(conversation: Conversation, person: Person) -> Voice:
    """What `person` may do in what two people write to each other."""
    if person.pk not in {conversation.one_id, conversation.other_id}:
        return Voice()
    other = conversation.far_from(person)
    if other is None:
        return Voice(reads=True)
    posts = Post.objects.filter(
        author=other, thread__owner_type=ContentType.objects.get_for_model(Conversation),
        thread__owner_id=conversation.pk,
    )  # fmt: skip
    why_not = why_not_write_to(person, other, has_written=posts.exists())
    return Voice(reads=True, writes=not why_not)
