"""Whatever somebody types into a form about power, between networks, or about a directory.

As in test_strings: done or a clear message, all of it still there, and nothing of it runs where it
is shown. Each string is typed into a world that nobody has touched: what it did is undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from networks.models import Approach, Edition, Network, Petition
from solidarity.threads.models import Conversation
from tests.pages.reading import visit
from tests.roles.world import World, make_world
from tests.security.corpus import OWN, as_typed, large_collection
from tests.security.markup import assert_harmless
from tests.security.test_strings import Desk, forget_limits, together

pytestmark = pytest.mark.django_db
AT_ONCE = {"our own": 49, "the larger one": 260}
PARTS = 4


@dataclass(frozen=True)
class Form:
    """A form that `who` fills in; `shown` names who reads what was written, and where."""

    who: str
    path: str
    fields: tuple[str, ...]
    others: Mapping[str, Any] = field(default_factory=dict)
    shown: tuple[tuple[str, str], ...] = ()


LOG = ("member", "/networks/public/log/")
INBOX = "/inbox/"


def forms_in(world: World) -> list[Form]:
    """Every form with words that came with joining, power, directories and ties."""
    between, reports = world.between, world.reports
    measure, objection = world.measures["public"].pk, world.objections["public"].pk
    asks, invites = (
        between.approaches[name].pk for name in ("public asks", "its coalition invites")
    )
    letter = between.letters["member"]
    talk = Conversation.objects.get(pk=letter.thread.owner_id).pk
    tie, held = between.ties["public"].pk, between.affiliations["public"].pk
    shared, request = between.shared["shared"].pk, world.requests["public"].pk
    claimed, checked = world.brought["claim"], world.brought["checked"]
    bakery = world.networks["unclaimed"].slug
    guild = Approach.objects.get(pk=asks).body.slug
    here = "/networks/public"
    return [
        Form("steward", f"{here}/members/facilitator/remove/", ("reason",), {"returns": "never"},
             (LOG, ("steward", f"{here}/measures/"), ("facilitator", INBOX))),
        Form("steward", f"{here}/members/facilitator/pause/", ("reason",), {"days": "7"},
             (LOG, ("facilitator", f"{here}/"), ("facilitator", INBOX))),
        Form("steward", f"{here}/measures/{measure}/", ("words",), {"act": "uphold"},
             (LOG, ("ex-member", f"/account/measures/{measure}/"), ("ex-member", INBOX))),
        Form("ex-member", f"/account/measures/{measure}/", ("words",), {},
             (("steward", f"{here}/measures/{measure}/"), ("steward", INBOX))),
        Form("member", f"{here}/members/affiliate/report/", ("words", "touches"),
             {"harm": "other"}),
        Form("member", f"{here}/report/", ("words", "touches"), {"harm": "other"},
             (("member", "/account/reports/"), ("admin", "/desk/reports/"))),
        Form("outsider", "/people/seen-by-everyone/report/", ("words",),
             {"harm": "other"}, (("admin", "/desk/reports/"),)),
        Form("steward", f"{here}/reports/{reports['public'].pk}/", ("words",), {"act": "close"},
             (("member", "/account/reports/"), ("member", INBOX))),
        *(Form("admin", f"/desk/reports/{reports['desk'].pk}/", ("words",), {"act": act},
               (LOG, ("steward", INBOX))) for act in ("close", "ask", "unlist")),
        Form("member", f"{here}/stewards/propose/", ("reason",), {"handle": "member"},
             (LOG, ("steward", f"{here}/stewards/"), ("steward", INBOX))),
        Form("member", f"{here}/stewards/propose/", ("handle",), {"reason": "x"}),
        Form("member", f"{here}/stewards/recall/", ("reason",), {"handle": "steward"},
             (LOG, ("steward", f"{here}/stewards/"), ("steward", INBOX))),
        Form("steward", f"{here}/stewards/hand-over/", ("handle",)),
        Form("facilitator", f"{here}/ways/1/object/", ("words",), {},
             (("steward", f"{here}/ways/"), ("steward", f"{here}/talk/"))),
        Form("steward", f"{here}/ways/objections/{objection}/", ("words",), {},
             (LOG, ("member", f"{here}/ways/"), ("member", INBOX))),
        Form("steward", f"{here}/requests/{request}/waitlist/", ("reason",), {},
             (LOG, ("applicant", f"{here}/request/"), ("applicant", INBOX))),
        Form("steward", f"{here}/requests/several/", ("reason",),
             {"act": "decline", "pick": [request]}, (LOG, ("applicant", INBOX))),
        Form("steward", f"{here}/alliances/new/?to={guild}", ("note",), {"way": "learns"},
             (("founder", f"/networks/{guild}/alliances/"), ("founder", INBOX))),
        Form("steward", f"{here}/alliances/{tie}/end/", ("reason",), {}, (LOG, ("founder", INBOX))),
        Form("extra", f"/networks/other/affiliations/ask/?to={guild}", ("message",)),
        Form("founder", f"/networks/{guild}/affiliations/invite/?to=sibling", ("message",), {},
             (("founder", f"/networks/{guild}/affiliations/requests/"),)),
        Form("founder", f"/networks/{guild}/affiliations/terms/", ("question_1", "question_2"), {},
             (("steward", f"{here}/affiliations/ask/?to={guild}"),
              ("steward", f"/affiliations/{asks}/"))),
        Form("founder", f"/networks/{guild}/affiliations/terms/", ("needed",)),
        Form("steward", f"/affiliations/{asks}/", ("words",), {},
             (("founder", f"/affiliations/{asks}/"), ("founder", INBOX))),
        Form("founder", f"/affiliations/{asks}/decline/", ("reason",), {},
             (LOG, ("steward", f"/affiliations/{asks}/"), ("steward", INBOX))),
        Form("steward", f"/affiliations/{asks}/recall/", ("reason",), {},
             (LOG, ("founder", f"/affiliations/{asks}/"), ("founder", INBOX))),
        Form("founder", f"/affiliations/{invites}/recall/", ("reason",)),
        Form("steward", f"{here}/affiliations/{held}/end/", ("reason",), {},
             (LOG, ("founder", INBOX))),
        Form("steward", f"{here}/talk/{shared}/off/", ("reason",), {}, (LOG, ("founder", INBOX))),
        Form("member", f"/inbox/conversations/{talk}/", ("words",), {},
             (("founder", f"/inbox/conversations/{talk}/"), ("founder", INBOX),
              ("founder", "/inbox/conversations/"))),
        Form("member", f"/posts/{letter.pk}/edit/", ("words",), {"seen": ""},
             (("founder", f"/inbox/conversations/{talk}/"),)),
        Form("member", "/account/reach/", ("handle",)),
        Form("outsider", f"/networks/{bakery}/claim/", ("words",), {"mailbox": ""},
             (("admin", "/desk/claims/"),)),
        Form("outsider", f"/networks/{bakery}/removal/", ("words",), {"mailbox": ""},
             (("admin", "/desk/claims/"),)),
        *(Form("admin", f"/desk/claims/{claimed}/", ("reason",), {"act": act},
               (("extra", INBOX), ("extra", f"/networks/{bakery}/")))
          for act in ("grant", "refuse")),
        Form("admin", f"/desk/imports/{checked}/", ("source", "licence"),
             {"encoding": "utf-8", "delimiter": ",", "column_0": "name"},
             (("admin", f"/desk/imports/{checked}/"), ("admin", "/desk/imports/"))),
        Form("admin", f"/desk/imports/{checked}/", ("home", "causes", "countries", "no_umbrella"),
             {"source": "x", "encoding": "utf-8", "delimiter": ",", "column_0": "name"}),
    ]  # fmt: skip


@pytest.fixture(params=AT_ONCE)
def strings(request):
    """Many of our own together, or of the larger collection, where it is at hand."""
    found = OWN if request.param == "our own" else large_collection()
    if not found:
        pytest.skip("no larger collection here: name one with HOSTILE_STRINGS=")
    return together([as_typed(words) for words in found], AT_ONCE[request.param])


@pytest.mark.parametrize("part", range(PARTS))
def test_every_form_about_power_directories_and_others(strings, part):
    world = make_world()
    clients = {name: visit(person) for name, person in world.people.items()}
    for form in forms_in(world)[part::PARTS]:
        desk = Desk(clients[form.who], form.path, form.fields, dict(form.others))
        # What is short enough for each field, too, so that it is taken and shown.
        for words in (*strings, *(each[:100] for each in strings)):
            forget_limits()
            mark = transaction.savepoint()
            desk.type(words)
            for reader, path in form.shown:
                shown = clients[reader].get(path)
                assert shown.status_code == 200, (form.path, reader, path)
                assert_harmless(shown, words)
            transaction.savepoint_rollback(mark)


def test_what_stands_in_a_mailbox_never_becomes_an_address_of_its_own(strings):
    """Header injection, routes and second receivers: the letter goes to the domain or nowhere."""
    from solidarity.outbox.models import Letter

    world = make_world()
    bakery = world.networks["unclaimed"]
    Network.objects.filter(pk=bakery.pk).update(website="https://lark.example.org")
    client = visit(world.people["outsider"])
    path = f"/networks/{bakery.slug}/claim/"
    before = Letter.objects.count()
    tricks = [
        "info\r\nBcc: x@evil.org", "info\nBcc: x", "info,x@evil.org", "info@evil.org", "a@b@c",
        '"info x"', "info%evil.org", "<x@evil.org>", "info;x", "info x", "info\0", ".info",
        "info.", "in..fo", "ｉｎｆｏ", "infö", "x@evil.org@lark.example.org", "@evil.org:info",
        "info(comment)", "x" * 65,
    ]  # fmt: skip
    for typed in tricks + strings:
        forget_limits()
        Petition.objects.filter(person=world.people["outsider"]).delete()
        answer = client.post(path, {"mailbox": typed, "words": ""})
        assert answer.status_code in {302, 422}, typed
        assert_harmless(answer, typed) if answer.status_code == 422 else None
    for letter in Letter.objects.order_by("pk")[before:]:
        assert letter.address.endswith("@lark.example.org")
        assert letter.address.count("@") == 1
        assert not set(letter.address) & set('\r\n ,;<>%"()')
        assert "\n" not in letter.subject
        assert letter.address.isascii()


def test_a_directory_full_of_them(strings):
    """In every cell and in the headings, as a table and as profiles."""
    import csv
    import io
    import json

    world = make_world()
    admin = visit(world.people["admin"])
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow(["id", "name", "summary", "city", "country", "website", "x" + strings[0][:500]])
    for number, words in enumerate(strings):
        rows.writerow([number, words, words, words, words, words, words])
    names = ("unique_id", "name", "description", "locality", "country_name", "primary_url", "tags")
    profiles = json.dumps([dict.fromkeys(names, words) for words in strings])
    for name, content in ((f"{strings[0][:60]}.csv", table.getvalue()), ("x.json", profiles)):
        file = SimpleUploadedFile(name, content.encode("utf-8", "replace"))

        sent = admin.post("/desk/imports/", {"file": file})

        assert sent.status_code in {302, 422}, name
        if sent.status_code == 302:
            page = admin.get(sent.headers["Location"])
            assert page.status_code == 200
            assert_harmless(page, *strings)
    for words in strings:
        names = {"file": SimpleUploadedFile(words.replace("\0", "")[:200] or "x", b"name\nLark\n")}
        assert admin.post("/desk/imports/", names).status_code in {302, 400, 422}, words
    assert_harmless(admin.get("/desk/imports/"), *strings)
    assert Edition.objects.exists()


def test_what_is_looked_for_among_networks(strings):
    world = make_world()
    client = visit(world.people["steward"])
    for words in strings:
        for path in ("affiliations/ask/", "affiliations/invite/", "alliances/new/"):
            for name in ("q", "to"):
                answer = client.get(f"/networks/public/{path}", {name: words})
                assert answer.status_code in {200, 404}, (path, words)
                assert_harmless(answer, words)
        for name in ("near", "km", "sort", "exact", "country", "door"):
            answer = client.get("/networks/", {name: words, "q": "bread"})
            assert answer.status_code in {200, 400}, (name, words)
            assert_harmless(answer, words)
        for path in ("directory.csv", "directory.atom"):
            forget_limits()
            given = client.get(f"/networks/{path}", {"q": words, "near": words})
            assert given.status_code in {200, 400}, (path, words)
        for name in ("older", "newer"):
            assert_harmless(client.get("/networks/public/ways/changes/", {name: words}), words)
        assert_harmless(client.get("/networks/public/stewards/propose/", {"who": words}), words)
