from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from meetings import data_rights

        data_rights.register()
        self._meet()

    def _meet(self) -> None:
        """Tabs, who is told, what stands in threads."""
