from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        from networks.queries import share_a_network
        from networks.tasks import look
        from solidarity.outbox import handlers
        from solidarity.people.companions import share_by

        share_by(share_a_network)
        handlers.handle("networks.look", look)
