from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "solidarity.base"
    label = "base"
