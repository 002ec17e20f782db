"""Who may decide, as a file says it: names, networks with people and voices, or just how many."""

from typing import Any

from decisions.methods.tally import ONE_PERSON, Exact, Tally, together
from decisions.methods.weights import Band, by_band, why_not_bands
from decisions.records.fields import bad, exact, fields, items, shown, text, truth, under, whole

MOST = 100_000_000
Voices = str | tuple[Band, ...]  # "one_each", "own", or bands
WRONG = {
    "empty": "this needs at least one band",
    "order": "each band must begin higher than the one before",
    "negative": "no band may begin or weigh below 0",
}


class Electors:
    """The electorate: by name where they are named, and altogether."""

    def __init__(self, by_name: dict[str, Tally] | None, number: int = 0) -> None:
        self.by_name = by_name
        self.all = ONE_PERSON.times(number) if by_name is None else _summed(by_name)

    @property
    def each(self) -> Tally:
        """What stands behind a ballot without a name: only what is so for every elector."""
        kinds = {ONE_PERSON} if self.by_name is None else set(self.by_name.values())
        return kinds.pop() if len(kinds) == 1 else Tally(electors=1, voices=1)

    @property
    def are_equal(self) -> bool:
        """Whether nobody has more voices than another."""
        return self.by_name is None or all(each.voices == 1 for each in self.by_name.values())


def read_voices(value: Any) -> Voices:
    """How many voices each has."""
    if type(value) is str:
        if value not in ("one_each", "own"):
            bad("voices", f"{shown(value)} is none of: one_each, own, or an object with bands")
        return value
    said = fields(value, "voices", may=(), must=("bands",))
    bands = []
    for at, each in enumerate(items(said["bands"], "voices.bands")):
        path = f"voices.bands[{at}]"
        fields(each, path, may=(), must=("from", "voices"))
        least = whole(each["from"], under(path, "from"), least=0)
        bands.append(Band(least, exact(each["voices"], under(path, "voices"), least=0)))
    if wrong := why_not_bands(bands):
        bad("voices.bands", WRONG[wrong])
    return tuple(bands)


def read_electors(value: Any, voices: Voices) -> Electors:
    """The electorate of a list of names or objects, or of a number."""
    if type(value) is int:
        if voices != "one_each":
            bad("voices", "where electors are only a number, each has one voice")
        return Electors(None, whole(value, "electors", least=0, most=MOST))
    found: dict[str, Tally] = {}
    one_each = voices == "one_each"
    for at, each in enumerate(items(value, "electors")):
        if type(each) is str and one_each and each and not each.isspace():
            id, tally = each, ONE_PERSON
        else:
            id, tally = _elector(each, f"electors[{at}]", voices)
        if id in found:
            bad(f"electors[{at}]", f"{shown(id)} stands here twice")
        found[id] = tally
    return Electors(found)


def _elector(value: Any, path: str, voices: Voices) -> tuple[str, Tally]:
    said = {"id": value} if type(value) is str else value
    said = fields(said, path, may=("network", "people", "voices"), must=("id",))
    is_network = truth(said.get("network", False), under(path, "network"))
    people = 1
    if is_network:
        people = whole(said.get("people", 0), under(path, "people"), least=0)
    elif "people" in said:
        bad(under(path, "people"), "only a network has people behind it")
    tally = Tally(1, _voices(said, path, voices, people), int(is_network), people)
    return text(said["id"], under(path, "id")), tally


def _voices(said: dict[str, Any], path: str, voices: Voices, people: int) -> Exact:
    own = under(path, "voices")
    if voices == "own":
        if "voices" not in said:
            bad(own, "this is missing: “voices” says that each elector has her own")
        return exact(said["voices"], own, least=0)
    if "voices" in said:
        bad(own, 'this counts only where the file says "voices": "own"')
    if isinstance(voices, str):
        return 1
    if said.get("network") and "people" not in said:
        bad(under(path, "people"), "this is missing: bands want to know how many people there are")
    return by_band(people, voices)


def _summed(by_name: dict[str, Tally]) -> Tally:
    alike: dict[Tally, int] = {}
    for tally in by_name.values():
        alike[tally] = alike.get(tally, 0) + 1
    return together(tally.times(number) for tally, number in alike.items())
