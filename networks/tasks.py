"""Celery's way in, and the outbox's."""

from celery import shared_task
from django.utils.timezone import now

from networks.actions import editions, holding, petitions, searching
from networks.actions.approaching import tidy_approaches
from networks.actions.choosing import settle_proposals
from networks.actions.forgetting import forget_threads
from networks.actions.inviting import tidy_invitations
from networks.actions.placing import locate_some
from networks.forms.finding import asked_in
from networks.models import SavedSearch
from networks.notices import spoke_terms_end, terms_end
from solidarity.outbox.handlers import ToDo


@shared_task(name="networks.refresh_directory")
def refresh_directory() -> None:
    """Count sizes again, and who was lately active; find where networks are."""
    searching.refresh_directory()
    locate_some()


@shared_task(name="networks.refresh_words")
def refresh_words() -> None:
    """Gather the words that a typo may have meant."""
    searching.refresh_words()


@shared_task(name="networks.tell_finds")
def tell_finds() -> None:
    """Ask for a look at each search that somebody keeps."""
    searching.look_for_all(at=now())


@shared_task(name="networks.tidy")
def tidy() -> None:
    """Write down what has run out, and forget addresses and files in time."""
    tidy_invitations(at=now())
    tidy_approaches(at=now())
    petitions.tidy_petitions(at=now())
    editions.forget_files(at=now())


@shared_task(name="networks.terms")
def terms() -> None:
    """Tell stewards and spokes in time that a term ends; let proposals run out, or come to be."""
    settle_proposals(at=now())
    holding.settle_openings(at=now())
    terms_end(at=now())
    spoke_terms_end(at=now())


@shared_task(name="networks.forget_threads")
def forget_silent_threads() -> None:
    """Let conversations go in which nobody writes any more, where networks want it."""
    forget_threads(at=now())


@shared_task(name="networks.seal_circles")
def seal_circles() -> None:
    """Ask for a sealing wherever circles may wait for one: once in seven days each, at most."""
    holding.seal_due(at=now())


def seal(job: ToDo) -> None:
    """Seal what waits in a network."""
    holding.seal(job.payload["network"], at=now())


def look(job: ToDo) -> None:
    """Look once at a kept search, which may be gone by now."""
    pk = job.payload["search"]
    search = SavedSearch.objects.select_related("person").filter(pk=pk).first()
    if search is not None and search.person.is_here:
        searching.look(search, asked_in(search.query), at=now())


def bring_in(job: ToDo) -> None:
    """Check a directory's file, or bring it in."""
    editions.carry_on(job, at=now())
