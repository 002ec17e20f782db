"""Calls, hardships and those who never come, in the small world's coalition."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from coalitions.actions.calls import call_out
from coalitions.actions.hard import say_hard
from coalitions.models import AskedPerson, Asking, Call, Hardship
from decisions.actions.tasks import add_for
from decisions.models import Task
from networks.models import Network
from solidarity.people.models import Person

if TYPE_CHECKING:
    from tests.roles.world import World

CALLS = {f"coalitions:{name}" for name in ("call", "call_followed", "call_talk")}
ANSWERS = {"coalitions:call_answer", "coalitions:call_decide"}
HARD = {f"coalitions:{name}" for name in ("hardship", "hard_change", "hard_ease", "hard_task")}
ASKINGS = {"coalitions:asking"}
NAMES = CALLS | ANSWERS | HARD | ASKINGS
SENT: Mapping[str, Mapping[str, Any]] = {
    "coalitions:call_new": {
        "network": "public", "wanted": "action", "title": "Come", "words": "To the quay.",
        "key": "come",
    },
    "coalitions:call_talk": {"words": "When?", "key": "when"},
    "coalitions:call_answer": {"reply": "yes", "seen": ""},
    "coalitions:call_decide": {"reply": "yes"},
    "coalitions:call_followed": {"followed": "Bread for all.", "seen": ""},
    "coalitions:hard_new": {"network": "public", "kind": "trust", "words": "We never meet."},
    "coalitions:hardship": {"words": ""},
    "coalitions:hard_change": {"kind": "trust", "words": "We never meet.", "seen": ""},
    "coalitions:hard_ease": {"act": "eased"},
    "coalitions:hard_task": {"act": "finish"},
    "coalitions:absent": {"words": "What keeps you away?"},
    "coalitions:asking": {"reasons": ["time"]},
}  # fmt: skip


def make_hard(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """The sibling calls for all and among themselves; each says what is hard; some are asked."""
    coalition, founder, at = networks["coalition"], people["founder"], now()
    for title, is_public in (("for everyone", True), ("inside", False)):
        fields = {
            "wanted": "action", "title": title, "words": "Come.", "until": None,
            "is_public": is_public,
        }  # fmt: skip
        call_out(
            coalition.slug, by=founder, network=networks["sibling"].slug, fields=fields, to=(),
            key=title, at=at,
        )  # fmt: skip
    for name, by in (("public", people["steward"]), ("sibling", founder)):
        fields = {"kind": "access", "words": f"Stairs, says {name}", "wants_support": True}
        made = say_hard(coalition.slug, by=by, network=networks[name].slug, fields=fields, at=at)
        add_for(Hardship, made.pk, by=by, words="Build a ramp", handle=by.handle, at=at)
    asking = Asking.objects.create(
        body=coalition, words="What keeps you away?", by=founder, at=at,
        closes_at=at + timedelta(days=21),
    )  # fmt: skip
    AskedPerson.objects.create(asking=asking, person=people["member"])


def hard_things(name: str, world: "World") -> Iterator[tuple[str, dict[str, Any]]]:
    """Label and values of what these addresses point at."""
    slug = world.networks["coalition"].slug
    if name in ASKINGS:
        yield "coalition, its question", {"slug": slug, "pk": Asking.objects.get().pk}
    elif name in HARD:
        for whose in ("public", "sibling"):
            said = Hardship.objects.get(network=world.networks[whose])
            task = {"task": _task(said)} if name == "coalitions:hard_task" else {}
            yield f"coalition, of the {whose} one", {"slug": slug, "pk": said.pk, **task}
    else:
        for call in Call.objects.order_by("number"):
            far = {"network": world.networks["public"].slug} if name in ANSWERS else {}
            yield f"coalition, {call.title}", {"slug": slug, "number": call.number, **far}


def _task(said: Hardship) -> int:
    return Task.objects.get(owner_id=said.pk, owner_type__model="hardship").pk
