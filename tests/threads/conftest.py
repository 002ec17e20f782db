import pytest

from solidarity.inbox.models import Notice
from solidarity.threads.actions import comment, start
from tests.fixtures.people import NOON


@pytest.fixture
def told():
    """`told(ana)`: the kinds of what she was told, the oldest first."""
    return lambda person: list(
        Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    )


@pytest.fixture
def member(garden, ana, make_member):
    """ana belongs to garden, whose steward is cleo."""
    make_member(garden, ana)
    return ana


@pytest.fixture
def make_thread(garden, member):
    """`make_thread(words="Who bakes?")`: ana begins a conversation in garden."""
    made = iter(range(1_000_000))

    def make(words="Who brings pots?", *, by=None, owner=None, **options):
        said = {"title": "Soup", "words": words, "key": f"thread-{next(made)}", "at": NOON}
        return start(owner or garden, by=by or member, **said | options)

    return make


@pytest.fixture
def make_comment(member):
    """`make_comment(thread, "I do.")`: ana answers."""
    made = iter(range(1_000_000))

    def make(thread, words="I do.", *, by=None, **options):
        said = {"words": words, "key": f"comment-{next(made)}", "at": NOON}
        return comment(thread.pk, by=by or member, **said | options)

    return make
