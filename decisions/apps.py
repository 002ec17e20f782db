from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        self._count()

    def _count(self) -> None:
        """Rounds: opening, positions, counting, telling."""
        from decisions import data_rights
        from decisions.actions.leaving import voice_back, voice_of_network_back
        from networks.leaving import follow_going, follow_parting

        follow_going(voice_back)
        follow_parting(voice_of_network_back)
        data_rights.register()
