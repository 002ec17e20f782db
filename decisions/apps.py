from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

    def ready(self) -> None:
        self._count()
        self._write()
        self._council()
        self._secretly()
        self._set_in_motion()
        self._register()

    def _count(self) -> None:
        """Rounds: opening, positions, counting, telling."""
        from decisions import data_rights
        from decisions.actions import telling
        from decisions.actions.leaving import voice_back, voice_of_network_back
        from decisions.models import Decision
        from decisions.queries.leaving import held_in_decisions
        from networks.leaving import follow_going, follow_parting, list_held
        from solidarity.inbox.bodies import comes_from
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers

        follow_going(voice_back)
        follow_parting(voice_of_network_back)
        list_held(held_in_decisions)
        data_rights.register()
        comes_from(Decision, lambda decision: decision.network_id)
        addressed = ("opened", "closed", "extended", "cancelled")
        belong_to(Group.MINE, *(f"decisions.{name}" for name in addressed))
        belong_to(Group.REMINDERS, "decisions.reminder", "decisions.reminder_secret")
        for name in (*addressed, "reminder", "review"):
            handlers.handle(f"decisions.tell_{name}", getattr(telling, f"tell_{name}"))

    def _write(self) -> None:
        """Questions: putting them up, and talking about them."""
        from decisions.actions.talking import MANNERS
        from decisions.models import Decision
        from decisions.notices.writing import tell_put_up
        from solidarity.outbox import handlers
        from solidarity.threads.owners import own_threads

        own_threads(Decision, MANNERS)
        handlers.handle("decisions.tell_put_up", tell_put_up)

    def _council(self) -> None:
        """Networks that decide together: mandates, departures, concerns."""
        from decisions.actions import councils
        from decisions.queries.councils import reasons_now
        from decisions.views.councils import council_part, mandate_part
        from decisions.views.parts import Part, show
        from decisions.views.synthesis import concerns_part
        from solidarity.inbox.kinds import Group, belong_to, look_up
        from solidarity.outbox import handlers

        addressed = ("departed", "departure_confirmed", "concern_answered")
        belong_to(Group.MINE, *(f"decisions.{name}" for name in addressed))
        for kind in ("decisions.departed", "decisions.departed_bound"):
            look_up(kind, reasons_now)
        handlers.handle("decisions.ask_network", councils.put_question)
        handlers.handle("decisions.end_mandate", councils.let_go)
        handlers.handle("decisions.tell_departure", councils.tell_departure)
        show(Part("before", "decisions/mandate_part.html", mandate_part))
        show(Part("positions", "decisions/council_part.html", council_part))
        show(Part("concerns", "decisions/synthesis_part.html", concerns_part))

    def _secretly(self) -> None:
        """Secret ballots, given voices, circles, those whom it touches, and what a room decided."""
        from decisions.views import balloting, challenging, delegating, recording, touching
        from solidarity.inbox.kinds import Group, belong_to

        told = (
            "voice_given", "voice_back", "spoken_for_you", "in_circle", "out_of_circle",
            "touches_you", "touch_answered", "challenge_answered",
        )  # fmt: skip
        belong_to(Group.MINE, *(f"decisions.{name}" for name in told))
        for each in (balloting, delegating, touching, recording, challenging):
            each.show_parts()

    def _set_in_motion(self) -> None:
        """What adopting a decision does: acts of networks, and of this app."""
        from decisions.carrying import belonging, customs, ruling
        from decisions.effects import set_in_motion

        for effect in (
            belonging.ADMIT, belonging.AFFILIATE, belonging.PART,
            ruling.STEWARD, ruling.SPOKE, ruling.WAYS, ruling.GIVE_BACK, customs.USUAL_METHOD,
            customs.OWN_VOICES,
        ):  # fmt: skip
            set_in_motion(effect)

    def _register(self) -> None:
        """The register of a body, and tasks."""
        from django.utils.translation import gettext_lazy as _

        from decisions.models import Decision
        from decisions.queries.duties import DUTIES
        from decisions.queries.register import BRING, BROUGHT, is_there
        from decisions.rules.duties import own_tasks
        from decisions.views.register import newest_of
        from networks.about import show_on_about
        from networks.queries.knowing import bring_along
        from networks.tabs import Tab, add_tab
        from solidarity.inbox.kinds import Group, belong_to

        own_tasks(Decision, DUTIES)
        bring_along(BROUGHT, BRING)
        show_on_about("decisions/newest.html", newest_of)
        add_tab(Tab("decisions:register", _("Decisions"), is_there), after="networks:talk")
        belong_to(Group.MINE, "decisions.task_given", "decisions.task_let_go")
        belong_to(Group.REMINDERS, "decisions.task_due")
