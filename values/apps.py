from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from values import data_rights
        from values.actions.consenting import leave_by
        from values.actions.pooling import leave_pools

        leave_by("pools", leave_pools)
        data_rights.register()
