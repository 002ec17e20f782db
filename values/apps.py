from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from values import data_rights

        data_rights.register()
