from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "networks"

    def ready(self) -> None:
        from networks import data_rights
        from networks.actions import forgetting, requesting
        from networks.actions.talking import APPROACH_MANNERS, MANNERS
        from networks.actions.ways import put_ways
        from networks.models import Approach, Membership, Network
        from networks.queries import share_a_network
        from networks.tasks import bring_in, look
        from solidarity.outbox import handlers
        from solidarity.people.companions import share_by
        from solidarity.threads.owners import own_threads

        share_by(share_a_network)
        own_threads(Network, MANNERS)
        own_threads(Membership, requesting.MANNERS)
        own_threads(Approach, APPROACH_MANNERS)
        handlers.handle("networks.look", look)
        handlers.handle("networks.put_ways", put_ways)
        handlers.handle("networks.bring_in", bring_in)
        handlers.handle("networks.tell_threads_go", forgetting.tell_threads_go)
        data_rights.register()
