from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "solidarity.inbox"
    label = "inbox"

    def ready(self) -> None:
        from solidarity.inbox import actions, data_rights
        from solidarity.outbox import handlers

        handlers.handle("inbox.mail", actions.mail_notice)
        handlers.when_refused(actions.refused_address)
        data_rights.register()
