from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from pathlib import Path

        from django.conf import settings

        from values.science.instruments import look_also_in

        if settings.INSTRUMENTS_FOLDER:
            look_also_in(Path(settings.INSTRUMENTS_FOLDER))
