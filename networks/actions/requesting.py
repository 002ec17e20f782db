"""The conversation on a request to join, and the texts that answers begin with."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from networks import notices
from networks.actions.log import log
from networks.models import AnswerText, Membership, Network, Verb
from networks.queries import answerers_of, texts_of
from networks.rules import (
    standing_of,
    voice_on,
    why_not_add_text,
    why_not_keep_texts,
)
from solidarity.base.limits import TALKING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.people.models import Person
from solidarity.threads import actions as threads
from solidarity.threads.models import Post
from solidarity.threads.owners import Manners


def say(request_id: int, *, by: Person, words: str, key: str, at: datetime) -> Post:
    """Write on a request to join; the first words begin its conversation, the other side is told.

    The network's row is locked: words and an answer cannot cross, nor can two first words.
    """
    count_against(TALKING, what="request", who=str(by.pk), at=at)
    with transaction.atomic():
        network = Network.objects.known_to(by).locked().get(memberships=request_id)
        request = network.memberships.select_related("person").get(pk=request_id)
        post = threads.say_on(request, by=by, title="", words=words, key=key, at=at)
        notices.wrote_on_request(request, post, by=by, at=at)
    return post


def _trace(
    request: Membership, *, by: Person, whom: Person | None, reason: str, at: datetime
) -> None:
    """Write down that a post was taken down, though here nobody may."""
    log(request.network, Verb.TOOK_DOWN, by=by, whom=whom, words=reason, at=at)


def _readers(request: Membership) -> QuerySet[Person]:
    answering = answerers_of(request.network).values("pk")
    return Person.objects.filter(pk__in=answering) | Person.objects.filter(pk=request.person_id)


def _address(request: Membership, thread_id: int) -> str:
    return request.get_absolute_url()


MANNERS = Manners(voice=voice_on, readers=_readers, address=_address, trace=_trace)


def _locked_network(slug: str, *, by: Person) -> Network:
    return Network.objects.visible_to(by).locked().get(slug=slug)


@transaction.atomic
def add_text(slug: str, *, by: Person, title: str, words: str) -> AnswerText:
    """Keep words to begin answers with; raises Refused for a title twice, or one too many."""
    network = _locked_network(slug, by=by)
    kept = texts_of(network).count()
    refuse_if(why_not_add_text(standing_of(by, network), network, kept))
    return _saved(AnswerText(network=network, title=title, words=words))


@transaction.atomic
def change_text(
    slug: str, text_id: int, *, by: Person, fields: dict[str, str], seen: str
) -> AnswerText:
    """Change kept words; raises Stale when somebody else did meanwhile."""
    network = _locked_network(slug, by=by)
    refuse_if(why_not_keep_texts(standing_of(by, network), network))
    text = texts_of(network).get(pk=text_id)
    refuse_if_stale(text_fields(text), seen=seen)
    text.title, text.words = fields["title"], fields["words"]
    return _saved(text)


def text_fields(text: AnswerText) -> dict[str, str]:
    """What `change_text` can change, as it stands."""
    return {"title": text.title, "words": text.words}


def _saved(text: AnswerText) -> AnswerText:
    try:
        with transaction.atomic():
            text.save()
    except IntegrityError:
        raise Refused(_("There is a text of this name already. Give it another.")) from None
    return text


@transaction.atomic
def delete_text(slug: str, text_id: int, *, by: Person) -> None:
    """Forget kept words; deleting them twice is no mistake."""
    network = _locked_network(slug, by=by)
    refuse_if(why_not_keep_texts(standing_of(by, network), network))
    texts_of(network).filter(pk=text_id).delete()
