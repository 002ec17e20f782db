"""What an agreement governs, and agreements that are shared, in the small world."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.timezone import now

from coalitions.actions.templates import share
from coalitions.models import AgreementTemplate
from networks.models import Network
from solidarity.people.models import Person

if TYPE_CHECKING:
    from tests.roles.world import World

OF_TEMPLATES = {"coalitions:template", "coalitions:take_template"}
OF_VERSIONS = {"coalitions:share_version", "coalitions:unshare_version"}
NAMES = OF_TEMPLATES | OF_VERSIONS | {
    "coalitions:clause_settings", "coalitions:consents", "coalitions:choose_template",
}  # fmt: skip


def make_shared(networks: Mapping[str, Network], people: Mapping[str, Person]) -> None:
    """The steward of the coalition shares its agreement, which is in force, with everybody."""
    share(
        networks["coalition"].slug, 1, by=people["founder"], name="Bread for all", summary="",
        names_body=True, at=now(),
    )  # fmt: skip


def governing_things(parameters: tuple[str, ...], world: "World") -> Iterator[Any]:
    """Label and values: of the coalition, and of a group, which has no agreement."""
    values = {"number": 1, "pk": AgreementTemplate.objects.get().pk}
    if "slug" not in parameters:
        yield "shared", {each: values[each] for each in parameters}
        yield "not shared any more", {"pk": values["pk"] + 1}
        return
    for label, called in (("coalition", "coalition"), ("public, a group", "public")):
        found = values | {"slug": world.networks[called].slug}
        yield label, {each: found[each] for each in parameters}


SENT: Mapping[str, Mapping[str, Any]] = {
    "coalitions:clause_settings": {"waiting_days": "30", "seen": ""},
    "coalitions:take_template": {"all": "1"},
    "coalitions:share_version": {"name": "Again", "is_open": "on"},
}
