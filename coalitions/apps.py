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

    def _govern(self) -> None:
        """What clauses hold, reviews, templates."""
        from coalitions.carrying import settings

        settings.register()

    def _join(self) -> None:
        """Walking in, leaving, being asked to go."""

    def _keep_handbook(self) -> None:
        """The handbook, and who holds which account."""
        from django.utils.translation import gettext_lazy as _

        from coalitions.rules.handbook import is_there
        from networks.tabs import Tab, add_tab
        from solidarity.inbox.kinds import Group, belong_to

        add_tab(Tab("coalitions:handbook", _("Handbook"), is_there), after="networks:ways")
        told = ("account_given", "account_over", "account_laid_down")
        belong_to(Group.MINE, *(f"coalitions.{name}" for name in told))

    def _ease(self) -> None:
        """What makes it hard, and those who never come."""

    def _call(self) -> None:
        """Calls for solidarity."""
