"""A coalition of two networks, for tests of its agreement.

kitchen   a public group; ana is its steward
table     a coalition of the garden and the kitchen; cleo speaks for the garden, ana for the kitchen
adopted   `adopted(title=…, at=…)`: what is ready is decided by both networks; the decision
"""

import pytest

from tests.coalitions.agreeing import again, brought, opened, said, speaks
from tests.fixtures.people import NOON


@pytest.fixture
def kitchen(make_network, ana):
    return make_network("Kitchen", steward=ana)


@pytest.fixture
def table(make_coalition, garden, kitchen, cleo, ana):
    body = make_coalition(garden, kitchen, name="Table")
    speaks(cleo, garden, body)
    speaks(ana, kitchen, body)
    return body


@pytest.fixture
def adopted(table, cleo, ana, garden, kitchen):
    def act(*, at=NOON, **fields):
        decision = brought(table, cleo, at=at, **fields)
        round = opened(decision, at=at)
        said(round, [(cleo, "agree", garden), (ana, "agree", kitchen)])
        return again(decision)

    return act
