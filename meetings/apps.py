from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"

    def ready(self) -> None:
        from meetings import data_rights

        data_rights.register()
        self._meet()

    def _meet(self) -> None:
        """Tabs, who is told, what stands in threads."""
        from django.utils.translation import gettext_lazy as _

        from meetings.actions.convening import tell_called
        from meetings.models import Meeting
        from networks.tabs import Tab, add_tab
        from solidarity.inbox.bodies import comes_from
        from solidarity.outbox import handlers

        add_tab(
            Tab("meetings:meetings", _("Meetings"), lambda standing, network: True),
            after="networks:talk",
        )
        comes_from(Meeting, lambda meeting: meeting.body_id)
        handlers.handle("meetings.tell_called", tell_called)
