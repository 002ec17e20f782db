from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "cohorts"

    def ready(self) -> None:
        from cohorts import data_rights

        data_rights.register()
        self._gather()
        self._run()
        self._care()
        self._reflect()
        self._spread()

    def _gather(self) -> None:
        """The call, applications, nominations, conversations, choosing."""

    def _run(self) -> None:
        """Sessions, materials, handing over, challenges."""

    def _care(self) -> None:
        """Buddies, journal, commitments, what one carries."""

    def _reflect(self) -> None:
        """Reflections, connections, the report."""

    def _spread(self) -> None:
        """Forks, and what becomes of an ended cohort."""
