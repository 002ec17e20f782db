from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from pathlib import Path

        from django.conf import settings

        from solidarity.base.resealing import keep_sealed
        from values import data_rights
        from values.actions.answering import SHEETS
        from values.actions.carding import CARD_SORTS
        from values.leads import lead_by
        from values.queries.carding import lead_to_cards
        from values.science.instruments import look_also_in

        keep_sealed("what people answered about their values", SHEETS)
        keep_sealed("cards that people sorted", CARD_SORTS)
        data_rights.register()
        lead_by("20-cards", lead_to_cards)
        if settings.INSTRUMENTS_FOLDER:
            look_also_in(Path(settings.INSTRUMENTS_FOLDER))
