"""What mails of decisions say that no notice keeps."""

from django import template

from decisions.models import Outcome
from decisions.queries.counting import sentence_of
from solidarity.inbox.models import Notice

register = template.Library()


@register.simple_tag
def came_out(notice: Notice) -> str:
    """Why it came out so, in the reader's language; for one mail, since it asks the database."""
    number = notice.key.removeprefix("round-")
    outcomes = Outcome.objects.select_related("round")
    found = outcomes.filter(round=int(number)).first() if number.isdigit() else None
    return sentence_of(found, found.round) if found else ""


@register.filter
def cut_result(words: str) -> str:
    """The digest that a notice of a closed round keeps after its result."""
    return words.rpartition(" ")[2]
