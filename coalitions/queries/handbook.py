"""The handbook of a body, as far as a viewer reads it."""

from django.contrib.postgres.search import SearchVectorField
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from coalitions.models import Account, Page, PageVersion, ReadBy
from networks.models import Network, Visibility
from networks.queries.finding import begun_by, few_words, has_words
from networks.rules import Standing

WORDING = ("title", "about", "read_by", "words", "outside")


def pages_read(network: Network, standing: Standing) -> QuerySet[Page]:
    """The pages that the viewer may know of; those put away, for those who belong."""
    found = Page.objects.filter(body=network)
    if standing.belongs:
        return found
    if network.visibility != Visibility.PUBLIC:
        return found.none()
    return found.filter(gone_at=None).exclude(read_by=ReadBy.MEMBERS)


def pages_shown(
    network: Network, standing: Standing, *, about: str = "", words: str = ""
) -> QuerySet[Page]:
    """Those that are not put away, by what they are about and by title; with `words` in them.

    What she does not read of a page is not found by its words.
    """
    found = pages_read(network, standing).filter(gone_at=None)
    if about:
        found = found.filter(about=about)
    if has_words(words):
        found = found.filter(pk__in=_with(words, standing).values("page"))
    return found.order_by("about", "title", "pk")


def _with(words: str, standing: Standing) -> QuerySet[PageVersion]:
    """The newest versions that say `words`, or whose pages are called so."""
    newest = PageVersion.objects.filter(number=F("page__number"))
    asked = begun_by(few_words(words))
    inside = newest.alias(said=_in("page__title", "words")).filter(said=asked)
    if standing.belongs:
        return inside
    outside = newest.alias(said=_in("page__title", "outside")).filter(said=asked)
    whole = Q(pk__in=inside.filter(page__read_by=ReadBy.EVERYONE).values("pk"))
    part = Q(pk__in=outside.filter(page__read_by=ReadBy.REDACTED).values("pk"))
    return newest.filter(whole | part)


def _in(*fields: str) -> Func:
    """The words in these fields, as they are looked for: without accents and capitals."""
    parts = [part for field in fields for part in (F(field), Value(" "))]
    return Func(
        Concat(*parts, output_field=TextField()),
        function="decisions_words",
        output_field=SearchVectorField(),
    )


def page_called(network: Network, standing: Standing, slug: str) -> Page | None:
    """The page at `slug`; None where there is none that she may know of. One query."""
    page = pages_read(network, standing).filter(slug=slug.replace("\0", "")).first()
    if page is not None:
        page.body = network
    return page


def versions_of(page: Page) -> QuerySet[PageVersion]:
    """All versions of a page, the newest first."""
    return page.versions.select_related("by").order_by("-number")


def newest_of(page: Page) -> PageVersion | None:
    """The version that stands now."""
    return versions_of(page).filter(number=page.number).first()


def page_words(page: Page, version: PageVersion | None) -> dict[str, str]:
    """What a form about a page begins with, as it stands."""
    said = {"words": version.words, "outside": version.outside} if version else {}
    return {"title": page.title, "about": page.about, "read_by": page.read_by, **said}


def accounts_of(network: Network) -> QuerySet[Account]:
    """The accounts that a body has, by name, with those who hold them."""
    held = Account.objects.filter(body=network, ended_at=None)
    return held.select_related("holder", "second").order_by("name", "pk")


def past_accounts(network: Network) -> QuerySet[Account]:
    """Those that it has no more, the newest first."""
    return Account.objects.filter(body=network, ended_at__isnull=False).order_by("-ended_at", "-pk")


def account_words(account: Account) -> dict[str, str]:
    """What the form about an account begins with."""
    return {
        "name": account.name,
        "what_for": account.what_for,
        "holder": account.holder.handle if account.holder else "",
        "second": account.second.handle if account.second else "",
    }
