from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "solidarity.threads"
    label = "threads"

    def ready(self) -> None:
        from solidarity.inbox.bodies import comes_from, source_of
        from solidarity.inbox.kinds import Group, belong_to
        from solidarity.outbox import handlers
        from solidarity.people.companions import meet_by
        from solidarity.threads import actions, data_rights
        from solidarity.threads.models import Conversation, Thread
        from solidarity.threads.owners import Manners, own_threads
        from solidarity.threads.queries import address_of, both_of, conversation_between
        from solidarity.threads.rules import voice_between

        def no_trace(conversation: Conversation, **_what: object) -> None:
            """Nobody keeps order between two people."""

        meet_by(lambda person, other: conversation_between(person, other) is not None)
        own_threads(
            Conversation,
            Manners(voice_between, both_of, address_of, trace=no_trace, tells_all=True),
        )
        handlers.handle("threads.announce", actions.announce)
        comes_from(Thread, lambda thread: source_of(thread.owner))
        mine = ("letter", "called", "answered", "announced", "taken_down")
        belong_to(Group.MINE, *(f"threads.{name}" for name in mine))
        data_rights.register()
