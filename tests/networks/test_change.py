from datetime import timedelta

import pytest

from networks.actions.founding import CHANGEABLE, change, settings_of
from networks.actions.joining import join
from networks.models import JoinPolicy, LogEntry, Network, Role, State, Visibility
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale
from tests.fixtures.people import NOON
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LATER = NOON + timedelta(days=1)


def test_a_steward_changes_what_the_network_says_of_itself(garden, cleo, as_seen, logged):
    change(
        garden.pk,
        by=cleo,
        at=LATER,
        **as_seen(garden, name="Orchard", story="**Apples**", join_policy=JoinPolicy.OPEN),
    )

    garden.refresh_from_db()
    assert (garden.name, garden.join_policy) == ("Orchard", JoinPolicy.OPEN)
    assert "<strong>Apples</strong>" in garden.story_html
    assert logged(garden) == [("changed", cleo, None)]


def test_its_address_stays_whatever_it_is_called(garden, cleo, as_seen):
    change(garden.pk, by=cleo, at=LATER, **as_seen(garden, name="Orchard"))

    assert Network.objects.get(slug="garden").name == "Orchard"


def test_the_log_says_which_fields_were_changed_and_no_words(garden, cleo, as_seen):
    change(
        garden.pk,
        by=cleo,
        at=LATER,
        **as_seen(garden, summary="Secret plans", place="Under the bridge"),
    )

    entry = LogEntry.objects.get()
    assert entry.facts == {"fields": ["place", "summary"]}


def test_every_changeable_field_has_a_name_in_the_log(garden):
    entry = LogEntry(verb="changed", facts={"fields": sorted(settings_of(garden))})

    assert len(entry.changed_fields) == len(CHANGEABLE)


def test_saving_without_a_change_leaves_no_trace(garden, cleo, as_seen, logged):
    change(garden.pk, by=cleo, at=LATER, **as_seen(garden))

    assert logged(garden) == []


@pytest.mark.parametrize("role", [Role.MEMBER, Role.FACILITATOR])
def test_only_stewards_change_it(garden, ana, make_member, as_seen, logged, role):
    make_member(garden, ana, role=role)

    with pytest.raises(Refused, match="Only the stewards"):
        change(garden.pk, by=ana, at=LATER, **as_seen(garden, name="Mine"))

    assert logged(garden) == []


def test_a_stranger_does_not_change_it(garden, ana, as_seen):
    with pytest.raises(Refused, match="Only the stewards"):
        change(garden.pk, by=ana, at=LATER, **as_seen(garden, name="Mine"))


def test_a_hidden_network_is_not_there_for_strangers(hidden, ana, as_seen):
    with pytest.raises(Network.DoesNotExist):
        change(hidden.pk, by=ana, at=LATER, **as_seen(hidden, name="Mine"))


def test_the_second_of_two_tabs_is_shown_what_the_first_saved(garden, cleo, as_seen):
    first, second = as_seen(garden, name="Orchard"), as_seen(garden, name="Meadow")
    change(garden.pk, by=cleo, at=LATER, **first)

    with pytest.raises(Stale) as refusal:
        change(garden.pk, by=cleo, at=LATER, **second)

    assert refusal.value.saved["name"] == "Orchard"
    garden.refresh_from_db()
    assert garden.name == "Orchard"


def test_who_has_seen_both_may_save_over_it(garden, cleo, as_seen):
    change(garden.pk, by=cleo, at=LATER, **as_seen(garden, name="Orchard"))
    garden.refresh_from_db()

    change(garden.pk, by=cleo, at=LATER, **as_seen(garden, name="Meadow"))

    garden.refresh_from_db()
    assert garden.name == "Meadow"


def test_a_join_meanwhile_is_no_change_of_settings(garden, cleo, ana, as_seen):
    seen = as_seen(garden, name="Orchard")
    join(garden.pk, by=ana, answers={}, at=LATER)

    assert change(garden.pk, by=cleo, at=LATER, **seen).name == "Orchard"


def test_what_is_hidden_from_now_on_is_gone_for_strangers(garden, cleo, ana, as_seen):
    change(garden.pk, by=cleo, at=LATER, **as_seen(garden, visibility=Visibility.HIDDEN))

    assert not Network.objects.visible_to(ana).exists()
    assert Network.objects.visible_to(cleo).get() == garden


@races
def test_of_two_changes_at_once_one_is_saved_and_one_is_shown(
    garden, cleo, second_steward, as_seen, logged
):
    first, second = as_seen(garden, name="Orchard"), as_seen(garden, name="Meadow")

    results = at_once(
        lambda: change(garden.pk, by=cleo, at=LATER, **first),
        lambda: change(garden.pk, by=second_steward, at=LATER, **second),
    )

    assert len(raised(results, Stale)) == 1
    (stale,) = [result for result in results if isinstance(result, Stale)]
    garden.refresh_from_db()
    assert stale.saved["name"] == garden.name
    assert len(logged(garden)) == 1


@races
def test_closing_the_door_and_going_through_it_do_not_cross(
    make_network, make_person, cleo, as_seen
):
    network = make_network(join_policy=JoinPolicy.OPEN)
    closing = as_seen(network, join_policy=JoinPolicy.INVITATION)
    people = [make_person(f"p{n}") for n in range(4)]

    def close():
        return change(network.pk, by=cleo, at=LATER, **closing)

    results = at_once(
        close, *[lambda p=p: join(network.pk, by=p, answers={}, at=LATER) for p in people]
    )

    refused = raised(results, Refused)
    verbs = [entry.verb for entry in network.log.order_by("pk")]
    came = network.memberships.filter(state=State.ACTIVE, role=Role.MEMBER).count()
    assert came + len(refused) == 4
    assert verbs == ["joined"] * came + ["changed"], "nobody came in after the door was closed"
