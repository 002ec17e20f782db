from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "solidarity.desk"
    label = "desk"
