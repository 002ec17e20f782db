"""Answering: only with a consent that holds, and only what stands on the sheet."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from values.models import Consent, Sheet
from values.wordings import NEWEST


def why_not_answer(consent: Consent | None) -> str:
    """Why nobody asks her anything; "" when she agreed to the text as it is now."""
    if consent is None:
        return _("We ask you nothing about your values before you have agreed to it.")
    if consent.wording != NEWEST:
        return _("What you agreed to has a new text. Read it first, and decide again.")
    return ""


def why_not_keep(sheet: Sheet) -> str:
    """Why nothing can be answered on a sheet any more."""
    if sheet.is_finished:
        return _("You finished this one. You can answer all of it again at any time.")
    return ""


def why_not_finish(sheet: Sheet, answers: Mapping[int, int]) -> str:
    """Why a sheet cannot be finished."""
    if not answers:
        return _("Answer some of the statements first: without answers there is no circle.")
    return why_not_keep(sheet)


def why_not_go_on(sheet: Sheet, excluded: str, others: Collection[Sheet]) -> str:
    """Why she cannot go back to a finished sheet; `excluded`: why it shows nothing, if so."""
    if not excluded:
        return _("This one is done. Answer all of it again, and you can compare the two.")
    if others:
        return _("You have begun another one since. Finish that first.")
    return ""
