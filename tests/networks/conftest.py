import pytest

from networks.actions.founding import CHANGEABLE, settings_of
from networks.models import Choosing, LogEntry, Role, State
from solidarity.base.stale import fingerprint
from solidarity.inbox.models import Notice


@pytest.fixture
def logged():
    """`logged(garden)`: its log, the oldest first, as (verb, by, whom)."""

    def read(network):
        entries = LogEntry.objects.filter(network=network).order_by("pk")
        return [(entry.verb, entry.by, entry.whom) for entry in entries]

    return read


@pytest.fixture
def told():
    """`told(ana)`: the kinds of what she was told, the oldest first."""
    return lambda person: list(
        Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True)
    )


@pytest.fixture
def asked(garden, ana, make_member):
    """Ana has asked to join the garden and waits."""
    return make_member(garden, ana, state=State.ASKED)


@pytest.fixture
def second_steward(garden, ben, make_member):
    """Ben looks after the garden too, beside cleo."""
    make_member(garden, ben, role=Role.STEWARD)
    return ben


@pytest.fixture
def coalition(make_network, make_person):
    """A public body that dora looks after and to which nobody belongs yet."""
    return make_network("Coalition", kind="coalition", steward=make_person("dora"))


@pytest.fixture
def hidden(make_network, make_person):
    """A network that only its members know of; hana is its steward and only member."""
    steward = make_person("hana")
    return make_network("Hidden Harbour", visibility="hidden", steward=steward, causes=["peace"])


@pytest.fixture
def as_seen():
    """`as_seen(garden, name="Farm")`: what `change` wants: the fields, and what was seen."""

    def seen(network, **changed):
        saved = settings_of(network)
        assert set(changed) <= set(CHANGEABLE)
        return {"fields": saved | changed, "seen": fingerprint(saved)}

    return seen


@pytest.fixture
def members(garden, make_person, make_member):
    """Four members of the garden beside cleo, its steward; five in all."""
    people = [make_person(f"member-{number}") for number in range(1, 5)]
    for person in people:
        make_member(garden, person)
    return people


@pytest.fixture
def by_members(garden):
    """The members of the garden choose: more than half of them."""
    garden.choosing = Choosing.HALF
    garden.save()
    return garden
