from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "solidarity.people"
    label = "people"
