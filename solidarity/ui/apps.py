from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "solidarity.ui"
    label = "ui"
