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
        from cohorts.actions.challenging import was_silenced
        from networks.leaving import follow_measures
        from solidarity.inbox.kinds import Group, belong_to

        follow_measures(was_silenced)
        told = ("offered", "asked_for", "agreed", "handed_over", "let_go", "trust_asked", "trusted",
                "challenged", "challenge_said", "challenge_closed", "silenced")  # fmt: skip
        belong_to(Group.MINE, *(f"cohorts.{name}" for name in told))

    def _care(self) -> None:
        """Buddies, journal, commitments, what one carries."""

    def _reflect(self) -> None:
        """Reflections, connections, the report."""

    def _spread(self) -> None:
        """Forks, and what becomes of an ended cohort."""
        from cohorts.carrying.becoming import BECOME
        from decisions.effects import set_in_motion
        from solidarity.inbox.kinds import Group, belong_to

        set_in_motion(BECOME)
        belong_to(Group.MINE, "cohorts.became")
