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
        from coalitions.carrying.moving_on import MOVE_ON
        from coalitions.queries.life import about_life
        from decisions.effects import set_in_motion
        from networks.about import show_on_about

        set_in_motion(MOVE_ON)
        show_on_about("coalitions/about_life.html", about_life, is_first=True)

    def _find_ground(self) -> None:
        """Sides, marks, the common text."""
        from django.utils.translation import gettext_lazy as _

        from coalitions.actions.talking import MANNERS
        from coalitions.carrying.common_text import COMMON_TEXT
        from coalitions.models import Mark, Point
        from decisions.effects import set_in_motion
        from networks.models import Kind
        from networks.tabs import Tab, add_tab
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.threads.owners import own_threads

        for kind in (Point, Mark):
            own_threads(kind, MANNERS)
            comes_from(kind, lambda about: about.body_id)
        belong_to(Group.MINE, "coalitions.marked")
        set_in_motion(COMMON_TEXT)
        add_tab(
            Tab(
                "coalitions:ground", _("Common ground"),
                lambda standing, network: network.kind == Kind.COALITION and standing.belongs,
            ),
            after="networks:about",
        )  # fmt: skip

    def _agree(self) -> None:
        """Clauses, versions, consents."""
        from django.utils.translation import gettext_lazy as _

        from coalitions.actions.adopting import tell_adopted
        from coalitions.actions.talking_of_clauses import MANNERS
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
        from coalitions.actions.leaving import came_apart, let_stay
        from coalitions.actions.presents import ask_presents, tell_presents
        from coalitions.actions.walking import MANNERS
        from coalitions.carrying.walking import WALK_IN
        from coalitions.models import Walk
        from coalitions.queries.leaving import held_in_coalitions, way_out, why_not_sent
        from coalitions.queries.walking import lead_in as walk_in
        from coalitions.queries.walking import why_not_in_yet
        from decisions.effects import follow_no, set_in_motion
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
        follow_no(let_stay)
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
        from coalitions.actions.absent import close_asking, tell_absent
        from coalitions.models import Asking, Hardship
        from coalitions.queries.hard import DUTIES
        from decisions.rules.duties import own_tasks
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers

        own_tasks(Hardship, DUTIES)
        comes_from(Hardship, lambda hardship: hardship.body_id)
        comes_from(Asking, lambda asking: asking.body_id)
        belong_to(Group.MINE, "coalitions.task_given", "coalitions.task_let_go")
        belong_to(Group.REMINDERS, "coalitions.task_due")
        handlers.handle("coalitions.ask_absent", tell_absent)
        handlers.handle("coalitions.close_asking", close_asking)

    def _call(self) -> None:
        """Calls for solidarity."""
        from django.utils.translation import gettext_lazy as _

        from coalitions.actions.calls import MANNERS, tell_call
        from coalitions.carrying.calls import ANSWER, SIGN
        from coalitions.models import Call
        from coalitions.rules.calls import is_there
        from decisions.effects import set_in_motion
        from networks.tabs import Tab, add_tab
        from solidarity.inbox.bodies import comes_from
        from solidarity.outbox import handlers
        from solidarity.threads.owners import own_threads

        add_tab(Tab("coalitions:calls", _("Calls"), is_there), after="networks:talk")
        own_threads(Call, MANNERS)
        comes_from(Call, lambda call: call.body_id)
        handlers.handle("coalitions.tell_call", tell_call)
        set_in_motion(ANSWER)
        set_in_motion(SIGN)
