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
        from coalitions.actions.leaving import came_apart
        from coalitions.actions.presents import ask_presents, tell_presents
        from coalitions.actions.walking import MANNERS
        from coalitions.carrying.walking import WALK_IN
        from coalitions.models import Walk
        from coalitions.queries.leaving import held_in_coalitions, way_out, why_not_sent
        from coalitions.queries.walking import lead_in as walk_in
        from coalitions.queries.walking import why_not_in_yet
        from decisions.effects import set_in_motion
        from networks.entering import follow_terms, guard_entry, lead_in
        from networks.leaving import follow_end, guard_sending, lead_out, list_held
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers
        from solidarity.threads.owners import own_threads

        list_held(held_in_coalitions)
        guard_sending(why_not_sent)
        lead_out(way_out)
        follow_end(came_apart)
        guard_entry(why_not_in_yet)
        lead_in(walk_in)
        follow_terms(ask_presents)
        set_in_motion(WALK_IN)
        own_threads(Walk, MANNERS)
        comes_from(Walk, lambda walk: walk.body_id)
        handlers.handle("coalitions.ask_presents", tell_presents)
        told = ("asked_out", "out_answered", "out_dropped", "walk_begun", "walk_hosted",
                "walk_asked", "walk_ended", "asked_present")  # fmt: skip
        belong_to(Group.MINE, *(f"coalitions.{name}" for name in told))

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
