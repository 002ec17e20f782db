"""The closure table equals what one finds by walking the affiliations, after any history."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.actions.affiliating import affiliate, part
from networks.models import Affiliation, AffiliationPath, AffiliationState, Network
from solidarity.base.refused import Refused
from tests.fixtures.people import NOON

SIZE = 7
node = st.integers(min_value=0, max_value=SIZE - 1)
act = st.tuples(st.sampled_from(["affiliate", "affiliate", "part"]), node, node)


def shortest_ways(edges):
    """Steps from each member up to each body it is in, by walking level by level."""
    up = {}
    for member, body in edges:
        up.setdefault(member, set()).add(body)
    found = {}
    for start in up:
        level, steps = {start}, 0
        while level := {b for n in level for b in up.get(n, ())}:
            steps += 1
            for body in level:
                found.setdefault((start, body), steps)
            assert steps <= len(up), "a circle"
    return found


@pytest.fixture
def bodies(db):
    """So many networks that nobody looks after."""
    return [
        Network.objects.create(
            name=f"N{n}", slug=f"n{n}", summary="x", state="seeking", founded_at=NOON
        )
        for n in range(SIZE)
    ]


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(act, max_size=30))
def test_after_any_history_the_paths_are_those_of_the_graph(bodies, history):
    Affiliation.objects.all().delete()
    AffiliationPath.objects.all().delete()
    edges = set()
    for verb, member, body in history:
        pair = bodies[member], bodies[body]
        in_itself = member == body or (body, member) in shortest_ways(edges)
        try:
            if verb == "part":
                part(*pair, by=None, at=NOON)
                edges.remove((member, body))
            else:
                affiliate(*pair, by=None, at=NOON)
                assert (member, body) not in edges
                assert not in_itself
                edges.add((member, body))
        except Refused:
            if verb == "part":
                assert (member, body) not in edges
            else:
                assert in_itself or (member, body) in edges

    number = {network.pk: n for n, network in enumerate(bodies)}
    paths = {
        (number[path.descendant_id], number[path.ancestor_id]): path.steps
        for path in AffiliationPath.objects.all()
    }
    active = Affiliation.objects.filter(state=AffiliationState.ACTIVE)
    assert {(number[a.member_id], number[a.body_id]) for a in active} == edges
    assert paths == shortest_ways(edges)
