"""Names, places and sentences made up from the words of `desk/demo/words.toml`."""

import tomllib
from pathlib import Path
from random import Random
from typing import Any

from solidarity.people.causes import Cause

WORDS = Path(__file__).resolve().parents[1] / "demo" / "words.toml"
MOST_CAUSES = 3


class Inventor:
    """Makes things up; the same ones for the same `chance`."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self._words: dict[str, dict[str, Any]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
        self._languages = list(self._words)
        self._shares = [words["share"] for words in self._words.values()]
        # Some causes have many networks, some few.
        self._causes = Cause.values
        self._weights = [1 / rank for rank in range(1, len(self._causes) + 1)]

    def language(self) -> str:
        """A language, the more frequent ones more often."""
        return self.chance.choices(self._languages, self._shares)[0]

    def causes(self) -> list[str]:
        """One to three causes."""
        most = self.chance.randint(1, MOST_CAUSES)
        return sorted(set(self.chance.choices(self._causes, self._weights, k=most)))

    def country(self, language: str) -> str:
        """A country, mostly one where the language is spoken; "" for what is in many."""
        if self.chance.random() < 0.1:
            return ""
        return str(self.chance.choice(self._words[language]["countries"]))

    def towns(self) -> list[tuple[str, str]]:
        """Each town, in each country in which its language is spoken."""
        return [
            (town, country)
            for words in self._words.values()
            for town in words["where"]
            for country in words["countries"]
        ]

    def network(self, language: str) -> dict[str, str]:
        """Name, summary, story and place of a network."""
        words, pick = self._words[language], self.chance.choice
        parts = {key: pick(words[key]) for key in ("what", "how", "where")}
        sentences = [pick(words["summary"]).format(**parts) for _each in range(4)]
        return {
            "name": pick(words["name"]).format(**parts),
            "summary": sentences[0],
            "story": f"{sentences[1]}\n\n{pick(words['moves'])} {sentences[2]}\n\n{sentences[3]}",
            "place": parts["where"],
        }

    def person(self, language: str) -> dict[str, str]:
        """Name, place and what moves somebody."""
        words, pick = self._words[language], self.chance.choice
        return {
            "name": f"{pick(words['given'])} {pick(words['after'])}",
            "place": pick(words["where"]),
            "moves_me": pick(words["moves"]) if self.chance.random() < 0.4 else "",
        }

    def answer(self, language: str) -> str:
        """What somebody writes to the stewards."""
        return " ".join(self.chance.choices(self._words[language]["moves"], k=2))
