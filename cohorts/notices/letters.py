"""With which words a letter begins: kind, in the language of whoever gets it, to be changed."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.models import Answered, Application


def first_words(application: Application, state: str, *, by: str) -> str:
    """A letter to begin with; by: who signs it. The mail greets before it."""
    language = application.person.interface_language
    return words_in(language, state, cohort=application.cohort.network.name, by=by)


def words_in(language: str, state: str, *, cohort: str, by: str) -> str:
    """The same in a language, for whoever reads it."""
    said = {"cohort": cohort, "by": by}
    with override(language):
        return "\n\n".join([_middle(state) % said, said["by"]])


def _middle(state: str) -> str:
    if state == Answered.ACCEPTED:
        return _(
            "we are glad to say: there is a seat for you in %(cohort)s. Thank you for talking"
            " with us. You find the others, and what comes next, on its page."
        )
    if state == Answered.WAITING:
        return _(
            "thank you for applying to %(cohort)s, and for what you told us. All seats are taken"
            " now, and we would like to have you with us: you are on the waiting list. If a seat"
            " becomes free we write to you."
        )
    return _(
        "thank you for applying to %(cohort)s, and for what you told us. This time we cannot offer"
        " you a seat: more people applied than can come, and we looked for people who differ. It"
        " says nothing about your work. We hope to meet you another time."
    )
