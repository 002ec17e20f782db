"""What is measured: the pages, who opens them, and the plain page that each is compared with."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count

from networks.models import Membership, Network, State
from solidarity.people.models import Person
from solidarity.threads.models import Thread
from tests.bench.floors import EMPTY, FLOORS, PLAIN, PLAIN_SIGNED_IN


@dataclass(frozen=True)
class Page:
    """A page to open; `by` is the handle of who opens it, "" for somebody who is signed out."""

    name: str
    address: str
    by: str = ""

    @property
    def floor(self) -> str:
        """The name of the floor that it is compared with; "" for a floor."""
        if self.name in FLOORS:
            return ""
        return PLAIN_SIGNED_IN if self.by else PLAIN


def floors() -> list[Page]:
    """The pages that do nothing, or little."""
    return [
        Page(EMPTY, "/floor/empty/"),
        Page(PLAIN, "/floor/plain/"),
        Page(PLAIN_SIGNED_IN, "/floor/plain/", "bench"),
    ]


def pages() -> list[Page]:
    """Every read page, on the networks that `manage.py generate` makes under fixed slugs.

    What is looked for is found often enough at both sizes to fill a page (only words that nobody
    has, and a rare mix, do not): so what grows is the search, and not the cards that are drawn.
    """
    usual, largest = "/networks/generated-usual", "/networks/generated-largest"
    coalition = f"/networks/{_slug_of_the_widest_coalition()}"
    middle = Network.objects.order_by("pk")[Network.objects.count() // 2].pk
    bench = "bench"
    return [
        Page("front", "/"),
        Page("home", "/", bench),
        Page("directory, signed out", "/networks/"),
        Page("directory", "/networks/", bench),
        Page("directory, hundreds of pages on", f"/networks/?after={middle}", bench),
        Page("directory, a word of a fortieth", "/networks/?q=gardeners", bench),
        Page("directory, a word of a quarter", "/networks/?q=soup", bench),
        Page("directory, three words", "/networks/?q=soup+river+daughter", bench),
        Page("directory, words nobody has", "/networks/?q=xylophone+umbrella", bench),
        Page("directory, a frequent cause", "/networks/?cause=climate", bench),
        Page("directory, a word and a cause", "/networks/?q=soup&cause=food", bench),
        Page("directory, three facets", "/networks/?cause=food&kind=group&door=open", bench),
        Page("directory, words and facets", "/networks/?q=soup&kind=group&size=few", bench),
        Page("directory, a rare mix", "/networks/?kind=cohort&country=FJ&capacity=full", bench),
        Page("directory, lately active", "/networks/?cause=climate&sort=active", bench),
        Page("directory, a typo", "/networks/?q=gardneers", bench),
        Page("directory, near a town", "/networks/?near=Durban&km=250", bench),
        Page("directory, near, with words", "/networks/?near=Durban&km=250&q=soup", bench),
        Page("searches", "/account/searches/", bench),
        Page("about, signed out", f"{usual}/"),
        Page("about", f"{usual}/", bench),
        Page("about the largest", f"{largest}/", bench),
        Page("members", f"{usual}/members/", bench),
        Page("members of the largest", f"{largest}/members/", bench),
        Page("members of the largest, signed out", f"{largest}/members/"),
        Page("affiliations", f"{usual}/affiliations/", bench),
        Page("affiliations of a wide coalition", f"{coalition}/affiliations/", bench),
        Page("log", f"{usual}/log/", bench),
        Page("log of the largest", f"{largest}/log/", bench),
        Page("board", f"{usual}/talk/", bench),
        Page("board of the largest", f"{largest}/talk/", bench),
        Page("a conversation", f"{largest}/talk/{_longest_talk()}/", bench),
        Page("requests, 50 waiting", "/networks/generated-queue/requests/", bench),
        Page("settings of a network", "/networks/generated-queue/settings/", bench),
        Page("joining, the form", "/networks/generated-door/join/", bench),
        Page("inbox", "/inbox/", bench),
        Page("a person", f"/people/{_handle_of_a_companion()}/", bench),
        Page("account", "/account/", bench),
        Page("profile, the form", "/account/profile/", bench),
        Page("help", "/help/"),
    ]


def _longest_talk() -> int:
    largest = Network.objects.get(slug="generated-largest")
    talk = Thread.objects.filter(owner_type=ContentType.objects.get_for_model(Network))
    found = talk.filter(owner_id=largest.pk).order_by("-comments", "pk")
    return found.values_list("pk", flat=True)[0]


def joins() -> dict[str, tuple[str, Callable[[], list[Person]]]]:
    """Ways to join, by name: the address, and those who can still go in there."""
    return {
        "joining (asks)": (
            "/networks/generated-door/join/",
            lambda: _outsiders("generated-door"),
        ),
        "joining (open, the largest)": (
            "/networks/generated-largest/join/",
            lambda: _outsiders("generated-largest"),
        ),
    }


def _slug_of_the_widest_coalition() -> str:
    widest = (
        Network.objects.filter(kind="coalition", shows_affiliations=True)
        .annotate(wide=Count("affiliates"))
        .order_by("-wide")
    )
    return widest.values_list("slug", flat=True)[0]


def _handle_of_a_companion() -> str:
    companions = Membership.objects.filter(
        network__slug="generated-usual", state=State.ACTIVE, person__page_seen_by="networks"
    ).exclude(person__handle="bench")
    return companions.values_list("person__handle", flat=True)[0]


def _outsiders(slug: str, most: int = 1000) -> list[Person]:
    inside = Membership.objects.filter(network__slug=slug).values("person")
    return list(Person.objects.exclude(pk__in=inside).order_by("pk")[1:most])
