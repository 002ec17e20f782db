from django.apps import AppConfig


class ValuesConfig(AppConfig):
    name = "values"

    def ready(self) -> None:
        from solidarity.people.sayings import say_by
        from values import data_rights
        from values.leads import lead_by
        from values.queries.naming import own_words_lead, what_she_says

        data_rights.register()
        say_by(what_she_says)
        lead_by("40-own-words", own_words_lead)
