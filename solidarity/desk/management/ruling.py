"""What stewards, members and admins of the demo did with power: done again by the real actions."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from networks.actions import choosing, joining, keeping, reporting, seeking
from networks.actions.reporting import Matter
from networks.models import Measure, Membership, Network, Proposal, ProposalKind
from solidarity.outbox.models import Job
from solidarity.people.models import Person

People = Mapping[str, Person]
Details = Mapping[str, Any]


def _member(slug: str, handle: str) -> Membership:
    return Membership.objects.get(network__slug=slug, person__handle=handle)


def remove(slug: str, said: Details, people: People, at: datetime) -> None:
    """Somebody is removed; the door is closed for `days`, or without an end."""
    keeping.remove(
        _member(slug, said["who"]).pk, reason=said["reason"], bars=said.get("bars", True),
        days=said.get("days"), by=people[said["by"]], at=at,
    )  # fmt: skip


def pause(slug: str, said: Details, people: People, at: datetime) -> None:
    """Somebody does not write for a time."""
    keeping.pause(
        _member(slug, said["who"]).pk, reason=said["reason"], days=said["days"],
        by=people[said["by"]], at=at,
    )  # fmt: skip


def _measure(slug: str, handle: str) -> Measure:
    return Measure.objects.filter(network__slug=slug, person__handle=handle).latest("pk")


def reply(slug: str, said: Details, people: People, at: datetime) -> None:
    """Whoever was removed or paused answers."""
    measure = _measure(slug, said["who"])
    keeping.reply(measure.pk, words=said["words"], by=people[said["who"]], at=at)


def uphold(slug: str, said: Details, people: People, at: datetime) -> None:
    """The stewards say that it stands."""
    measure = _measure(slug, said["who"])
    keeping.uphold(measure.pk, words=said["words"], by=people[said["by"]], at=at)


def propose(slug: str, said: Details, people: People, at: datetime) -> None:
    """Somebody is proposed as a steward, or to be one no more."""
    choosing.propose(
        Network.objects.get(slug=slug).pk, handle=said["who"],
        kind=ProposalKind(said.get("kind", "steward")), reason=said.get("words", ""),
        by=people[said["by"]], at=at,
    )  # fmt: skip


def _proposal(slug: str, handle: str) -> Proposal:
    return Proposal.objects.filter(network__slug=slug, person__handle=handle).latest("pk")


def confirm(slug: str, said: Details, people: People, at: datetime) -> None:
    """Somebody confirms it."""
    choosing.confirm(_proposal(slug, said["who"]).pk, by=people[said["by"]], at=at)


def agree(slug: str, said: Details, people: People, at: datetime) -> None:
    """Whoever is proposed says yes."""
    choosing.agree(_proposal(slug, said["who"]).pk, by=people[said["who"]], at=at)


def report(slug: str, said: Details, people: People, at: datetime) -> None:
    """Somebody reports a member, or (without `who`) the network."""
    network = Network.objects.get(slug=slug)
    matter = Matter(network, network.get_absolute_url(), network.name, network=network)
    if "who" in said:
        whom = people[said["who"]]
        url = f"{network.get_absolute_url()}members/{whom.handle}/"
        matter = Matter(whom, url, whom.display_name, network=network, whom=whom)
    made = reporting.report(
        matter, harm=said["harm"], words=said["words"], touches=said.get("touches", ""),
        is_named=said.get("is_named", False), by=people[said["by"]], at=at,
    )  # fmt: skip
    if "done" in said:
        steward = people[said["closed_by"]]
        reporting.close(made.pk, words=said["done"], by=steward, at=at)


# What whole bodies are told of; in the demo at once.
TELLING: Mapping[str, Callable[[Job], None]] = {
    "networks.put_request": joining.put_request,
    "networks.put_proposal": choosing.put_proposal,
    "networks.tell_members": seeking.carry_to_members,
}

RULING: Mapping[str, Callable[[str, Details, People, datetime], None]] = {
    "remove": remove,
    "pause": pause,
    "reply": reply,
    "uphold": uphold,
    "propose": propose,
    "confirm": confirm,
    "agree": agree,
    "report": report,
}
