from django.apps import AppConfig

# What is told to one person, about what she asked, wrote or holds.
ADDRESSED = (
    "welcome", "declined", "waitlisted", "wrote_to_applicant", "applicant_wrote", "removed",
    "paused", "upheld", "lifted", "reopened", "recalled", "chosen", "term_ended", "handed_over",
    "objection_met", "report_taken", "report_closed", "petition_granted", "petition_refused",
    "petition_rival", "taken_off", "turned_down", "accepted_in", "taken_back",
    "words_kept", "words_declined", "speaks", "stands_in", "spoke_recalled", "spoke_replaced",
    "voice_handed_over",
)  # fmt: skip
REMINDERS = ("term_month", "term_week", "term_over", "spoke_term_ends", "spoke_term_over")


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        from networks import data_rights
        from networks.actions import choosing, forgetting, holding, joining, requesting, seeking
        from networks.actions.talking import APPROACH_MANNERS, MANNERS, tell_begun
        from networks.actions.ways import put_ways
        from networks.models import Approach, Membership, Network
        from networks.queries import share_a_network
        from networks.queries.framing import country_frame, member_frame
        from networks.queries.holding import pool_names
        from networks.queries.telling import KNOWING, SOURCES, titles_now
        from networks.tasks import bring_in, look, seal
        from solidarity.inbox.bodies import comes_from, know
        from solidarity.inbox.kinds import Group, belong_to, look_up
        from solidarity.outbox import handlers
        from solidarity.people.companions import share_by
        from solidarity.threads.owners import own_threads
        from values.framing import frame_by
        from values.owners import own_pools

        share_by(share_a_network)
        know(KNOWING)
        for kind, body in SOURCES.items():
            comes_from(kind, body)
        belong_to(Group.MINE, *(f"networks.{name}" for name in ADDRESSED))
        belong_to(Group.REMINDERS, *(f"networks.{name}" for name in REMINDERS))
        look_up("networks.talk_begun", titles_now)
        own_threads(Network, MANNERS)
        own_threads(Membership, requesting.MANNERS)
        own_threads(Approach, APPROACH_MANNERS)
        handlers.handle("networks.look", look)
        handlers.handle("networks.put_request", joining.put_request)
        handlers.handle("networks.put_proposal", choosing.put_proposal)
        handlers.handle("networks.tell_begun", tell_begun)
        handlers.handle("networks.tell_members", seeking.carry_to_members)
        handlers.handle("networks.put_ways", put_ways)
        handlers.handle("networks.bring_in", bring_in)
        handlers.handle("networks.tell_threads_go", forgetting.tell_threads_go)
        handlers.handle("networks.seal", seal)
        handlers.handle("networks.tell_opening", holding.tell_opening)
        handlers.handle("networks.tell_shown", holding.tell_shown)
        own_pools(pool_names)
        frame_by("member", member_frame)
        frame_by("country", country_frame)
        data_rights.register()
