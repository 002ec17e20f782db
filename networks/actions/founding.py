"""Bringing a network into being, and changing what it says of itself."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from networks.actions.log import log
from networks.actions.placing import locate
from networks.actions.questioning import ask
from networks.actions.searching import note_words
from networks.facets import Size
from networks.models import (
    LogEntry,
    Membership,
    Network,
    NetworkState,
    Role,
    State,
    Verb,
    Visibility,
)
from networks.rules import standing_of, why_not_change
from networks.rules.bound import why_not_change as why_not_by_hand
from solidarity.base.limits import FOUNDING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.secrets import new_token
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.people.actions import drop_draft
from solidarity.people.models import Person

FIRST_TERM = timedelta(days=365)
TAKEN = {"new"}
CHANGEABLE = (
    "name", "summary", "story", "place", "country", "website", "causes", "languages",
    "aims_short", "aims_long", "organising", "founded_year", "capacity",
    "visibility", "join_policy", "admission", "members_invite",
    "shows_members", "shows_affiliations",
)  # fmt: skip


class FoundedAlready(Refused):
    """The draft has become a network: by a double click, or by going back and sending it again."""

    def __init__(self) -> None:
        super().__init__(_("This network has been founded already. It is among yours."))


def found(
    *, by: Person, fields: dict[str, Any], questions: Sequence[str], at: datetime, draft: str = "",
    key: str = "",
) -> Network:  # fmt: skip
    """Found a network; `by` is its first steward, for a year. Raises TooOften after five a day.

    draft: the purpose of the draft that it is made of, which is used up; raises FoundedAlready
    when it was used up before. key: of the form; raises FoundedAlready when it was sent before.
    """
    if not (key and _founded_with(key, by=by)):
        count_against(FOUNDING, what="found", who=str(by.pk), at=at)
    with transaction.atomic():
        if key:
            Person.objects.select_for_update(of=("self",)).get(pk=by.pk)  # of two, one waits
            if _founded_with(key, by=by):
                raise FoundedAlready
        if draft and not drop_draft(by, draft):
            raise FoundedAlready
        network = _create(fields, at=at)
        Membership.objects.create(
            network=network, person=by, role=Role.STEWARD, role_since=at.date(),
            role_until=(at + FIRST_TERM).date(), state=State.ACTIVE, asked_at=at, answered_at=at,
        )  # fmt: skip
        ask(network, [(words, True) for words in questions])
        locate([network.pk])
        note_words([network.pk])
        facts: dict[str, Any] = {"key": key} if key else {}
        log(network, Verb.FOUNDED, by=by, at=at, **facts)
    return network


def _founded_with(key: str, *, by: Person) -> bool:
    return LogEntry.objects.filter(verb=Verb.FOUNDED, by=by, facts__key=key).exists()


def _create(fields: dict[str, Any], *, at: datetime) -> Network:
    """A network under the first free slug of its name."""
    base = slugify(fields["name"], allow_unicode=False)[:60] or "network"
    slugs = [f"{base}-{new_token()[:10]}"]
    # The slug of a hidden one cannot be met by founding another of its name.
    if fields.get("visibility") != Visibility.HIDDEN:
        slugs = [base, *(f"{base}-{number}" for number in range(2, 8)), *slugs]
    for slug in slugs:
        if slug in TAKEN or Network.objects.filter(slug=slug).exists():
            continue
        try:
            with transaction.atomic():
                return Network.objects.create(
                    **fields,
                    slug=slug,
                    story_html=rendered(fields.get("story", "")),
                    state=NetworkState.ACTIVE,
                    founded_at=at,
                    active_on=at.date(),
                    size=Size.FEW,
                )
        except IntegrityError:  # somebody took the slug between our look and our write
            continue
    raise RuntimeError(f"no free slug for {base}")


def settings_of(network: Network) -> dict[str, Any]:
    """What `change` can change, as it stands."""
    return {name: getattr(network, name) for name in CHANGEABLE}


@transaction.atomic
def change(
    network_id: int, *, by: Person, fields: dict[str, Any], seen: str, at: datetime
) -> Network:
    """Change what a network says of itself and how one joins.

    fields: of `settings_of`; seen: fingerprint of what the steward saw. Raises Refused, and Stale
    when somebody else saved meanwhile.
    """
    network = Network.objects.visible_to(by).locked().get(pk=network_id)
    refuse_if(why_not_change(standing_of(by, network)))
    saved = settings_of(network)
    refuse_if_stale(saved, seen=seen)
    changed = sorted(name for name in fields if fields[name] != saved[name])
    refuse_if(why_not_by_hand(network, *changed))
    for name in CHANGEABLE:
        setattr(network, name, fields[name])
    network.story_html = rendered(network.story)
    network.save(update_fields=[*CHANGEABLE, "story_html"])
    locate([network.pk])
    note_words([network.pk])
    if changed:
        log(network, Verb.CHANGED, by=by, at=at, fields=changed)
    return network
