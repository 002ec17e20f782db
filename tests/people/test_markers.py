"""Whoever is deleted has written nowhere that can be found any more.

Words that stand nowhere else are planted in every field that she can fill for herself; a week
later a whole dump of the database, the broker, the log and the mails are looked through.
"""

import os
import subprocess
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from celery import current_app
from django.core import mail
from django.db import connections

from networks.actions import choosing, keeping, ways
from networks.actions.inviting import invite_by_link, invite_by_mail
from networks.actions.joining import join
from networks.actions.requesting import say
from networks.models import JoinPolicy, Petition, ProposalKind, Report, SavedSearch
from solidarity.base.models import reference_to
from solidarity.base.stale import fingerprint
from solidarity.dev.servers import BINARIES
from solidarity.outbox.actions import carry_out, write_letter
from solidarity.outbox.models import Job
from solidarity.people.actions import change_profile, exporting, keep_draft, leaving
from solidarity.people.models import Person
from solidarity.people.queries import profile_of
from solidarity.threads import actions as threads
from tests.fixtures.people import NOON
from tests.pages.reading import visit
from tests.servers import with_database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WEEK = timedelta(days=7)
# Each is one word, so that no parser takes it apart.
MARKERS = {
    name: f"zq{number:02d}marker{name}"
    for number, name in enumerate([
        "address", "handle", "formerhandle", "name", "movesme", "place", "draft", "joinanswer",
        "requestwords", "post", "threadtitle", "comment", "letter", "search", "searchname",
        "report", "touches", "proposal", "objection", "measureanswer", "petition", "invitation",
        "reasonabouther",
    ])
}  # fmt: skip


def plant(ana, ben, cleo, garden, make_network, make_member):
    """Let Ana fill every field that she can fill for herself; returns her as she is then."""
    ana = call_herself(ana)
    keep_draft(ana, "new-network", {"story": [MARKERS["draft"]]}, at=NOON)
    ask_to_join(ana, make_network)
    make_member(garden, ana)
    make_member(garden, ben)
    talk(ana, ben, garden)
    report(ana, ben, garden)
    rule(ana, cleo, garden, make_network, make_member)
    SavedSearch.objects.create(
        person=ana, name=MARKERS["searchname"], query=f"q={MARKERS['search']}", saved_at=NOON,
        after=0,
    )  # fmt: skip
    hers = make_network(name="Hers", steward=ana)
    for way in ("dora@example.org", "eve@example.org"):
        invite_by_mail(hers.pk, way, language="en", message=MARKERS["invitation"], by=ana, at=NOON)
    invite_by_link(hers.pk, most_uses=3, days=3, message=MARKERS["invitation"], by=ana, at=NOON)
    return ana


def call_herself(ana):
    for handle in (MARKERS["formerhandle"], MARKERS["handle"]):
        saved = profile_of(ana)
        fields = saved | {
            "handle": handle, "display_name": MARKERS["name"], "moves_me": MARKERS["movesme"],
            "place": MARKERS["place"], "page_seen_by": "everyone",
        }  # fmt: skip
        ana = change_profile(ana.pk, fields, seen=fingerprint(saved))
    address = f"{MARKERS['address']}@example.org"
    Person.objects.filter(pk=ana.pk).update(email=address)
    EmailAddress.objects.filter(user=ana).update(email=address)
    return Person.objects.get(pk=ana.pk)


def ask_to_join(ana, make_network):
    asked = make_network(join_policy=JoinPolicy.ASK, questions=["Why?"], name="Asked")
    request = join(asked.pk, by=ana, answers={1: MARKERS["joinanswer"]}, at=NOON)
    say(request.pk, by=ana, words=MARKERS["requestwords"], key="r1", at=NOON)


def talk(ana, ben, garden):
    m = MARKERS
    thread = threads.start(
        garden, by=ana, title=m["threadtitle"], words=m["post"], key="t1", at=NOON
    )
    threads.comment(thread.pk, by=ana, words=f"{m['comment']} @ben", key="t2", at=NOON)
    threads.comment(thread.pk, by=ben, words=f"Thank you, @{m['handle']}!", key="t3", at=NOON)
    ben.written_by = "everyone"
    ben.save()
    letters = threads.write_to(ben, by=ana, words=m["letter"], key="l1", at=NOON)
    threads.comment(letters.pk, by=ben, words="Dear friend", key="l2", at=NOON)


def report(ana, ben, garden):
    m = MARKERS
    common = {"network": garden, "harm": "other", "made_at": NOON}
    post = ana.posts.filter(words=m["post"]).get()
    Report.objects.create(
        **reference_to(post), **common, words="Rude", reporter=ben, whom=ana, quoted=m["post"]
    )
    Report.objects.create(
        **reference_to(ana), **common, words="Her again", reporter=ben, whom=ana, quoted=""
    )
    Report.objects.create(
        **reference_to(garden), **common, words=m["report"], touches=m["touches"], reporter=ana
    )


def rule(ana, cleo, garden, make_network, make_member):
    m = MARKERS
    recall, seen = ProposalKind.RECALL, fingerprint({"words": ""})
    choosing.propose(garden.pk, handle="cleo", kind=recall, reason=m["proposal"], by=ana, at=NOON)
    ways.write_ways("garden", by=cleo, words="Be kind.", why="", seen=seen, at=NOON)
    ways.object_to_ways("garden", by=ana, number=1, words=m["objection"], key="o1", at=NOON)
    unclaimed = make_network(name="Unclaimed", steward=None)
    Petition.objects.create(
        network=unclaimed, wish="claim", person=ana, state="waiting", words=m["petition"],
        made_at=NOON, expires_at=NOON + WEEK,
    )  # fmt: skip
    member = make_member(make_network(name="House"), ana)
    measure = keeping.pause(member.pk, reason=m["reasonabouther"], days=3, by=cleo, at=NOON)
    keeping.reply(measure.pk, words=m["measureanswer"], by=ana, at=NOON)


def do_all(at):
    """Let the worker do whatever is due."""
    while jobs := list(Job.objects.filter(state="waiting", due_at__lte=at)):
        done = [carry_out(job.pk, at=at) for job in jobs]
        assert any(done), jobs


def dumped():
    """Every row of every table, as a backup would hold it."""
    name = connections["owner"].settings_dict["NAME"]
    url = with_database(os.environ["DATABASE_OWNER_URL"], name)
    command = [str(BINARIES / "pg_dump"), "--data-only", "--inserts", f"--dbname={url}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def broker():
    """Whatever waits in Valkey."""
    with current_app.connection_for_read() as line:
        client = line.default_channel.client
        return b"".join(client.dump(key) or b"" for key in client.scan_iter()).decode("latin-1")


def found_in(words):
    return {name for name, marker in MARKERS.items() if marker.lower() in words.lower()}


def test_nothing_that_she_wrote_can_be_found_when_she_is_gone(
    ana, ben, cleo, garden, make_network, make_member, settings, tmp_path, capfd
):
    settings.ERASURES_FILE = str(tmp_path / "erasures.txt")
    with time_machine.travel(NOON, tick=False):
        ana = plant(ana, ben, cleo, garden, make_network, make_member)
        exporting.ask_for_export(ana, at=NOON)
        do_all(NOON)
        letter = write_letter("eve@example.org", "Hello", f"From {ana.display_name}", at=NOON)
        Job.objects.filter(pk=letter.pk).update(state="dead", ended_at=NOON)
        visit(ana).get("/account/data/")
    assert found_in(dumped()) == set(MARKERS), "each was planted, and the dump is looked through"

    with time_machine.travel(NOON, tick=False):
        leaving.depart(ana.pk, leaves_words=False, at=NOON)
        do_all(NOON)
    mail.outbox.clear()
    with time_machine.travel(NOON + WEEK, tick=False):
        do_all(NOON + WEEK)
        assert not Person.objects.filter(pk=ana.pk).exists()
        for page in ("talk/", "log/", "members/", "measures/", "reports/"):
            said = visit(cleo).get(f"/networks/garden/{page}").content.decode()
            assert not found_in(said), page

    assert not found_in(dumped())
    assert not found_in(broker())
    assert not found_in("".join(m.subject + m.body + str(m.to) for m in mail.outbox))
    assert not found_in((tmp_path / "erasures.txt").read_text(encoding="ascii"))
    assert not found_in("".join(capfd.readouterr()))


def test_what_she_leaves_on_purpose_stays_and_nothing_else(
    ana, ben, cleo, garden, make_network, make_member, settings, tmp_path
):
    settings.ERASURES_FILE = str(tmp_path / "erasures.txt")
    with time_machine.travel(NOON, tick=False):
        ana = plant(ana, ben, cleo, garden, make_network, make_member)
        do_all(NOON)
        departure = leaving.depart(ana.pk, leaves_words=True, at=NOON)
        do_all(NOON)
    with time_machine.travel(NOON + WEEK, tick=False):
        leaving.erase_departed(departure.pk, at=NOON + WEEK)

    assert found_in(dumped()) == {"post", "threadtitle", "comment", "objection"}
