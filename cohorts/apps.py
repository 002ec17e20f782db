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
        from django.utils.translation import gettext_lazy as _

        from cohorts.actions.buddies import MANNERS
        from cohorts.actions.leaving import went
        from cohorts.actions.own import SEALED
        from cohorts.models import BuddyGroup, Commitment
        from cohorts.queries.own import resting_in
        from cohorts.rules.own import has_own
        from networks.leaving import follow_going
        from networks.tabs import Tab, add_tab
        from solidarity.base.resealing import keep_sealed
        from solidarity.inbox.bodies import comes_from, rest_by
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.threads.owners import own_threads

        for name, place in SEALED.items():
            keep_sealed(name, place)
        own_threads(BuddyGroup, MANNERS)
        for kind in (BuddyGroup, Commitment):
            comes_from(kind, lambda thing: thing.body_id)
        belong_to(Group.MINE, "cohorts.buddies_known", "cohorts.buddies_wanted")
        belong_to(Group.REMINDERS, "cohorts.commitment_due")
        rest_by(resting_in)
        follow_going(went)
        add_tab(Tab("cohorts:mine", _("Mine here"), has_own), after="networks:about")

    def _reflect(self) -> None:
        """Reflections, connections, the report."""

    def _spread(self) -> None:
        """Forks, and what becomes of an ended cohort."""
