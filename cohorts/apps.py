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
        from django.utils.translation import gettext_lazy as _

        from cohorts.actions.applying import MANNERS
        from cohorts.actions.drawing import draw_for
        from cohorts.actions.founding import SEEDS
        from cohorts.models import Application, Nomination, RoleOffer
        from cohorts.queries.gathering import about_cohort
        from cohorts.rules.gathering import is_there
        from cohorts.rules.people import BRING, BROUGHT
        from networks.about import show_on_about
        from networks.queries.knowing import bring_along
        from networks.tabs import Tab, add_tab
        from solidarity.base.resealing import keep_sealed
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers
        from solidarity.threads.owners import own_threads

        bring_along(BROUGHT, BRING)
        add_tab(Tab("cohorts:programme", _("Programme"), is_there), after="networks:about")
        show_on_about("cohorts/about_cohort.html", about_cohort, is_first=True)
        own_threads(Application, MANNERS)
        for kind in (Application, Nomination):
            comes_from(kind, lambda thing: thing.cohort.network_id)
        comes_from(RoleOffer, lambda offer: offer.network_id)
        told = ("facilitate", "facilitates", "facilitates_not", "applied", "applicant_wrote",
                "wrote_to_applicant", "nominated", "accepted", "waiting", "declined", "seat_free",
                "call_over")  # fmt: skip
        belong_to(Group.MINE, *(f"cohorts.{name}" for name in told))
        handlers.handle("cohorts.draw", draw_for)
        keep_sealed("seeds of lotteries that are still to be drawn", SEEDS)

    def _run(self) -> None:
        """Sessions, materials, handing over, challenges."""
        from cohorts.actions.challenging import was_silenced
        from cohorts.actions.leaving import was_removed
        from cohorts.queries.titles import read_title
        from meetings.titles import read_titles
        from networks.leaving import follow_measures
        from solidarity.inbox.kinds import Group, belong_to

        read_titles(read_title)
        follow_measures(was_silenced)
        follow_measures(was_removed)
        told = ("offered", "asked_for", "agreed", "handed_over", "let_go", "trust_asked", "trusted",
                "challenged", "challenge_said", "challenge_closed", "silenced")  # fmt: skip
        belong_to(Group.MINE, *(f"cohorts.{name}" for name in told))

    def _care(self) -> None:
        """Buddies, journal, commitments, what one carries."""
        from django.utils.translation import gettext_lazy as _

        from cohorts.actions.buddies import MANNERS
        from cohorts.actions.leaving import went
        from cohorts.actions.own import SEALED
        from cohorts.models import BuddyGroup, Commitment
        from cohorts.queries.people import resting_in
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
        told = ("buddies_known", "buddies_wanted", "commitment_due")
        belong_to(Group.MINE, *(f"cohorts.{name}" for name in told))
        rest_by(resting_in)
        follow_going(went)
        add_tab(Tab("cohorts:mine", _("Mine here"), has_own), after="networks:about")

    def _reflect(self) -> None:
        """Reflections, connections, the report."""
        from django.utils.translation import gettext_lazy as _

        from cohorts.actions.connecting import CONNECTIONS
        from cohorts.actions.reflecting import REFLECTIONS, leave_cohort
        from cohorts.actions.reporting import COUNTED, PICTURES
        from cohorts.actions.talking import MANNERS
        from cohorts.carrying.reporting import PUBLISH
        from cohorts.models import Edition
        from cohorts.rules.reflecting import is_there
        from decisions.effects import set_in_motion
        from networks.leaving import follow_going
        from networks.tabs import Tab, add_tab
        from solidarity.base.resealing import keep_sealed
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.threads.owners import own_threads

        keep_sealed("what people answered in reflections", REFLECTIONS)
        keep_sealed("what people said of their ties", CONNECTIONS)
        keep_sealed("who was counted in reports of cohorts", COUNTED)
        keep_sealed("nameless ties in reports of cohorts", PICTURES)
        own_threads(Edition, MANNERS)
        comes_from(Edition, lambda edition: edition.body_id)
        belong_to(Group.MINE, "cohorts.reflect", "cohorts.reported")
        set_in_motion(PUBLISH)
        follow_going(leave_cohort)
        add_tab(Tab("cohorts:reflections", _("Reflections"), is_there), after="networks:talk")

    def _spread(self) -> None:
        """Forks, and what becomes of an ended cohort."""
        from cohorts.carrying.becoming import BECOME
        from decisions.effects import set_in_motion
        from solidarity.inbox.kinds import Group, belong_to

        set_in_motion(BECOME)
        belong_to(Group.MINE, "cohorts.became")
