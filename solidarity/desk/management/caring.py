"""What people of a cohort of the demo have of their own in it: done by the real actions."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from cohorts.actions import buddies
from cohorts.actions.own import write_own
from cohorts.models import Commitment, Entry, Load
from cohorts.queries.people import who_facilitate
from networks.models import Membership, Network, State
from solidarity.people.models import Person

People = Mapping[str, Person]
Said = Mapping[str, Any]


def care_for_each_other(content: Said, people: People, *, at: datetime) -> None:
    """Bring buddies together; let those who take part write, commit, and say what they carry."""
    body = Network.objects.get(slug=content["body"])
    here = Membership.objects.filter(network=body, state=State.ACTIVE)
    members = set(here.values_list("person__handle", flat=True))
    if by := who_facilitate(body).first():
        buddies.propose(body.slug, by=by, size=content["size"], at=at)
        buddies.make_known(body.slug, by=by, at=at)
    for kind, name in ((Entry, "entry"), (Commitment, "commitment"), (Load, "load")):
        for number, said in enumerate(content[name]):
            if said["who"] in members:
                _write(kind, body, said, people, key=f"demo-{name}-{number}", at=at)


def _write(
    kind: type[Any], body: Network, said: Said, people: People, *, key: str, at: datetime
) -> None:
    columns: dict[str, Any] = {}
    if kind is Commitment:
        words = {name: said.get(name, "") for name in ("what", "with_whom", "happened")}
        columns = {"is_over": said.get("over", False)}
        if days := said.get("due_in"):
            columns["due_on"] = (at + timedelta(days=days)).date()
    elif kind is Load:
        words = {"step": said["step"], "words": said.get("words", "")}
    else:
        words = {"words": said["words"]}
    write_own(
        kind, body.slug, by=people[said["who"]], said=words, shared=said.get("shared", "nobody"),
        key=key, at=at - timedelta(days=said["ago"]), **columns,
    )  # fmt: skip
