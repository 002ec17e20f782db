from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        from networks.actions.talking import MANNERS
        from networks.models import Network
        from networks.queries import share_a_network
        from networks.tasks import bring_in, look
        from solidarity.outbox import handlers
        from solidarity.people.companions import share_by
        from solidarity.threads.owners import own_threads

        share_by(share_a_network)
        own_threads(Network, MANNERS)
        handlers.handle("networks.look", look)
        handlers.handle("networks.bring_in", bring_in)
