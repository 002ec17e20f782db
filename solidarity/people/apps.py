from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "solidarity.people"
    label = "people"

    def ready(self) -> None:
        from solidarity.base.resealing import keep_sealed
        from solidarity.outbox import handlers
        from solidarity.people.actions import exporting, leaving, securing
        from solidarity.people.data_rights import own

        keep_sealed("files that people fetch about themselves", exporting.FILES)
        keep_sealed("secrets of apps for signing in", securing.APPS)
        own.register()
        handlers.handle("people.export", exporting.make_export)
        handlers.handle("people.erase", leaving.erase_when_due)
        handlers.handle("people.note_wish", leaving.note_wish)
