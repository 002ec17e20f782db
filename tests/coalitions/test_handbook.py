"""The handbook: pages in versions, read inside, redacted or by all; and who holds which account."""

import pytest
from django.db import ProgrammingError, transaction

from coalitions.actions import handbook
from coalitions.models import Account, Page
from coalitions.queries.handbook import account_words, newest_of, page_words, pages_shown
from networks.models import Kind, LogEntry, Visibility
from networks.rules import standing_of
from solidarity.base.refused import Refused
from solidarity.base.stale import Stale, fingerprint
from solidarity.inbox.models import Notice
from tests.fixtures.people import NOON
from tests.pages.reading import visit
from tests.racing import at_once, raised

pytestmark = pytest.mark.django_db
races = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
HERE = "/networks/harbour/handbook/"
SAID = {"title": "How we begin", "about": "induction", "words": "Ask **Ana**. Bring shoes."}


@pytest.fixture
def harbour(make_network, make_person):
    """A coalition; dora is its steward."""
    return make_network("Harbour", kind=Kind.COALITION, steward=make_person("dora"))


@pytest.fixture
def dora(harbour):
    return harbour.memberships.get().person


@pytest.fixture
def ana_inside(ana, garden, harbour, make_member, make_affiliation):
    """Ana belongs by the garden, which is in it."""
    make_member(garden, ana)
    make_affiliation(garden, harbour)
    return ana


def add(harbour, by, **fields):
    return handbook.add_page(harbour.slug, by=by, at=NOON, fields=SAID | fields)


def rewrite(page, by, **fields):
    page.refresh_from_db()
    words = page_words(page, newest_of(page))
    if not standing_of(by, page.body).is_steward:
        words = {name: words[name] for name in ("title", "about", "words")}
    seen = fields.pop("seen", fingerprint(words))
    return handbook.write_page(page.pk, by=by, at=NOON, fields=words | fields, seen=seen)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def test_whoever_belongs_by_her_network_writes_and_all_inside_read(harbour, ana_inside, dora):
    page = add(harbour, ana_inside)

    assert page.get_absolute_url() == f"{HERE}pages/how-we-begin/"
    assert b"Bring shoes" in visit(dora).get(page.get_absolute_url()).content
    assert visit(None).get(page.get_absolute_url()).status_code == 404


def test_the_same_form_sent_twice_is_one_page(harbour, dora):
    assert add(harbour, dora) == add(harbour, dora)
    assert add(harbour, dora, words="Other words").slug == "how-we-begin-2"


def test_a_title_in_another_script_has_an_address(harbour, dora):
    page = add(harbour, dora, title="كيف نبدأ")
    assert visit(dora).get(page.get_absolute_url()).status_code == 200


def test_strangers_neither_write_nor_learn_that_there_is_anything(harbour, ben):
    with pytest.raises(Refused, match="belong"):
        add(harbour, ben)
    assert visit(ben).get(f"{HERE}new/").status_code == 404
    assert visit(ben).get(f"{HERE}accounts/").status_code == 404


def test_a_group_has_no_handbook(garden, cleo):
    assert visit(cleo).get("/networks/garden/handbook/").status_code == 404


def test_each_version_stays_and_says_what_it_changed(harbour, ana_inside, dora):
    page = add(harbour, dora)
    rewrite(page, ana_inside, words="Ask Ana.\nBring boots.", why="Shoes get wet.")

    shown = visit(ana_inside).get(f"{page.get_absolute_url()}versions/2/").content.decode()
    assert "Bring boots" in shown
    assert "Shoes get wet." in shown
    assert (
        "Bring shoes" in visit(dora).get(f"{page.get_absolute_url()}versions/1/").content.decode()
    )


def test_the_database_keeps_what_a_page_said(harbour, dora):
    version = newest_of(add(harbour, dora))
    with pytest.raises(ProgrammingError), transaction.atomic():
        type(version).objects.filter(pk=version.pk).update(words="Another")


def test_a_second_saver_sees_both(harbour, ana_inside, dora):
    page = add(harbour, dora)
    began = fingerprint({name: SAID[name] for name in ("title", "about", "words")})
    rewrite(page, dora, words="Hers")
    with pytest.raises(Stale):
        rewrite(page, ana_inside, words="Mine", seen=began)

    answer = visit(ana_inside).post(
        f"{page.get_absolute_url()}edit/",
        {"title": "How we begin", "about": "induction", "words": "Mine", "seen": began},
    )
    assert answer.status_code == 422
    assert "Saved meanwhile: “Hers”" in answer.content.decode()
    assert "Mine" in answer.content.decode()


@races
def test_of_two_at_once_one_is_told(harbour, dora):
    page = add(harbour, dora)
    seen = fingerprint(page_words(page, newest_of(page)))
    done = at_once(
        lambda: rewrite(page, dora, words="One", seen=seen),
        lambda: rewrite(page, dora, words="Two", seen=seen),
    )
    assert len(raised(done, Stale)) == 1
    page.refresh_from_db()
    assert page.number == 2


def test_redacted_shows_everyone_what_the_stewards_wrote_for_all(harbour, dora, ben):
    page = add(harbour, dora, read_by="redacted", outside="Ask somebody. Bring shoes.")

    shown = visit(ben).get(page.get_absolute_url()).content.decode()
    assert "Ask somebody" in shown
    assert "<strong>Ana" not in shown
    assert "left out" in shown


def test_what_one_does_not_read_is_not_found_by_its_words(harbour, dora, ben):
    add(harbour, dora, read_by="redacted", outside="Ask somebody. Bring shoes.")
    add(harbour, dora, title="Money", words="Shoes cost 40.")
    outside = standing_of(ben, harbour)

    assert [p.title for p in pages_shown(harbour, outside, words="shoes")] == ["How we begin"]
    assert not pages_shown(harbour, outside, words="ana").exists()
    assert pages_shown(harbour, standing_of(dora, harbour), words="shóes").count() == 2


def test_only_stewards_say_what_is_read_outside_and_the_log_says_so(harbour, ana_inside, dora):
    with pytest.raises(Refused, match="stewards"):
        add(harbour, ana_inside, read_by="everyone")

    page = add(harbour, dora, read_by="everyone")
    assert LogEntry.objects.filter(facts__fields=["handbook_read_by"]).count() == 1
    with pytest.raises(Refused, match="Everyone reads"):
        rewrite(page, ana_inside, words="Mine")


def test_a_member_changes_what_is_inside_and_never_what_is_outside(harbour, ana_inside, dora):
    page = add(harbour, dora, read_by="redacted", outside="For all.")
    version = rewrite(page, ana_inside, words="Inside anew.", outside="Hers!", read_by="everyone")

    page.refresh_from_db()
    assert (page.read_by, version.outside, version.words) == (
        "redacted", "For all.", "Inside anew.",
    )  # fmt: skip


def test_a_hidden_coalition_shows_nobody_anything(harbour, dora, ben):
    page = add(harbour, dora, read_by="everyone")
    harbour.visibility = Visibility.HIDDEN
    harbour.save(update_fields=["visibility"])
    assert visit(ben).get(page.get_absolute_url()).status_code == 404


def test_what_is_put_away_is_gone_outside_and_comes_back(harbour, ana_inside, dora, ben):
    page = add(harbour, dora, read_by="everyone")
    visit(dora).post(f"{page.get_absolute_url()}away/")
    assert visit(ben).get(page.get_absolute_url()).status_code == 404
    assert visit(ana_inside).post(f"{page.get_absolute_url()}away/").status_code == 404

    visit(dora).post(f"{page.get_absolute_url()}away/", {"back": "1"})
    assert visit(ben).get(page.get_absolute_url()).status_code == 200
    assert Page.objects.get().number == 1


def test_a_password_on_a_page_is_refused_and_what_was_typed_stays(harbour, dora):
    answer = visit(dora).post(
        f"{HERE}new/", SAID | {"words": "password: rose", "read_by": "members"}
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "no secret belongs here" in shown
    assert "password: rose" in shown


def account(harbour, by, **fields):
    said = {"name": "Our page", "what_for": "News", "holder": "", "second": ""}
    return handbook.add_account(harbour.slug, by=by, at=NOON, fields=said | fields)


def test_those_who_hold_an_account_are_told_and_no_stranger_is_named(
    harbour, dora, ana_inside, ben
):
    account(harbour, dora, holder="dora", second="ana")
    assert told(ana_inside)[-1] == "coalitions.account_given"
    with pytest.raises(Refused, match="@ben"):
        account(harbour, dora, name="Other", holder="ben")
    with pytest.raises(Refused, match="somebody else"):
        account(harbour, dora, name="Other", holder="ana", second="ana")
    with pytest.raises(Refused, match="of this name"):
        account(harbour, dora)


def test_the_form_refuses_what_looks_like_a_secret_and_says_why(harbour, dora):
    said = {"name": "Our page", "what_for": "xK9fQ2mZ7pL4", "holder": "dora"}
    answer = visit(dora).post(f"{HERE}accounts/new/", said)
    assert answer.status_code == 422
    assert "from hand to hand" in answer.content.decode()
    assert not Account.objects.exists()


def test_who_holds_it_hands_it_over_and_both_are_told(harbour, dora, ana_inside):
    held = account(harbour, dora, holder="ana")
    fields = account_words(held) | {"holder": "dora"}
    handbook.change_account(
        held.pk, by=ana_inside, at=NOON, fields=fields, seen=fingerprint(account_words(held))
    )
    assert told(dora)[-1] == "coalitions.account_given"
    with pytest.raises(Refused, match="hold it change"):
        handbook.change_account(held.pk, by=ana_inside, at=NOON, fields=fields, seen="")


def test_who_lays_it_down_leaves_it_to_the_second(harbour, dora, ana_inside):
    held = account(harbour, dora, holder="ana", second="dora")
    visit(ana_inside).post(f"{HERE}accounts/{held.pk}/lay-down/")
    held.refresh_from_db()
    assert (held.holder, held.second) == (dora, None)
    assert told(dora)[-1] == "coalitions.account_laid_down"
    assert visit(ana_inside).get(f"{HERE}accounts/{held.pk}/lay-down/").status_code == 404


def test_an_account_that_is_over_leaves_its_name_free(harbour, dora):
    held = account(harbour, dora, holder="dora")
    visit(dora).post(f"{HERE}accounts/{held.pk}/end/")
    assert account(harbour, dora).pk != held.pk
