"""Kept searches: what they find is told once, and only what one may see."""

from datetime import timedelta

import pytest

from networks.actions.searching import forget_search, look, look_for_all, save_search
from networks.finding import Asked
from networks.forms.finding import asked_in
from networks.models import SavedFind, SavedSearch
from networks.rules import MOST_SEARCHES
from networks.tasks import look as look_job
from solidarity.base.refused import Refused
from solidarity.inbox.actions import worded
from solidarity.inbox.models import Notice
from solidarity.outbox.models import Job
from tests.fixtures.people import NOON
from tests.pages.reading import Page, visit

pytestmark = pytest.mark.django_db
WATER = Asked("", {"cause": "water"})
DAY = timedelta(days=1)


def looked(search, days):
    return look(search, asked_in(search.query), at=NOON + DAY * days)


@pytest.fixture
def search(make_network, ana):
    make_network("There before", causes=["water"])
    return save_search(WATER, name="Water", by=ana, at=NOON)


def test_it_tells_of_what_is_new_once(search, make_network, ana):
    assert looked(search, 1) == 0
    make_network("New well", causes=["water"])

    assert looked(search, 2) == 1
    assert looked(search, 3) == 0
    notice = Notice.objects.get(person=ana, kind="networks.finds")
    assert notice.about_url == f"/account/searches/{search.pk}/"


def test_looking_twice_on_one_day_tells_once(search, make_network, ana):
    make_network("New well", causes=["water"])
    looked(search, 1)
    make_network("Newer well", causes=["water"])
    looked(search, 1)

    assert Notice.objects.filter(person=ana, kind="networks.finds").count() == 1
    assert SavedFind.objects.count() == 2


def test_hidden_networks_are_not_found(search, make_network, make_member, ben, ana):
    hidden = make_network("Secret well", causes=["water"], visibility="hidden")
    make_member(hidden, ben)

    assert looked(search, 1) == 0
    assert not SavedFind.objects.exists()


def test_her_own_networks_are_no_news(search, make_network, make_member, ana):
    make_member(make_network("My well", causes=["water"]), ana)

    assert looked(search, 1) == 0


def test_notice_and_mail_name_no_network(search, make_network, ana):
    well = make_network("New well", causes=["water"])
    looked(search, 1)
    well.visibility = "hidden"
    well.save(update_fields=["visibility"])
    notice = Notice.objects.get(person=ana, kind="networks.finds")

    assert "well" not in " ".join(worded(notice))
    assert "New well" not in Page(visit(ana).get("/inbox/")).main
    assert "New well" not in Page(visit(ana).get(notice.about_url, follow=True)).main


def test_a_day_asks_for_one_look_at_each(search, ana):
    look_for_all(at=NOON)
    look_for_all(at=NOON)

    assert Job.objects.filter(kind="networks.look").count() == 1
    look_for_all(at=NOON + DAY)
    assert Job.objects.filter(kind="networks.look").count() == 2


def test_a_look_at_what_is_gone_does_nothing(search, make_network, ana):
    make_network("New well", causes=["water"])
    look_for_all(at=NOON)
    job = Job.objects.get(kind="networks.look")
    forget_search(search.pk, by=ana)
    look_job(job)

    assert not Notice.objects.filter(kind="networks.finds").exists()


def test_the_same_search_is_kept_once_under_its_last_name(search, ana):
    save_search(WATER, name="Wells", by=ana, at=NOON)

    assert [kept.name for kept in SavedSearch.objects.all()] == ["Wells"]


def test_there_is_an_end_to_keeping(ana):
    for number in range(MOST_SEARCHES):
        save_search(Asked(f"word{number}"), name="x", by=ana, at=NOON)

    with pytest.raises(Refused, match="Delete one"):
        save_search(Asked("more"), name="x", by=ana, at=NOON)
    save_search(Asked("word3"), name="y", by=ana, at=NOON)
    with pytest.raises(Refused, match="Look for something"):
        save_search(Asked(), name="x", by=ana, at=NOON)


def test_one_forgets_ones_own_alone(search, ben):
    forget_search(search.pk, by=ben)
    assert SavedSearch.objects.exists()
    assert visit(ben).post(f"/account/searches/{search.pk}/delete/").status_code == 404
    assert visit(ben).get(f"/account/searches/{search.pk}/").status_code == 404


def test_keeping_on_the_page(make_network, ana):
    make_network("Well", causes=["water"])
    client = visit(ana)
    page = Page(client.get("/networks/?cause=water"))
    (form,) = [form for form in page.forms if form.action == "/account/searches/"]
    kept = client.post(form.action, form.filled(), follow=True)

    assert "Water and oceans" in Page(kept).main
    search = SavedSearch.objects.get()
    assert search.query == "cause=water"
    assert client.get(search.get_absolute_url()).headers["Location"] == "/networks/?cause=water"
    without = client.post(form.action, form.filled(name=""))
    assert without.status_code == 422
    client.post(f"/account/searches/{search.pk}/delete/")
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("query", ["", "%00", "q=%00", "q=" + "x" * 3000, "a" * 3000, "cause=x"])
def test_a_query_that_cannot_be_read_keeps_nothing(ana, query):
    answer = visit(ana).post("/account/searches/", {"name": "x", "query": query})

    assert answer.status_code == 422
    assert not SavedSearch.objects.exists()
