"""Small ways to write down who chose what."""

from fractions import Fraction

from hypothesis import strategies as st

from decisions.methods.deciding import Question, decide
from decisions.methods.tally import ONE_PERSON, Cast, Tally

OPTIONS = ("a", "b", "c", "d")


def cast(choice, number=1, voices=1):
    """So many people who chose this."""
    return Cast(Tally(number, number * voices, 0, number), choice)


def casts(**numbers):
    """Stances by name: casts(agree=3, block=1)."""
    return [cast(stance, number) for stance, number in numbers.items() if number]


def people(number):
    return ONE_PERSON.times(number)


def asked(method, positions, *, electors=None, **extra):
    """The outcome of a question that these people may decide; without a number, those who did."""
    number = sum(each.behind.electors for each in positions) if electors is None else electors
    voices = max(number, sum(each.behind.voices for each in positions))
    return decide(Question(method, Tally(number, voices, 0, number), positions, **extra))


def ranking(words):
    """ "a b=c" is a before b and c, which are alike."""
    return tuple(frozenset(group.split("=")) for group in words.split())


def rankings(text):
    """ "5 ACBED, 3 CABED": so many people with this order."""
    found = []
    for each in text.split(", "):
        number, order = each.split()
        found.append(cast(tuple(frozenset(option) for option in order), int(number)))
    return found


RANKINGS = st.builds(
    lambda order, least: tuple(frozenset(option) for option in order[:least]),
    st.permutations(OPTIONS),
    st.integers(0, len(OPTIONS)),
)
VOICES = st.sampled_from([1, 1, 1, 2, Fraction(1, 3), Fraction(5, 2)])


def ballots(choices, most=9):
    """Lists of people, each with a choice."""
    return st.lists(st.builds(cast, choices, st.integers(1, 3), VOICES), min_size=1, max_size=most)
