"""The inbox's pages: notices, choices, mails, feeds, and the way out."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings

from solidarity.inbox.actions import compose_some, make_feed, send_some
from solidarity.inbox.actions.leaving import way_out, whose_way_out
from solidarity.inbox.models import Feed, Mail, Rhythm, Run, Wish
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
SUNDAY = datetime(2026, 3, 22, 17, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def path_of(url):
    return url.removeprefix(settings.SITE_URL)


# Notices -------------------------------------------------------------------------------------


def test_what_needs_me_stands_before_what_is_new(tell, ana):
    tell(ana, kind="networks.asked", asks=True, words="Nia")
    tell(ana, words="Farm")
    main = Page(visit(ana).get("/inbox/")).main

    assert main.index("What needs you") < main.index("Nia asks to join")
    assert main.index("Nia asks to join") < main.index("What is new") < main.index("Farm confirmed")
    assert main.count("Nia asks to join") == 1


def test_each_part_can_be_had_alone(tell, ana):
    tell(ana, kind="networks.asked", asks=True, words="Nia")
    tell(ana, words="Farm")
    ana.notices.filter(asks=False).update(read_at=NOON)
    client = visit(ana)

    for only in ("needs", "unread"):
        main = Page(client.get(f"/inbox/?only={only}")).main
        assert "Nia asks" in main
        assert "Farm confirmed" not in main
    assert "Farm confirmed" in Page(client.get("/inbox/?only=nonsense")).main


def test_those_that_were_ticked_are_marked_and_no_others(tell, ana, ben):
    one, two, other = tell(ana), tell(ana), tell(ben)
    client = visit(ana)
    sent = {"pick": [one.pk, other.pk, "x", "9" * 30], "act": "read"}
    page = Page(client.post("/inbox/mark/", sent, follow=True))

    assert "Marked as read." in page.main
    for notice, is_read in ((one, True), (two, False), (other, False)):
        notice.refresh_from_db()
        assert bool(notice.read_at) == is_read
    client.post("/inbox/mark/", {"pick": [one.pk], "act": "unread"})
    one.refresh_from_db()
    assert one.read_at is None


def test_with_nothing_ticked_she_is_told_what_to_do(ana):
    assert "Tick what you mean first." in Page(visit(ana).post("/inbox/mark/", follow=True)).main


@pytest.mark.parametrize(
    ("back", "to"),
    [
        ("/inbox/?only=needs", "/inbox/?only=needs"),
        ("https://evil.example/", "/inbox/"),
        ("//evil.example/", "/inbox/"),
        ("", "/inbox/"),
    ],
)
def test_after_marking_one_is_where_one_was(ana, back, to):
    assert visit(ana).post("/inbox/mark/", {"back": back}).headers["Location"] == to


def test_long_lists_come_in_pages_and_none_is_skipped(tell, ana):
    for n in range(35):
        tell(ana, words=f"Farm {n}.")
    client, path, found = visit(ana), "/inbox/", []
    while path:
        page = Page(client.get(path))
        found += re.findall(r"Farm (\d+)\.", page.main)
        older = [link for link in page.links if "after=" in link]
        path = f"/inbox/{older[-1]}" if older else ""
        assert len(found) <= 35
    assert [int(n) for n in found] == list(range(34, -1, -1))


# Choices -------------------------------------------------------------------------------------


def chosen(client, **typed):
    form = Page(client.get("/inbox/choices/")).form("weekday", "hour")
    return client.post("/inbox/choices/", form.filled(**typed))


def test_weekly_on_friday_at_six_neutral_is_chosen_and_stands_there(ana):
    client = visit(ana)
    response = chosen(
        client, mails="some", asks="weekly", mine="weekly", news="weekly", reminders="weekly",
        weekday="4", hour="18", shows="nothing",
    )  # fmt: skip

    assert response.status_code == 302
    rhythm = Rhythm.objects.get(person=ana)
    assert (rhythm.weekday, rhythm.hour, rhythm.is_neutral, rhythm.is_silent) == (
        4, 18, True, False,
    )  # fmt: skip
    form = Page(client.get("/inbox/choices/")).form("weekday", "hour")
    assert (form.fields["weekday"], form.fields["hour"]) == (["4"], ["18"])
    assert (form.fields["shows"], form.fields["asks"]) == (["nothing"], ["weekly"])


@pytest.mark.parametrize(
    "typed",
    [
        {"budget": "many"}, {"budget": "-1"}, {"budget": "51"}, {"budget": ""}, {"hour": "24"},
        {"weekday": "7"}, {"news": "hourly"}, {"mails": ""}, {"shows": "x"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_what_was_chosen_stays(ana, typed):
    response = chosen(visit(ana), **{"weekday": "2", **typed})

    assert response.status_code == 422
    page = Page(response)
    assert "There is a problem" in page.main
    assert not Rhythm.objects.exists()
    if "weekday" not in typed:
        assert page.form("weekday").fields["weekday"] == ["2"]


def test_one_network_has_a_rule_of_its_own(ana, garden, make_member):
    make_member(garden, ana)
    client = visit(ana)
    assert client.get("/inbox/choices/?network=garden").headers["Location"] == (
        "/inbox/choices/garden/"
    )
    form = Page(client.get("/inbox/choices/garden/")).form("news")
    assert form.fields["news"] == [""]
    client.post("/inbox/choices/garden/", form.filled(news="never"))

    assert Wish.objects.get().source == garden.pk
    main = Page(client.get("/inbox/choices/")).main
    assert "News of a network: Never" in main
    client.post("/inbox/choices/garden/", form.filled())
    assert not Wish.objects.exists()


def test_a_network_that_i_may_not_know_of_has_no_such_page(ana, make_network):
    make_network("Cellar", visibility="hidden")
    client = visit(ana)

    for slug in ("cellar", "no-such-thing"):
        assert client.get(f"/inbox/choices/{slug}/").status_code == 404
        assert client.post(f"/inbox/choices/{slug}/", {"news": "never"}).status_code == 404
    assert not Wish.objects.exists()


def test_forty_networks_are_one_list_to_choose_from(
    ana, make_network, make_member, django_assert_max_num_queries
):
    for n in range(40):
        make_member(make_network(f"Garden {n}", slug=f"g{n}"), ana)
    client = visit(ana)
    with django_assert_max_num_queries(12):
        page = Page(client.get("/inbox/choices/"))

    selects = [one for one in page.elements if one.tag == "select"]
    assert len(selects) == 7
    assert len(page.html) < 40_000


def test_silence_is_shown_to_nobody_else(ana, cleo, garden, make_member, choose):
    make_member(garden, ana)
    paths = ["/networks/garden/members/", "/people/ana/", "/networks/garden/members/ana/", "/"]

    def seen():
        client = visit(cleo)
        return [re.sub(r'value="[\w]{64}"', "", Page(client.get(path)).main) for path in paths]

    before = seen()
    choose(ana, is_silent=True, is_neutral=True, news="never", asks="never")
    assert seen() == before


# Mails in the browser ------------------------------------------------------------------------


@pytest.fixture
def digest(tell, ana, time_machine):
    """A digest that went to ana."""
    tell(ana, words="Farm")
    time_machine.move_to(SUNDAY, tick=True)
    compose_some(at=SUNDAY)
    send_some(at=SUNDAY)
    return Mail.objects.get()


def test_what_was_mailed_can_be_read_here_all_of_it_though_it_went_neutral(
    digest, ana, choose
):  # fmt: skip
    choose(ana, is_neutral=True)
    client = visit(ana)
    assert f"/inbox/mails/{digest.pk}/" in Page(client.get("/inbox/mails/")).links
    page = Page(client.get(f"/inbox/mails/{digest.pk}/"))

    assert page.heading == "News from Garden"
    assert "Farm confirmed the tie with Garden" in page.main


def test_mails_to_another_are_not_there(digest, ben):
    client = visit(ben)
    assert client.get(f"/inbox/mails/{digest.pk}/").status_code == 404
    assert "No mails yet" in Page(client.get("/inbox/mails/")).main


def test_the_desk_says_when_the_last_run_was_and_how_many_went(digest, make_person):
    page = Page(visit(make_person("root", is_admin=True)).get("/desk/"))

    assert Run.objects.get().sent == 1
    assert "Digests of the last days" in page.main


def test_before_any_run_the_desk_says_so(make_person):
    assert "No run yet" in Page(visit(make_person("root", is_admin=True)).get("/desk/")).main


# The way out ---------------------------------------------------------------------------------


def test_a_mail_program_ends_mails_by_one_post_without_cookies(ana):
    path = path_of(way_out(ana.pk))
    client = visit(enforce_csrf_checks=True)
    response = client.post(path, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert Rhythm.objects.get(person=ana).is_silent
    assert not response.cookies.get(settings.SESSION_COOKIE_NAME)


def test_whoever_only_follows_the_link_is_asked_and_nothing_is_done(ana, garden):
    for path in (path_of(way_out(ana.pk)), path_of(way_out(ana.pk, garden.pk))):
        page = Page(visit().get(path))
        assert page.heading == "No more mails?"
        assert "Ana" not in page.words_in("*")  # an address may hold three letters by chance
        assert "Garden" not in page.html
    assert not Rhythm.objects.exists()
    assert not Wish.objects.exists()


def test_one_network_alone_is_ended_by_its_own_link(ana, garden):
    page = Page(visit().post(path_of(way_out(ana.pk, garden.pk))))

    assert "No more mails come from this network." in page.main
    assert {wish.often for wish in Wish.objects.filter(person=ana, source=garden.pk)} == {"never"}
    assert not Rhythm.objects.exists()


def test_the_page_speaks_her_language(ana):
    ana.interface_language = "ar"
    ana.save()
    page = Page(visit().get(path_of(way_out(ana.pk))))

    assert page.elements[0].attributes["lang"] == "ar"


@pytest.mark.parametrize("token", ["x", "WzEsMF0:x", "no-such-thing", "WzEsMF0:" + "a" * 43, "é"])
def test_a_token_that_was_made_up_leads_nowhere(ana, token):
    assert whose_way_out(token) is None
    for answer in (visit().get(f"/unsubscribe/{token}/"), visit().post(f"/unsubscribe/{token}/")):
        assert answer.status_code == 404


def test_nobody_can_make_another_out_of_hers(ana, ben):
    hers, his = (path_of(way_out(who.pk)).split("/")[2].split(":") for who in (ana, ben))

    assert whose_way_out(f"{hers[0]}:{his[1]}") is None
    assert whose_way_out(":".join(hers)) == (ana, None)


# Feeds ---------------------------------------------------------------------------------------


def made(client, network=""):
    """Make a feed on the page; its path, as the page shows it once."""
    page = Page(client.post("/inbox/feeds/", {"network": network}, follow=True))
    found = re.search(r"/feeds/[\w-]+/", page.words_in("code"))
    assert found
    return found[0]


def titles(response):
    root = ElementTree.fromstring(response.content)  # noqa: S314 our own
    return [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]


def test_a_feed_brings_what_she_is_told_to_a_reader_without_a_session(tell, ana):
    tell(ana, words="Farm")
    tell(ana, words="Mill & <Co>")
    path = made(visit(ana))
    response = visit().get(path)

    assert response.headers["Content-Type"].startswith("application/atom+xml")
    assert titles(response) == [
        "Mill & <Co> confirmed the tie with Garden.", "Farm confirmed the tie with Garden.",
    ]  # fmt: skip
    assert f"{settings.SITE_URL}/networks/garden/" in response.content.decode()


def test_its_address_is_shown_once_and_kept_by_nobody(ana):
    client = visit(ana)
    path = made(client)
    token = path.split("/")[2]

    assert token not in Page(client.get("/inbox/feeds/")).html
    assert token not in Feed.objects.get().digest
    assert len(token) >= 43


def test_a_feed_that_was_ended_or_made_anew_leads_nowhere(ana):
    client = visit(ana)
    first = made(client)
    second = made(client)
    assert visit().get(first).status_code == 404
    assert visit().get(second).status_code == 200
    client.post(f"/inbox/feeds/{Feed.objects.get().pk}/end/")
    gone, never = visit().get(second), visit().get("/feeds/no-such-thing/")

    assert gone.status_code == never.status_code == 404


def test_a_feed_of_one_network_brings_nothing_of_others(
    tell, ana, garden, make_network, make_member
):  # fmt: skip
    make_member(garden, ana)
    tell(ana, words="Mill")
    tell(ana, about=make_network("Farm"), words="Tower")
    path = made(visit(ana), "garden")

    assert titles(visit().get(path)) == ["Mill confirmed the tie with Garden."]


def test_a_hidden_network_that_she_left_is_in_no_feed(
    tell, ana, make_network, make_member, leave
):  # fmt: skip
    cellar = make_network("Cellar", visibility="hidden")
    make_member(cellar, ana)
    tell(ana, about=cellar, words="Mill")
    client = visit(ana)
    of_all, of_one = made(client), made(client, "cellar")
    assert len(titles(visit().get(of_one))) == len(titles(visit().get(of_all))) == 1
    leave(cellar, ana)

    assert visit().get(of_one).status_code == 404
    assert titles(visit().get(of_all)) == []
    assert "Cellar" not in Page(client.get("/inbox/feeds/")).html


def test_nobody_makes_a_feed_of_what_she_may_not_know_of_or_ends_anothers(ana, ben, make_network):
    make_network("Cellar", visibility="hidden")
    make_feed(ana, None, at=NOON)

    assert visit(ben).post("/inbox/feeds/", {"network": "cellar"}).status_code == 404
    assert visit(ben).post(f"/inbox/feeds/{Feed.objects.get().pk}/end/").status_code == 404
    assert Feed.objects.count() == 1


def test_a_feed_tells_nothing_to_who_wants_neutral_mails(tell, ana, choose):
    tell(ana, words="Mill")
    choose(ana, is_neutral=True)
    response = visit().get(made(visit(ana)))

    assert titles(response) == ["You have news"]
    for word in ("Mill", "Garden", "garden"):
        assert word not in response.content.decode()


def test_who_has_no_account_any_more_has_no_feed(ana):
    path = made(visit(ana))
    ana.is_active = False
    ana.save()

    assert visit().get(path).status_code == 404


def test_a_page_of_mails_takes_as_many_queries_for_thirty_as_for_one(
    ana, tell, django_assert_max_num_queries
):  # fmt: skip
    for n in range(30):
        at = NOON - timedelta(days=n)
        Mail.objects.create(
            person=ana, state="sent", made_at=at, due_at=at, sent_at=at, day=at.date()
        )
    client = visit(ana)
    with django_assert_max_num_queries(8):
        client.get("/inbox/mails/")
    with django_assert_max_num_queries(12):
        client.get(f"/inbox/mails/{Mail.objects.latest('pk').pk}/")
    assert tell(ana).pk


def test_everything_is_offered_where_one_looks_for_it(ana):
    client = visit(ana)
    inbox, account = (Page(client.get(path)).links for path in ("/inbox/", "/account/"))

    assert {"/inbox/choices/", "/inbox/mails/", "/inbox/feeds/"} <= set(inbox)
    assert "/inbox/choices/" in account
