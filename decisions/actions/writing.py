"""Bringing a question in: its draft, its rules, its versions, and putting it up for talk."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from decisions.models import Customs, Decision, Stage, UsualMethod, Version
from decisions.queries.writing import (
    TIMING,
    WORDING,
    newest_version,
    question_words,
    rules_of,
)
from decisions.rules.customs import customs_of
from decisions.rules.opening import fewest_days
from decisions.rules.writing import (
    why_not_propose,
    why_not_put_up,
    why_not_set_rules,
    why_not_throw_away,
    why_not_write,
)
from networks.models import Network
from networks.rules import standing_of
from solidarity.base.limits import PROPOSING, SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.outbox.actions import ask_for
from solidarity.people.models import Person

CONSENSUS: Mapping[str, Any] = {"name": "consensus"}
NO_OPTIONS: list[Any] = []


def draft(
    slug: str, *, by: Person, fields: Mapping[str, Any], at: datetime, key: str = ""
) -> Decision:
    """Begin a question that nobody but `by` reads yet.

    fields: of Decision, and `words`; what is missing is as the body usually does it. key: of the
    form; the same one again finds what it made. Raises Refused, and TooOften after twenty a day.
    """
    if sent := _sent(by, key):
        return sent
    count_against(PROPOSING, what="decision", who=str(by.pk), at=at)
    with transaction.atomic():
        network = _locked(slug, by=by)
        if sent := _sent(by, key):
            return sent
        customs = customs_of(network)
        effect = str(fields.get("effect", ""))
        refuse_if(why_not_propose(standing_of(by, network), network, customs, effect=effect))
        wanted = _as_usual(network, customs, fields) | dict(fields)
        return _numbered(network, by=by, fields=wanted, at=at, key=key)


def _sent(by: Person, key: str) -> Decision | None:
    found = Decision.objects.select_related("network").filter(by=by, key=key)
    return found.first() if key else None


def _locked(slug: str, *, by: Person) -> Network:
    return Network.objects.visible_to(by).locked().get(slug=slug)


def _as_usual(network: Network, customs: Customs, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the body does where nobody said anything else."""
    subject = fields.get("subject", "")
    usual = UsualMethod.objects.filter(network=network, subject=subject).first()
    return {
        "method": dict(usual.method if usual else CONSENSUS),
        "quorum": usual.quorum if usual else "0",
        "voices": "one_each",
        "days_open": fewest_days(customs),
    }


def _numbered(
    network: Network, *, by: Person | None, fields: Mapping[str, Any], at: datetime, key: str
) -> Decision:
    last = network.decisions.aggregate(last=Max("number"))["last"] or 0
    said = {name: value for name, value in fields.items() if name != "words"}
    decision = Decision.objects.create(
        network=network, number=last + 1, by=by, made_at=at, staged_at=at, key=key, **said
    )
    if words := fields.get("words"):
        add_version(decision, by=by, words=words, why="", at=at)
    return decision


def _held(decision_id: int, *, by: Person) -> Decision:
    """The decision, held: its network first, then itself."""
    Network.objects.visible_to(by).locked().get(decisions=decision_id)
    held = Decision.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("network", "circle").get(pk=decision_id)


@transaction.atomic
def change_draft(
    decision_id: int, *, by: Person, fields: Mapping[str, Any], seen: str, at: datetime
) -> Decision:
    """Change what a draft says: title, kind and words. Raises Refused, and Stale."""
    decision = _held(decision_id, by=by)
    if decision.stage != Stage.DRAFT:
        raise Refused(_("It is up for talk already: write a new version."))
    refuse_if(why_not_write(decision, by, standing_of(by, decision.network)))
    refuse_if_stale(question_words(decision), seen=seen)
    if fields["subject"] != decision.subject:
        _follow_usual(decision, fields["subject"])
    decision.title, decision.subject = fields["title"], fields["subject"]
    decision.save(update_fields=["title", "subject", "method", "quorum"])
    _write_draft(decision, by=by, words=fields["words"], at=at)
    return decision


def _write_draft(decision: Decision, *, by: Person, words: str, at: datetime) -> None:
    """The text of a draft is its first version, which nobody else has read: it is written over."""
    version = newest_version(decision)
    if version is None:
        add_version(decision, by=by, words=words, why="", at=at)
        return
    version.words, version.words_html, version.at = words, rendered(words), at
    version.save(update_fields=["words", "words_html", "at"])


def _follow_usual(decision: Decision, subject: str) -> None:
    """Another kind of question is decided in its own usual way."""
    usual = UsualMethod.objects.filter(network=decision.network, subject=subject).first()
    if usual is not None:
        decision.method, decision.quorum = usual.method, usual.quorum


@transaction.atomic
def set_rules(
    decision_id: int, *, by: Person, fields: Mapping[str, Any], seen: str, at: datetime
) -> Decision:
    """Set how, by whom and how long it is decided; once it was begun, only how long.

    fields: any of queries/writing.py: RULES and TIMING. Raises Refused, and Stale.
    """
    decision = _held(decision_id, by=by)
    standing = standing_of(by, decision.network)
    rule = why_not_set_rules if set(fields) - set(TIMING) else why_not_write
    refuse_if(rule(decision, by, standing))
    refuse_if_stale(rules_of(decision, fields), seen=seen)
    for name, value in fields.items():
        setattr(decision, name, value)
    decision.save(update_fields=[*fields])
    return decision


def write_version(
    decision_id: int, *, by: Person, words: str, why: str, seen: str, at: datetime, title: str = ""
) -> Version:
    """Write the text anew, under the next number; the others stay. Raises Refused, and Stale."""
    count_against(SAVING, what="version", who=str(by.pk), at=at)
    with transaction.atomic():
        decision = _held(decision_id, by=by)
        refuse_if(why_not_write(decision, by, standing_of(by, decision.network)))
        if decision.stage == Stage.DRAFT:
            raise Refused(_("This is a draft still: change it as you like."))
        saved = question_words(decision)
        refuse_if_stale({name: saved[name] for name in WORDING}, seen=seen)
        title = title or decision.title
        if (words, title) == (saved["words"], saved["title"]):
            raise Refused(_("Nothing is changed yet."))
        if title != decision.title:
            decision.title = title
            decision.save(update_fields=["title"])
        return add_version(decision, by=by, words=words, why=why, at=at)


def add_version(
    decision: Decision, *, by: Person | None, words: str, why: str, at: datetime
) -> Version:
    """The next version of a decision that is held; whoever calls it has asked the rules."""
    last = decision.versions.aggregate(last=Max("number"))["last"] or 0
    return decision.versions.create(
        number=last + 1, words=words, words_html=rendered(words), why=why, by=by, at=at
    )


@transaction.atomic
def put_to_discussion(decision_id: int, *, by: Person, at: datetime) -> Decision:
    """Show a draft to all who belong: its text stays from now on. Told to all, quietly."""
    decision = _held(decision_id, by=by)
    refuse_if(why_not_put_up(decision, by, standing_of(by, decision.network, at=at)))
    decision.stage, decision.staged_at = Stage.DISCUSSION, at
    decision.save(update_fields=["stage", "staged_at"])
    ask_for("decisions.tell_put_up", key=str(decision.pk), at=at, decision=decision.pk)
    return decision


@transaction.atomic
def throw_away(decision_id: int, *, by: Person) -> None:
    """Delete a draft, which nobody else has read."""
    decision = _held(decision_id, by=by)
    refuse_if(why_not_throw_away(decision, by, standing_of(by, decision.network)))
    decision.delete()
