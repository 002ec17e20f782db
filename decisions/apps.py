from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        self._count()
        self._write()

    def _count(self) -> None:
        """Rounds: opening, positions, counting."""

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
