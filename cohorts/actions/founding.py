"""Bringing a cohort into being, and writing its programme."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import (
    Cohort,
    Gathering,
    OpenNetwork,
    OpenTo,
    ProgrammeQuestion,
    Stage,
)
from cohorts.queries.gathering import (
    OF_CHOOSING,
    WORDS,
    end_of_day,
    gathering_of,
    programme_words,
)
from cohorts.rules.gathering import why_not_change, why_not_write
from networks.actions import founding
from networks.actions.log import log
from networks.models import JoinPolicy, Kind, Network, Verb, Visibility
from networks.rules import standing_of
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.resealing import Sealed
from solidarity.base.secrets import new_token
from solidarity.base.stale import refuse_if_stale
from solidarity.base.vault import resealed, seal
from solidarity.base.words import rendered
from solidarity.people.models import Person

SEED = "cohorts.seed"


@transaction.atomic
def found(
    *, by: Person, fields: dict[str, Any], at: datetime, draft: str = "", key: str = ""
) -> Network:
    """Found a cohort that is being prepared; `by` is its first steward.

    fields: name, summary, causes, and what a programme says. key: of the form, so that sent twice
    it is founded once. Raises Refused, TooOften.
    """
    body = {name: fields.pop(name) for name in ("name", "summary", "causes")}
    body |= {
        "kind": Kind.COHORT, "visibility": Visibility.PUBLIC, "shows_members": False,
        "join_policy": JoinPolicy.INVITATION, "languages": fields["languages"],
    }  # fmt: skip
    network = founding.found(by=by, fields=body, questions=[], at=at, draft=draft, key=key)
    cohort = Cohort(network=network, stage_since=at)
    _write(cohort, Gathering(cohort=cohort), fields, by=by)
    return network


def held_cohort(slug: str, *, by: Person) -> Cohort:
    """The cohort, its network's row held: what changes it happens one after the other."""
    network = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COHORT)
    cohort = Cohort.objects.get(network=network)
    cohort.network = network
    return cohort


@transaction.atomic
def write(slug: str, *, by: Person, fields: dict[str, Any], seen: str, at: datetime) -> Cohort:
    """Write the programme anew; raises Refused, and Stale when somebody else did meanwhile."""
    network = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COHORT)
    refuse_if(why_not_write(standing_of(by, network, at=at)))
    cohort = Cohort.objects.filter(network=network).first()
    is_new = cohort is None
    cohort = cohort or Cohort(network=network, stage_since=at)
    cohort.network = network
    gathering = Gathering(cohort=cohort) if is_new else gathering_of(cohort)
    saved = {} if is_new else programme_words(cohort, gathering)
    if not is_new:
        refuse_if_stale(saved, seen=seen)
    changed = {name for name in fields if fields[name] != saved.get(name)}
    if cohort.stage != Stage.PREPARING and changed & {"networks", "positions", "questions"}:
        raise Refused(_("The call is open: what is asked, and who may apply, stays as it is."))
    apply_by = end_of_day(fields["apply_by"], fields["zone"])
    refuse_if(why_not_change(cohort, changed, apply_by=apply_by))
    _write(cohort, gathering, fields, by=by)
    if changed:
        log(network, Verb.CHANGED, by=by, at=at, programme="changed")
    return cohort


def _write(cohort: Cohort, gathering: Gathering, fields: dict[str, Any], *, by: Person) -> None:
    """Keep all that a programme says."""
    networks = _named(fields, by=by)
    for name in WORDS:
        setattr(cohort, name, fields[name])
    cohort.apply_by = end_of_day(fields["apply_by"], fields["zone"])
    cohort.purpose_html = rendered(cohort.purpose_text)
    cohort.save()
    gathering.cohort = cohort
    for name in OF_CHOOSING:
        setattr(gathering, name, fields[name])
    gathering.positions = lines_of(fields["positions"])
    if gathering.by_lottery and not gathering.seed_digest:
        promise_seed(gathering)
    gathering.save()
    cohort.questions.all().delete()
    ProgrammeQuestion.objects.bulk_create(
        ProgrammeQuestion(cohort=cohort, position=position, words=words)
        for position, words in enumerate(lines_of(fields["questions"]), start=1)
    )
    cohort.open_networks.all().delete()
    OpenNetwork.objects.bulk_create(OpenNetwork(cohort=cohort, network=each) for each in networks)


def _named(fields: dict[str, Any], *, by: Person) -> Sequence[Network]:
    """The networks whose members may apply; Refused where none is named, or one is not found."""
    if fields["open_to"] == OpenTo.EVERYBODY:
        return []
    slugs = lines_of(fields["networks"])
    found = {each.slug: each for each in Network.objects.visible_to(by).filter(slug__in=slugs)}
    for slug in slugs:
        if slug not in found:
            raise Refused(_("There is no network at “%(slug)s”.") % {"slug": slug})
    if not slugs:
        raise Refused(_("Name the networks whose members may apply, one on each line."))
    return [found[slug] for slug in dict.fromkeys(slugs)]


def lines_of(words: str) -> list[str]:
    """What stands on the lines, each once."""
    lines = (line.strip() for line in words.split("\n"))
    return list(dict.fromkeys(line for line in lines if line))


def promise_seed(gathering: Gathering) -> None:
    """Draw the seed of the lottery by chance, keep it sealed, and show its digest from now on."""
    seed = new_token()
    gathering.seed_sealed = seal(seed, purpose=SEED)
    gathering.seed_digest = hashlib.sha256(seed.encode()).hexdigest()


def _sealed_anew(gathering: Gathering) -> bool:
    anew = resealed(gathering.seed_sealed, purpose=SEED)
    is_anew = anew != gathering.seed_sealed
    gathering.seed_sealed = anew
    return is_anew


SEEDS = Sealed(lambda: Gathering.objects.exclude(seed_sealed=""), "seed_sealed", _sealed_anew)
