from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        self._count()

    def _count(self) -> None:
        """Rounds: opening, positions, counting, telling."""
        from decisions import data_rights
        from decisions.actions import telling
        from decisions.actions.leaving import voice_back, voice_of_network_back
        from decisions.models import Decision
        from networks.leaving import follow_going, follow_parting
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers

        follow_going(voice_back)
        follow_parting(voice_of_network_back)
        data_rights.register()
        comes_from(Decision, lambda decision: decision.network_id)
        addressed = ("opened", "closed", "extended", "cancelled")
        belong_to(Group.MINE, *(f"decisions.{name}" for name in addressed))
        belong_to(Group.REMINDERS, "decisions.reminder")
        for name in (*addressed, "reminder", "review"):
            handlers.handle(f"decisions.tell_{name}", getattr(telling, f"tell_{name}"))
