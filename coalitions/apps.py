from django.apps import AppConfig


class CoalitionsConfig(AppConfig):
    name = "coalitions"

    def ready(self) -> None:
        from coalitions import data_rights

        data_rights.register()
        self._live()
        self._find_ground()
        self._agree()
        self._govern()
        self._join()
        self._keep_handbook()
        self._ease()
        self._call()

    def _live(self) -> None:
        """From exploring to the end."""

    def _find_ground(self) -> None:
        """Sides, marks, the common text."""

    def _agree(self) -> None:
        """Clauses, versions, consents."""
        from django.utils.translation import gettext_lazy as _

        from coalitions.actions.adopting import tell_adopted
        from coalitions.actions.talking import MANNERS
        from coalitions.carrying.agreement import ADOPTS, CONSENTS
        from coalitions.models import AgreementVersion, Clause
        from coalitions.rules.agreement import is_there
        from coalitions.views import proposing
        from decisions.effects import set_in_motion
        from networks.tabs import Tab, add_tab
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers
        from solidarity.threads.owners import own_threads

        set_in_motion(ADOPTS)
        set_in_motion(CONSENTS)
        own_threads(Clause, MANNERS)
        for kind in (AgreementVersion, Clause):
            comes_from(kind, lambda thing: thing.body_id)
        belong_to(Group.MINE, "coalitions.consent_asked", "coalitions.suggestion_answered")
        handlers.handle("coalitions.ask_consents", tell_adopted)
        add_tab(Tab("coalitions:agreement", _("Agreement"), is_there), after="networks:about")
        proposing.show_parts()

    def _govern(self) -> None:
        """What clauses hold, reviews, templates."""
        from coalitions.actions.adopting import follow_adoption
        from coalitions.actions.governing import apply_settings
        from coalitions.carrying import settings
        from coalitions.views import reviewing

        settings.register()
        reviewing.show_parts()
        follow_adoption(apply_settings)

    def _join(self) -> None:
        """Walking in, leaving, being asked to go."""

    def _keep_handbook(self) -> None:
        """The handbook, and who holds which account."""

    def _ease(self) -> None:
        """What makes it hard, and those who never come."""

    def _call(self) -> None:
        """Calls for solidarity."""
