from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "solidarity.desk"
    label = "desk"

    def ready(self) -> None:
        from solidarity.desk import data_rights, notices
        from solidarity.outbox import handlers

        handlers.handle("people.export_ready", notices.export_ready)
        data_rights.register()
