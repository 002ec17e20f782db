from django.apps import AppConfig


class ThreadsConfig(AppConfig):
    name = "solidarity.threads"
    label = "threads"

    def ready(self) -> None:
        from solidarity.outbox import handlers
        from solidarity.threads import actions

        handlers.handle("threads.announce", actions.announce)
