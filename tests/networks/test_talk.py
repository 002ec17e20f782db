"""Who reads, writes and keeps order in a network's talk."""

import pytest

from networks.models import Role, State
from networks.queries import readers_of
from networks.rules import voice_of
from solidarity.threads.owners import Voice

pytestmark = pytest.mark.django_db
NONE, TALKS = Voice(), Voice(reads=True, writes=True)
KEEPS = Voice(reads=True, writes=True, keeps_order=True)


@pytest.mark.parametrize(
    ("role", "state", "voice"),
    [
        (Role.MEMBER, State.ACTIVE, TALKS),
        (Role.FACILITATOR, State.ACTIVE, TALKS),
        (Role.STEWARD, State.ACTIVE, KEEPS),
        (Role.MEMBER, State.ASKED, NONE),
        (Role.MEMBER, State.WITHDRAWN, NONE),
        (Role.MEMBER, State.DECLINED, NONE),
        (Role.MEMBER, State.LEFT, NONE),
        (Role.MEMBER, State.BANNED, NONE),
    ],
)
def test_a_voice_goes_with_a_membership(role, state, voice, garden, ana, make_member):
    make_member(garden, ana, role=role, state=state)

    assert voice_of(garden, ana) == voice
    assert readers_of(garden).filter(pk=ana.pk).exists() == voice.reads


def test_who_belongs_by_a_network_of_hers_talks_but_keeps_no_order(
    garden, make_network, make_affiliation, ana
):
    make_affiliation(make_network("Bed", steward=ana), garden)

    assert voice_of(garden, ana) == TALKS
    assert ana in readers_of(garden)


def test_the_way_is_no_way_back(garden, make_network, make_affiliation, make_member, ana):
    bed = make_network("Bed")
    make_affiliation(bed, garden)
    make_member(garden, ana)

    assert voice_of(bed, ana) == NONE
    assert ana not in readers_of(bed)


def test_who_was_banned_is_out_by_every_way(
    garden, make_network, make_affiliation, make_member, ana
):
    make_affiliation(make_network("Bed", steward=ana), garden)
    make_member(garden, ana, state=State.BANNED)

    assert voice_of(garden, ana) == NONE
    assert ana not in readers_of(garden)


def test_who_closed_her_account_is_not_among_the_readers(garden, ana, make_member):
    make_member(garden, ana)
    ana.is_active = False
    ana.save(update_fields=["is_active"])

    assert ana not in readers_of(garden)
