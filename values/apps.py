from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from pathlib import Path

        from django.conf import settings

        from values import data_rights
        from values.science.instruments import look_also_in

        data_rights.register()
        if settings.INSTRUMENTS_FOLDER:
            look_also_in(Path(settings.INSTRUMENTS_FOLDER))
