from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        self._count()
        self._write()

    def _count(self) -> None:
        """Rounds: opening, positions, counting, telling."""
        from decisions import data_rights
        from decisions.actions.leaving import voice_back, voice_of_network_back
        from networks.leaving import follow_going, follow_parting

        follow_going(voice_back)
        follow_parting(voice_of_network_back)
        data_rights.register()

    def _write(self) -> None:
        """Questions: putting them up, and talking about them."""
        from decisions.actions.talking import MANNERS
        from decisions.models import Decision
        from decisions.notices.writing import tell_put_up
        from solidarity.inbox.bodies import comes_from
        from solidarity.outbox import handlers
        from solidarity.threads.owners import own_threads

        own_threads(Decision, MANNERS)
        comes_from(Decision, lambda decision: decision.network_id)
        handlers.handle("decisions.tell_put_up", tell_put_up)
