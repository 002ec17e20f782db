"""A test for each hole that others had and that could be here: the advisories of Decidim.

What has a file of its own: CSRF (CVE-2023-47635) in test_csrf, stored and reflected XSS
(CVE-2026-45572 and the others) in test_strings, races (CVE-2023-47634) in test_races, templates
that decide who may (CVE-2023-36465) and lesser roles in admins' pages (CVE-2026-45415,
CVE-2026-45086) in tests/roles. Not yet here: exports (CVE-2026-45377, CVE-2026-45378,
CVE-2025-65017), addresses that the server fetches (CVE-2026-45573), invitations (CVE-2023-48220).
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networks.actions.joining import join
from networks.models import LogEntry, Membership, Role, State
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit
from tests.roles.addresses import addresses, things
from tests.roles.world import ROLES, make_world
from tests.security.corpus import SQL

pytestmark = pytest.mark.django_db


HER_REQUEST = ("/networks/hidden/withdraw/", "/networks/hidden/request")


@pytest.mark.timeout(300)
def test_no_list_shows_what_its_reader_may_not_know():
    """CVE-2026-40870: a root field returned all comments to anybody.

    Every page of everybody is read; what is hidden, or said to few, is on none but theirs.
    """
    world = make_world()
    people, networks = world.people, world.networks
    type(networks["hidden"]).objects.filter(pk=networks["hidden"].pk).update(
        name="Hidden Heron", summary="Heron summary", place="Heronville"
    )
    type(people["member"]).objects.filter(pk=people["seen-by-me"].pk).update(
        moves_me_html="<p>Private Pelican</p>", place="Pelicanburg"
    )
    knowing = {"member", "affiliate", "facilitator", "steward"}
    for role in ROLES:
        client = visit(people.get(role))
        extra = ["/networks/?q=heron", "/networks/?q=hidden", "/networks/?cause=food"]
        extra += ["/networks/directory.csv?q=heron", "/networks/directory.atom?q=heron"]
        for path in extra + [
            address.path(thing.values)
            for address in addresses()
            for thing in things(address, world, role)
            # Whoever has the secret address of a feed is its owner, wherever she reads it.
            if not address.name.startswith(("dev:", "account_logout", "feed"))
        ]:
            html = b"".join(client.get(path)).decode()  # a table comes in stretches
            assert "Pelican" not in html, (role, path)
            # Her own address, and the one that she wrote an invitation to.
            own = html.replace(f"{role}@example.org", "")
            own = own.replace("olu@example.org", "") if role == "steward" else own
            assert "@example.org" not in own, (role, path)
            # An applicant asked before it was hidden, and may take her request back.
            waits = role == "applicant" and path.startswith(HER_REQUEST)
            waits = waits or (role == "applicant" and path == "/")
            if waits:
                assert "Heron summary" not in html, (role, path)
                assert "Heronville" not in html, (role, path)
            # Whoever was removed reads why, and answers.
            waits |= role == "ex-member" and path.startswith("/account/measures/")
            if role not in knowing and not waits:
                assert "Heron" not in html, (role, path)


def test_only_stewards_change_who_is_in():
    """CVE-2026-40869: anybody could accept or reject amendments."""
    world = make_world()
    before = set(LogEntry.objects.values_list("pk", flat=True))
    for role in ROLES:
        if role == "steward":
            continue
        client = visit(world.people.get(role))
        for name in ("public", "hidden"):
            slug, pk = world.networks[name].slug, world.requests[name].pk
            client.post(f"/networks/{slug}/requests/{pk}/admit/")
            client.post(f"/networks/{slug}/requests/{pk}/decline/", {"reason": "x"})
            client.post(f"/networks/{slug}/settings/", {"name": "Taken"})

    for request in world.requests.values():
        request.refresh_from_db()
        assert request.state == State.ASKED
    since = LogEntry.objects.exclude(pk__in=before)
    assert not since.filter(verb__in=["changed", "declined"]).exists()


def test_a_steward_is_nobody_elsewhere():
    """CVE-2026-45330, CVE-2026-45414: an admin of one tenant acts on another's objects."""
    world = make_world()
    client = visit(world.people["steward"])
    for slug in ("other", "other hidden", "coalition"):
        other = world.networks[slug].slug
        for own in ("public", "hidden", "other", "other hidden"):
            pk = world.requests[own].pk
            address = f"/networks/{other}/requests/{pk}"
            assert client.post(f"{address}/admit/").status_code == 404
            assert client.get(f"{address}/decline/").status_code == 404
            assert client.post(f"{address}/decline/", {"reason": "x"}).status_code == 404
        for page in ("requests", "settings"):
            assert client.get(f"/networks/{other}/{page}/").status_code == 404

    assert not Membership.objects.filter(state=State.DECLINED).exists()


def test_a_steward_has_no_power_over_another_network_s_people_and_papers():
    """CVE-2026-45330, CVE-2026-45414, with removals, proposals and reports."""
    world = make_world()
    client = visit(world.people["extra"])  # who looks after "other" alone
    papers = ("measures", "reports", "stewards")
    held = {"measures": world.measures, "reports": world.reports, "stewards": world.proposals}
    for slug in ("public", "hidden"):
        for who in ("member", "facilitator", "steward"):
            for page, sent in (
                ("remove", {"reason": "x", "returns": "never"}),
                ("pause", {"reason": "x", "days": "7"}),
            ):
                address = f"/networks/{slug}/members/{who}/{page}/"
                assert client.get(address).status_code == 404
                assert client.post(address, sent).status_code == 404
        for kind in papers:
            pk = held[kind][slug].pk
            for through in (slug, "other"):
                address = f"/networks/{through}/{kind}/{pk}/"
                for act in ("uphold", "lift", "reopen", "take", "close", "confirm", "agree"):
                    sent = {"act": act, "words": "x"}
                    assert client.post(address, sent).status_code == 404, (address, act)

    assert not Membership.objects.filter(paused_until__isnull=False).exists()
    done = ["paused", "upheld", "lifted", "reopened", "took_up", "handled", "chosen"]
    assert not LogEntry.objects.filter(verb__in=done).exists()


def test_whoever_is_reported_reads_nothing_of_it():
    """What one may not know of is the same as nothing: reports, by list, by number, in notices."""
    world = make_world()
    for role in ROLES:
        if role in {"admin", "member"}:
            continue
        client = visit(world.people.get(role))
        number = world.reports["desk"].pk
        paths = ["/account/reports/", "/inbox/", "/", "/desk/reports/", f"/desk/reports/{number}/"]
        for slug in ("public", "hidden"):
            paths += [f"/networks/{slug}/{page}/" for page in ("log", "stewards", "measures")]
            paths += [f"/networks/{slug}/reports/{number}/"]
        for path in paths:
            assert b"Stork" not in client.get(path).content, (role, path)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
def test_no_lesser_role_opens_the_desk(role):
    """CVE-2026-45415, CVE-2026-45086: a lesser role opens the admins' pages."""
    world = make_world()
    client = visit(world.people.get(role))
    report = f"/desk/reports/{world.reports['desk'].pk}/"
    revive = f"/desk/{world.jobs['dead'].pk}/revive/"
    for path in ("/desk/", "/desk/reports/", report, revive, "/admin/"):
        for method in ("get", "post"):
            response = getattr(client, method)(path)
            assert response.status_code in {302, 404, 405}
            assert b"SMTPServerDisconnected" not in response.content
            assert b"Stork" not in response.content
    assert Job.objects.get(pk=world.jobs["dead"].pk).state == "dead"


def test_an_admin_does_not_see_hidden_networks():
    """Design, "Admins and hidden networks": not without a logged act, which is yet to be built."""
    world = make_world()
    client = visit(world.people["admin"])

    assert client.get(world.networks["hidden"].get_absolute_url()).status_code == 404
    assert "hidden" not in Page(client.get("/networks/")).main.lower()


@pytest.mark.parametrize("words", [*SQL, "1 desc", "(select 1)", "rank~1", "1~1; select", "0.1~"])
def test_no_parameter_becomes_sql(garden, make_person, words):
    """CVE-2026-45376, CVE-2024-43415: injection into ORDER BY, as an admin."""
    client = visit(make_person("root", is_admin=True))
    with CaptureQueriesContext(connection) as asked:
        for path in ("/networks/", "/desk/", "/inbox/"):
            for name in ("q", "cause", "after", "order", "sort", "order_by", "page", "o"):
                assert client.get(path, {name: words}).status_code == 200, (path, name)
    for query in asked:
        unquoted = re.sub(r"'(?:[^']|'')*'", "''", query["sql"])
        assert "pg_sleep" not in unquoted
        assert "DROP" not in unquoted
        assert "version()" not in unquoted


def test_addresses_have_no_way_to_sort_or_filter_that_is_not_ours(garden):
    """CVE-2026-45376: what is not a parameter of ours changes nothing."""
    plain = visit().get("/networks/").content
    for query in ("order=name", "sort=-pk", "visibility=hidden", "state=unclaimed", "pk=1"):
        shown = visit().get(f"/networks/?{query}").content
        assert Page_main(shown) == Page_main(plain), query


def Page_main(content):  # noqa: N802
    """The page's own part."""
    return re.search(rb"<section id=\"results\".*?</section>", content, re.S)[0]


def test_private_things_have_no_description_for_other_sites(make_network, cleo):
    """CVE-2024-27090, CVE-2023-34090: an embed disclosed what is private."""
    hidden = make_network("Secret circle", visibility="hidden")
    html = visit(cleo).get(hidden.get_absolute_url()).content.decode()

    assert "og:" not in html
    assert 'rel="alternate"' not in html
    for path in ("embed/", "feed/", "feed.xml", "calendar.ics", "?format=json", "export/"):
        response = visit().get(f"{hidden.get_absolute_url()}{path}")
        assert response.status_code == 404


def test_a_page_asks_the_rules_not_the_template(garden, ana, cleo):
    """CVE-2023-36465: the button was hidden, the act was not."""
    asked = join(garden.pk, by=ana, answers={1: "x"}, at=NOON)
    held = Membership.objects.get(network=garden, person=cleo)
    client = visit(cleo)
    assert "Let Ana in" in Page(client.get("/networks/garden/requests/")).main
    Membership.objects.create(
        network=garden, person=asked.answered_by or make_steward(garden), role=Role.STEWARD,
        state=State.ACTIVE, asked_at=NOON,
    )  # fmt: skip
    Membership.objects.filter(pk=held.pk).update(role=Role.MEMBER)

    assert client.post(f"/networks/garden/requests/{asked.pk}/admit/").status_code == 404
    asked.refresh_from_db()
    assert asked.state == State.ASKED


def make_steward(network):
    """Somebody else who looks after it, so that it is not left without."""
    from tests.fixtures.people import new_person

    return new_person(f"steward-of-{network.slug}")


def test_what_is_sent_beside_the_form_is_not_taken(ana):
    """Mass assignment: fields that no form shows."""
    client = visit(ana)
    form = Page(client.get("/account/profile/")).form("display_name", "moves_me")
    extra = {
        "is_admin": "on", "is_active": "", "email": "root@example.org", "pk": "1", "id": "1",
        "moves_me_html": "<script>", "password": "x", "joined_at": "2000-01-01",
    }  # fmt: skip
    assert (
        client.post("/account/profile/", form.filled(display_name="Anna", **extra)).status_code
        == 302
    )

    before = ana.joined_at
    ana.refresh_from_db()
    assert (ana.display_name, ana.is_admin, ana.is_active, ana.email, ana.joined_at) == (
        "Anna", False, True, "ana@example.org", before,
    )  # fmt: skip
    assert "<script>" not in ana.moves_me_html


def test_an_applicants_answers_are_for_the_stewards_alone(garden, ana, ben, cleo, make_member):
    """What one says when one asks is on no page of the members, nor in the log."""
    join(garden.pk, by=ana, answers={1: "My secret story"}, at=NOON)
    make_member(garden, ben)
    client = visit(ben)
    for tab in ("", "members/", "log/", "affiliations/"):
        assert b"secret story" not in client.get(f"/networks/garden/{tab}").content
    assert b"secret story" in visit(cleo).get("/networks/garden/requests/").content
