"""Beside the mark of the electorate nothing tells who has cast a secret ballot, and who has not.

Of nine people four cast one; all do and receive everything else alike: they are asked, look at it,
are reminded, given more time; two leave, one of them with a ballot that is cast. What a dump, the
mails and the log then hold of those who cast is what they hold of those who did not.
"""

# ruff: noqa: F811 what is asked for by name are fixtures of a neighbour
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from decisions.actions import recurring
from decisions.actions.closing import cancel, close_if_due, extend
from decisions.models import Elector, ElectorState
from networks.actions.joining import leave
from solidarity.people.models import Person
from tests.decisions.test_secrecy import (  # noqa: F401 fixtures
    CODE,
    MOMENT,
    NAMES,
    ballot,
    browsers,
    do_all,
    nine,
    round,
    rows,
)

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
DAY = timedelta(days=1)
CAST = ("a", "c", "e", "g")
LEFT = ("g", "h")
# What is another in each row, whoever it is about.
OWN = {
    "id", "key", "number", "session_key", "session_data", "token", "digest", "password", "seed",
    "message_id", "uid",
}  # fmt: skip
MARK = "has_balloted"
TO_OWN = {"mail_id"}  # point at rows that are another for each: that they do is what counts


def columns_of_people():
    """The columns of each table that point at a person."""
    found = {Person._meta.db_table: {"id"}}
    for model in apps.get_models():
        fields = model._meta.concrete_fields
        found.setdefault(model._meta.db_table, set()).update(
            field.column for field in fields if field.is_relation and field.related_model is Person
        )
    return found


def plain(value, person):
    """A value without what is hers in any case, and without the moment, but that there is one."""
    names = ((person.email, "EMAIL"), (person.handle, "HANDLE"), (person.display_name, "NAME"))
    for hers, name in names:
        value = value.replace(hers, name)
    return MOMENT.sub("MOMENT", re.sub(r"\d{4}-\d\d-\d\d[ T][\d:.+]+", "MOMENT", value))


def traces(dump, person):
    """All rows that point at her, as far as they can differ between two people."""
    wanted = columns_of_people()
    found = Counter()
    for table, lines in dump.items():
        hers = [
            line for line in lines
            if any(line.get(each) == str(person.pk) for each in wanted.get(table, ()))
        ]  # fmt: skip
        for line in hers:
            kept = {
                name: "HER" if name in wanted[table] and value == str(person.pk) else
                value != "\\N" if name in TO_OWN else plain(value, person)
                for name, value in line.items() if name not in OWN and name != MARK
            }  # fmt: skip
            found[table, tuple(sorted(kept.items()))] += 1
    return found


def mails_to(person):
    """What was mailed to her, without her name."""
    hers = [each for each in mail.outbox if each.to == [person.email]]
    return Counter(plain(f"{each.subject}\n{each.body}", person) for each in hers)


def without_links(mails):
    """Mails without the way out, which is signed for each."""
    return Counter(re.sub(r"http\S+", "LINK", each) for each in mails.elements())


def page_of(round):
    return reverse("decisions:decision", args=[round.decision.network.slug, round.decision.number])


def looked_at(round, browsers):
    for browser in browsers.values():
        assert browser.get(page_of(round)).status_code == 200
        assert browser.get(f"{page_of(round)}ballot/").status_code == 200


def whole_life(round, browsers, by):
    """From opening to what is announced; the moment at its end."""
    looked_at(round, browsers)
    for person, browser in browsers.items():
        if person.handle[-1] in CAST:
            ballot(round, person, browser)
    soon = round.closes_at - DAY
    recurring.remind_due(at=soon)
    do_all(soon)
    extend(round.pk, until=round.closes_at + 7 * DAY, by=by, at=soon)
    do_all(soon)
    for person in browsers:
        if person.handle[-1] in LEFT:
            leave(round.decision.network_id, by=person, at=soon)
    recurring.remind_due(at=round.closes_at + 6 * DAY)
    do_all(round.closes_at + 6 * DAY)
    over = round.closes_at + 8 * DAY
    close_if_due(round.pk, at=over)
    do_all(over)
    return over


def groups(people):
    """Those who stayed, and those who left: of each, who cast a ballot and who did not."""
    for has_left in (False, True):
        those = [each for each in people if (each.handle[-1] in LEFT) == has_left]
        yield (
            [each for each in those if each.handle[-1] in CAST],
            [each for each in those if each.handle[-1] not in CAST],
        )


def test_no_row_and_no_mail_tells_who_has_cast_a_ballot(round, nine, browsers, cleo, capfd):
    whole_life(round, browsers, cleo)

    dump = rows()
    kinds = Counter(line["kind"] for line in dump["inbox_notice"])
    assert (kinds["decisions.opened"], kinds["decisions.extended"]) == (9, 10)
    assert kinds["decisions.reminder"] == 0
    assert kinds["decisions.reminder_secret"] == 10 + 8, "all; and who has left no more"
    for cast, not_cast in groups(nine):
        assert cast
        assert not_cast
        for each in (*cast, *not_cast):
            assert traces(dump, each) == traces(dump, cast[0])
        letters = {frozenset(without_links(mails_to(each)).items()) for each in nine if
                   each in (*cast, *not_cast)}  # fmt: skip
        assert len(letters) == 1
    logged = "".join(capfd.readouterr())
    assert not any(f"voter-{name}" in logged for name in NAMES)
    assert not CODE.search(logged)


def test_the_mark_is_the_one_thing_that_differs(round, nine, browsers, cleo):
    whole_life(round, browsers, cleo)

    marked = Elector.objects.filter(round=round, has_balloted=True)
    assert sorted(each.person.handle[-1] for each in marked) == list(CAST)
    withdrawn = Elector.objects.filter(round=round, state=ElectorState.WITHDRAWN)
    assert sorted(each.person.handle[-1] for each in withdrawn) == list(LEFT)
    round.refresh_from_db()
    told = round.outcome.told
    assert told["electorate"]["electors"] == 10
    assert round.ballots.count() == len(CAST)


def test_casting_leaves_nothing_in_her_session_and_counts_against_no_limit(round, nine):
    """Whoever looks at the form and goes away leaves what whoever casts a ballot leaves."""
    casting, looking = Client(), Client()
    casting.force_login(nine[0])
    looking.force_login(nine[1])
    page = f"{page_of(round)}ballot/"
    before = rows()

    ballot(round, nine[0], casting)
    looking.get(page)

    after = rows()
    assert [*casting.session.keys()] == [*looking.session.keys()]
    for table in ("base_counter", "people_draft", "outbox_job", "networks_logentry"):
        assert after[table] == before[table], table
    assert not CODE.search(str({**casting.session}))
    assert set(casting.cookies) == set(looking.cookies)


def test_no_line_in_the_log_says_when_a_ballot_was_cast(round, nine, browsers, capfd):
    capfd.readouterr()
    ballot(round, nine[0], browsers[nine[0]])

    assert "ballot" not in "".join(capfd.readouterr())


def test_while_it_is_open_no_page_says_how_many_have_cast_one(round, nine, browsers, cleo):
    steward = Client()
    steward.force_login(cleo)
    page = page_of(round)

    def told():
        whole = steward.get(page).content.decode() + browsers[nine[8]].get(page).content.decode()
        return re.sub(r'value="[\w-]{40,}"', "", whole)  # tokens and keys of forms

    before = told()
    for person in nine[:8]:
        ballot(round, person, browsers[person])
    assert told() == before

    leave(round.decision.network_id, by=nine[0], at=now())
    assert "have taken a position" not in before + told()


def test_calling_it_off_tells_nobody_either(round, nine, browsers, cleo):
    for person in nine[:4]:
        ballot(round, person, browsers[person])

    cancel(round.decision_id, by=cleo, reason="The date has passed.", at=now())
    do_all(now())

    dump = rows()
    alike = {frozenset(traces(dump, each).items()) for each in nine}
    assert len(alike) == 1
    assert not Elector.objects.filter(has_balloted=True).exists(), "nobody needs it any more"
