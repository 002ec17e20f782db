from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from pathlib import Path

        from django.conf import settings

        from solidarity.base.resealing import keep_sealed
        from values import data_rights
        from values.actions.answering import SHEETS
        from values.actions.consenting import leave_by
        from values.actions.pooling import leave_pools
        from values.leads import lead_by
        from values.queries.sharing import sharing_lead
        from values.science.instruments import look_also_in

        keep_sealed("what people answered about their values", SHEETS)
        leave_by("pools", leave_pools)
        lead_by("40-sharing", sharing_lead)
        data_rights.register()
        if settings.INSTRUMENTS_FOLDER:
            look_also_in(Path(settings.INSTRUMENTS_FOLDER))
