from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from pathlib import Path

        from django.conf import settings

        from solidarity.base.resealing import keep_sealed
        from solidarity.people.sayings import say_by
        from values import data_rights
        from values.actions.answering import SHEETS
        from values.actions.carding import CARD_SORTS
        from values.actions.consenting import leave_by
        from values.actions.naming import OWN_VALUES
        from values.actions.pooling import leave_pools
        from values.leads import lead_by
        from values.queries.carding import lead_to_cards
        from values.queries.naming import own_words_lead, what_she_says
        from values.queries.sharing import sharing_lead
        from values.science.instruments import look_also_in

        keep_sealed("what people answered about their values", SHEETS)
        keep_sealed("cards that people sorted", CARD_SORTS)
        keep_sealed("what people keep to themselves of values they named", OWN_VALUES)
        leave_by("pools", leave_pools)
        lead_by("20-cards", lead_to_cards)
        lead_by("30-own-words", own_words_lead)
        lead_by("40-sharing", sharing_lead)
        say_by(what_she_says)
        data_rights.register()
        if settings.INSTRUMENTS_FOLDER:
            look_also_in(Path(settings.INSTRUMENTS_FOLDER))
