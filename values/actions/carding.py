"""Sorting cards: begun, kept step by step, finished. What she does is sealed before it is kept."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from solidarity.base.refused import refuse_if
from solidarity.base.resealing import Sealed
from solidarity.people.models import Person
from values.actions.consenting import hold_consent
from values.answers import seal_anew
from values.cards import MOST_WORDS, Sorting, sealed_cards, to_choose_from
from values.models import CardSort
from values.queries.carding import DECK, cards_in, own_card_sorts, screens_of
from values.rules import why_not_choose, why_not_these, why_not_write
from values.science.instruments import instrument


@transaction.atomic
def begin_cards(person: Person, *, at: datetime) -> CardSort:
    """The cards that she has begun to sort, or all of them anew.

    Raises Refused without a consent that holds.
    """
    hold_consent(person)
    found = own_card_sorts(person).filter(instrument=DECK, finished_at=None).first()
    return found or CardSort.objects.create(
        person=person, instrument=DECK, order=secrets.randbelow(2**31), began_at=at
    )


@transaction.atomic
def keep_piles(
    sort_id: int, screen: int, *, by: Person, piles: Mapping[int, int | None]
) -> CardSort:
    """Keep in which piles the cards of a screen are, counted from 0; None: in none.

    Cards of other screens stay where they are. Raises Refused; ValueError for what is not on this
    screen, or no pile.
    """
    sort = _held(sort_id, by=by)
    put = {number: pile for number, pile in piles.items() if pile is not None}
    codes = instrument(sort.instrument).codes
    if not set(piles) <= set(screens_of(sort)[screen]) or not set(put.values()) <= set(codes):
        raise ValueError("a card or a pile that is not there")
    sorting = cards_in(sort)
    left = {number: pile for number, pile in sorting.piles.items() if number not in piles}
    return _keep(sort, replace(sorting, piles=left | put), step=screen + 1)


@transaction.atomic
def choose_few(sort_id: int, *, by: Person, chosen: Collection[int]) -> CardSort:
    """Keep which cards matter most to her; what she wrote to others goes. Raises Refused."""
    sort = _held(sort_id, by=by)
    sorting = cards_in(sort)
    refuse_if(why_not_choose(sorting) or why_not_these(chosen))
    if not set(chosen) <= set(to_choose_from(sorting, instrument(sort.instrument).high)):
        raise ValueError("a card that was not there to be chosen")
    meanings = {number: words for number, words in sorting.meanings.items() if number in chosen}
    kept = replace(sorting, chosen=tuple(sorted(chosen)), meanings=meanings)
    return _keep(sort, kept, step=len(screens_of(sort)) + 1)


@transaction.atomic
def keep_meanings(
    sort_id: int, *, by: Person, meanings: Mapping[int, str], at: datetime, is_done: bool
) -> CardSort:
    """Keep what the chosen cards mean to her; with `is_done` she has been through all steps.

    Raises Refused; ValueError for a card that she did not choose, or more words than there is room.
    """
    sort = _held(sort_id, by=by)
    sorting = cards_in(sort)
    refuse_if(why_not_write(sorting))
    said = {number: words.strip() for number, words in meanings.items() if words.strip()}
    if not set(said) <= set(sorting.chosen) or any(len(x) > MOST_WORDS for x in said.values()):
        raise ValueError("words to a card that was not chosen, or too many of them")
    if is_done and not sort.is_finished:
        sort.finished_at = at
    return _keep(sort, replace(sorting, meanings=said), step=len(screens_of(sort)) + 1 + is_done)


@transaction.atomic
def throw_cards_away(sort_id: int, *, by: Person) -> None:
    """Delete what she did with the cards that time; raises Refused."""
    _held(sort_id, by=by).delete()


def _keep(sort: CardSort, sorting: Sorting, *, step: int) -> CardSort:
    sort.sealed = sealed_cards(sort.person_id, sorting)
    sort.step = max(sort.step, step)
    sort.save(update_fields=["sealed", "step", "finished_at"])
    return sort


def _held(sort_id: int, *, by: Person) -> CardSort:
    """Hers, held after her consent; raises CardSort.DoesNotExist when it is not hers."""
    hold_consent(by)
    return CardSort.objects.visible_to(by).select_for_update(of=("self",)).get(pk=sort_id)


CARD_SORTS = Sealed(lambda: CardSort.objects.exclude(sealed=""), "sealed", seal_anew)
