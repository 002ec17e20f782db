from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "solidarity.outbox"
    label = "outbox"

    def ready(self) -> None:
        from solidarity.outbox import actions, handlers

        handlers.handle("outbox.letter", actions.post_letter)
