from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "solidarity.people"
    label = "people"

    def ready(self) -> None:
        from solidarity.outbox import handlers
        from solidarity.people.actions import exporting, leaving
        from solidarity.people.data_rights import own

        own.register()
        handlers.handle("people.export", exporting.make_export)
        handlers.handle("people.erase", leaving.erase_when_due)
        handlers.handle("people.note_wish", leaving.note_wish)
