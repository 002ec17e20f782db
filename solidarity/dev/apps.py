from django.apps import AppConfig


class DevConfig(AppConfig):
    name = "solidarity.dev"
    label = "dev"
