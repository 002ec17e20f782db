"""What tests of agreements do again and again: written, ready, brought, decided, consented."""

from datetime import timedelta

from coalitions.actions.adopting import bring_agreement
from coalitions.actions.drafting import mark_ready, propose_clause, write_clause
from coalitions.queries.drafting import clause_words, newest_text
from decisions.actions.closing import close_if_due
from decisions.actions.opening import open_round
from decisions.actions.taking import take_position
from decisions.actions.writing import put_to_discussion
from decisions.models import Decision
from networks.models import Affiliation, Spoke
from solidarity.base.stale import fingerprint
from tests.fixtures.people import NOON

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def propose(body, by, words="We share one pot.", *, title="The pot", group="rules", at=NOON):
    key = f"{title}-{words}"[:60]
    return propose_clause(body.slug, by=by, group=group, title=title, words=words, key=key, at=at)


def rewrite(clause, by, words, *, why="So that all can.", seen=None, at=NOON, **fields):
    clause.refresh_from_db()
    saved = clause_words(clause)
    said = {"group": saved["group"], "title": saved["title"], "words": words, **fields}
    return write_clause(
        clause.body.slug, clause.number, by=by, why=why, seen=seen or fingerprint(saved), at=at,
        **said,
    )  # fmt: skip


def ready(clause, by, *, at=NOON):
    text = newest_text(clause).number
    return mark_ready(clause.body.slug, clause.number, by=by, text=text, is_ready=True, at=at)


def speaks(person, network, body):
    """She speaks for her network in the coalition."""
    affiliation = Affiliation.objects.get(member=network, body=body)
    return Spoke.objects.create(
        affiliation=affiliation, person=person, is_alternate=False, since=NOON.date()
    )


def brought(body, by, *, title="How we work", why="A beginning.", at=NOON, **fields):
    """A question about what is ready: a draft."""
    wanted = {"review_on": None, "key": f"{title}-{at.timestamp()}"} | fields
    return bring_agreement(body.slug, by=by, title=title, why=why, at=at, **wanted)


def opened(decision, *, at=NOON):
    """The question is open."""
    put_to_discussion(decision.pk, by=decision.by, at=at)
    return open_round(decision.pk, by=decision.by, at=at)


def said(round, choices, *, at=None):
    """What each said: pairs of a person and her choice, or triples with her network; counted."""
    at = at or round.closes_at - DAY
    for place, (person, choice, *network) in enumerate(choices):
        take_position(
            round.pk, by=person, choice=choice, key=f"p-{round.pk}-{place}", at=at,
            **({"for_network": network[0]} if network else {}),
            **({"reason": "No.", "rests_on": "All."} if choice == "block" else {}),
        )  # fmt: skip
    return close_if_due(round.pk, at=round.closes_at)


def again(decision):
    return Decision.objects.select_related("network").get(pk=decision.pk)
