from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        self._count()

    def _count(self) -> None:
        """Rounds: opening, positions, counting."""
