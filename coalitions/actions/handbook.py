"""The handbook: pages and their versions, who reads them, and who holds which account."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coalitions.models import Account, Page, PageVersion, ReadBy
from coalitions.notices import handbook as notices
from coalitions.queries.handbook import account_words, newest_of, page_words
from coalitions.rules.handbook import (
    why_not_add_account,
    why_not_add_page,
    why_not_change_account,
    why_not_lay_down,
    why_not_open_page,
    why_not_put_away,
    why_not_write_page,
)
from networks.actions.log import log
from networks.models import Kind, Network, Verb
from networks.queries import readers_of
from networks.rules import Standing, standing_of
from solidarity.base.limits import SAVING, count_against
from solidarity.base.refused import Refused, refuse_if
from solidarity.base.secrets import new_token
from solidarity.base.stale import refuse_if_stale
from solidarity.base.words import rendered
from solidarity.people.models import Person

OPENED = "handbook_read_by"


def _held(slug: str, *, by: Person) -> tuple[Network, Standing]:
    """The coalition, held, and how she stands to it."""
    network = Network.objects.visible_to(by).locked().get(slug=slug, kind=Kind.COALITION)
    return network, standing_of(by, network)


def add_page(slug: str, *, by: Person, at: datetime, fields: Mapping[str, str]) -> Page:
    """Add a page with its first version.

    fields: title, about, words; for stewards read_by and outside, too. The same title and words
    sent twice are one page.
    """
    count_against(SAVING, what="handbook", who=str(by.pk), at=at)
    with transaction.atomic():
        network, standing = _held(slug, by=by)
        found = Page.objects.filter(body=network)
        refuse_if(why_not_add_page(standing, found.filter(gone_at=None).count()))
        read_by = fields.get("read_by", ReadBy.MEMBERS)
        if read_by != ReadBy.MEMBERS:
            refuse_if(why_not_open_page(standing))
        if sent := _sent(network, by, fields):
            return sent
        page = Page.objects.create(
            body=network, slug=_free(network, fields["title"]), about=fields["about"],
            title=fields["title"], read_by=read_by, at=at,
        )  # fmt: skip
        _add_version(page, by=by, at=at, said=dict(fields))
        _log_opening(page, by=by, at=at)
    return page


def _sent(network: Network, by: Person, fields: Mapping[str, str]) -> Page | None:
    same = Page.objects.filter(body=network, title=fields["title"], gone_at=None, number=1)
    return same.filter(versions__by=by, versions__words=fields["words"]).first()


def _free(network: Network, title: str) -> str:
    """The first free slug of a title; one by chance for a title in another script."""
    base = slugify(title)[:60] or f"page-{new_token()[:8].lower()}"
    taken = set(Page.objects.filter(body=network).values_list("slug", flat=True))
    names = (base, *(f"{base}-{number}" for number in range(2, 400)))
    return next(name for name in names if name not in taken)


def _add_version(page: Page, *, by: Person, at: datetime, said: Mapping[str, str]) -> PageVersion:
    page.number += 1
    page.at = at
    page.save(update_fields=["title", "about", "read_by", "number", "at"])
    outside = said.get("outside", "")
    return PageVersion.objects.create(
        page=page, number=page.number, words=said["words"], words_html=rendered(said["words"]),
        outside=outside, outside_html=rendered(outside), why=said.get("why", ""), by=by, at=at,
    )  # fmt: skip


def _log_opening(page: Page, *, by: Person, at: datetime) -> None:
    """What is read outside stands in the log."""
    if page.read_by != ReadBy.MEMBERS:
        log(page.body, Verb.CHANGED, by=by, at=at, fields=[OPENED], page=page.slug)


def _held_page(page_id: int, *, by: Person) -> tuple[Page, Standing]:
    network = Network.objects.visible_to(by).locked().get(handbook=page_id, kind=Kind.COALITION)
    page = Page.objects.get(pk=page_id)
    page.body = network
    return page, standing_of(by, network)


def write_page(
    page_id: int, *, by: Person, at: datetime, fields: Mapping[str, str], seen: str
) -> PageVersion:
    """Write a page anew, under the next number; raises Stale after somebody else's version.

    What everyone reads of it, and who reads it, changes where a steward writes.
    """
    count_against(SAVING, what="handbook", who=str(by.pk), at=at)
    with transaction.atomic():
        page, standing = _held_page(page_id, by=by)
        refuse_if(why_not_write_page(standing, page))
        before = page_words(page, newest_of(page))
        said = before | {name: value for name, value in fields.items() if name in before}
        if not standing.is_steward:
            said |= {name: before[name] for name in ("read_by", "outside")}
        refuse_if_stale(_shown(before, standing), seen=seen)
        if said == before:
            raise Refused(_("Nothing is changed yet."))
        page.title, page.about, page.read_by = said["title"], said["about"], said["read_by"]
        version = _add_version(page, by=by, at=at, said=said | {"why": fields.get("why", "")})
        if said["read_by"] != before["read_by"]:
            log(page.body, Verb.CHANGED, by=by, at=at, fields=[OPENED], page=page.slug)
    return version


def _shown(words: dict[str, str], standing: Standing) -> dict[str, str]:
    """What of it the form of somebody standing so holds."""
    if standing.is_steward:
        return words
    return {name: words[name] for name in ("title", "about", "words")}


@transaction.atomic
def put_away(page_id: int, *, by: Person, at: datetime) -> Page:
    """Take a page out of the handbook; its versions stay for those who belong."""
    page, standing = _held_page(page_id, by=by)
    refuse_if(why_not_put_away(standing))
    if page.gone_at is None:
        page.gone_at = at
        page.save(update_fields=["gone_at"])
        log(page.body, Verb.CHANGED, by=by, at=at, fields=["handbook_page"], page=page.slug)
    return page


@transaction.atomic
def bring_back(page_id: int, *, by: Person, at: datetime) -> Page:
    """Bring a page back that was put away."""
    page, standing = _held_page(page_id, by=by)
    refuse_if(why_not_put_away(standing))
    if page.gone_at is not None:
        page.gone_at = None
        page.save(update_fields=["gone_at"])
        log(page.body, Verb.CHANGED, by=by, at=at, fields=["handbook_page"], page=page.slug)
    return page


def _belonging(network: Network, handle: str) -> Person | None:
    """Who belongs under this handle; None for ""."""
    if not handle:
        return None
    found = readers_of(network).filter(handle=handle).first()
    if found is None:
        raise Refused(_("Nobody who belongs here has the word @%(handle)s.") % {"handle": handle})
    return found


def _holders(network: Network, fields: Mapping[str, str]) -> dict[str, Person | None]:
    holder = _belonging(network, fields["holder"])
    second = _belonging(network, fields["second"])
    if holder is not None and holder == second:
        raise Refused(_("The second is somebody else: so that one can stand in for the other."))
    return {"holder": holder, "second": second}


NAMED_TWICE = "one_account_a_name"


def _saved(account: Account) -> Account:
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError as error:
        if NAMED_TWICE not in str(error):
            raise
        raise Refused(_("There is an account of this name already.")) from None
    return account


def add_account(slug: str, *, by: Person, at: datetime, fields: Mapping[str, str]) -> Account:
    """Write down an account and who holds it; they are told.

    fields: name, what_for, and the handles of holder and second, or "".
    """
    count_against(SAVING, what="handbook", who=str(by.pk), at=at)
    with transaction.atomic():
        network, standing = _held(slug, by=by)
        open_ones = Account.objects.filter(body=network, ended_at=None)
        refuse_if(why_not_add_account(standing, open_ones.count()))
        account = Account(
            body=network, name=fields["name"], what_for=fields["what_for"], since=at.date(),
            **_holders(network, fields),
        )  # fmt: skip
        _saved(account)
        _log_account(account, by=by, at=at)
        notices.told_holders(account, {account.holder, account.second}, by=by, at=at)
    return account


def _log_account(account: Account, *, by: Person, at: datetime) -> None:
    log(account.body, Verb.CHANGED, by=by, at=at, fields=["accounts"], account=account.pk)


def _held_account(account_id: int, *, by: Person) -> tuple[Account, Standing]:
    network = Network.objects.visible_to(by).locked().get(accounts=account_id)
    account = Account.objects.select_related("holder", "second").get(pk=account_id)
    account.body = network
    return account, standing_of(by, network)


def change_account(
    account_id: int, *, by: Person, at: datetime, fields: Mapping[str, str], seen: str
) -> Account:
    """Say anew what it is for and who holds it: how one hands over. New ones and old are told."""
    count_against(SAVING, what="handbook", who=str(by.pk), at=at)
    with transaction.atomic():
        account, standing = _held_account(account_id, by=by)
        refuse_if(why_not_change_account(standing, account, by))
        before = account_words(account)
        refuse_if_stale(before, seen=seen)
        was = {account.holder, account.second}
        held: dict[str, Any] = _holders(account.body, fields)
        account.name, account.what_for = fields["name"], fields["what_for"]
        if held["holder"] != account.holder:
            account.since = at.date()
        account.holder, account.second = held["holder"], held["second"]
        _saved(account)
        if account_words(account) != before:
            _log_account(account, by=by, at=at)
        now_held = {account.holder, account.second}
        notices.told_holders(account, now_held - was, by=by, at=at)
        notices.told_handed_over(account, was - now_held, by=by, at=at)
    return account


@transaction.atomic
def lay_down(account_id: int, *, by: Person, at: datetime) -> Account:
    """Say that one holds it no more: the second becomes the first, the stewards are told."""
    account, _standing = _held_account(account_id, by=by)
    refuse_if(why_not_lay_down(account, by))
    if account.holder_id == by.pk:
        account.holder, account.since = account.second, at.date()
    account.second = None
    account.save(update_fields=["holder", "second", "since"])
    _log_account(account, by=by, at=at)
    notices.laid_down(account, by=by, at=at)
    return account


@transaction.atomic
def end_account(account_id: int, *, by: Person, at: datetime) -> Account:
    """Say that the body has this account no more."""
    account, standing = _held_account(account_id, by=by)
    refuse_if(why_not_change_account(standing, account, by))
    account.ended_at = at
    account.save(update_fields=["ended_at"])
    _log_account(account, by=by, at=at)
    return account
