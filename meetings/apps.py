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

        from decisions.rules.duties import own_tasks
        from meetings.actions.convening import tell_called, tell_change
        from meetings.actions.repeating import tell_series
        from meetings.actions.talking import MANNERS
        from meetings.models import Meeting
        from meetings.queries.holding import DUTIES
        from networks.tabs import Tab, add_tab
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers
        from solidarity.threads.owners import own_threads

        add_tab(
            Tab("meetings:meetings", _("Meetings"), lambda standing, network: True),
            after="networks:talk",
        )
        comes_from(Meeting, lambda meeting: meeting.body_id)
        handlers.handle("meetings.tell_called", tell_called)
        handlers.handle("meetings.tell_change", tell_change)
        handlers.handle("meetings.tell_series", tell_series)
        belong_to(
            Group.MINE,
            "meetings.found",
            "meetings.changed",
            "meetings.called_off",
            "meetings.guest",
            "meetings.item_asked",
            "meetings.turn_taken",
            "meetings.turn_open",
            "meetings.series_changed",
            "meetings.series_ended",
        )
        # Of what she said that she comes to, and on the day before: a mail once a week is too late.
        belong_to(Group.MINE, "meetings.task_given", "meetings.task_let_go", "meetings.soon")
        belong_to(Group.REMINDERS, "meetings.task_due")
        own_tasks(Meeting, DUTIES)
        own_threads(Meeting, MANNERS)
