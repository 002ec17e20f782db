"""Counting a decision again, from its file alone."""

import json
import re
from fractions import Fraction
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from decisions.methods.approval import Approval
from decisions.methods.consensus import Consensus, ConsensusMinus, OneIn
from decisions.methods.consent import Consent
from decisions.methods.deciding import Question, decide
from decisions.methods.majority import Base, Majority, SuperMajority
from decisions.methods.runoff import Runoff
from decisions.methods.schulze import Schulze
from decisions.methods.score import Score
from decisions.methods.sense import SenseCheck
from decisions.methods.shares import EqualShares
from decisions.methods.tally import Cast, Exact, Tally
from decisions.reasons import REASONS, reason_in_words
from decisions.records import BadRecord, read
from decisions.records.methods import METHODS
from decisions.records.reading import MAY, MUST, RESULT_MAY
from decisions.reports import differences, told
from tests.decisions.building import OPTIONS
from tests.servers import ROOT

NODE = ROOT.parent / "shared" / "data" / "decisions" / "node_tsc_votes" / "votes.json"
DOCS = ROOT / "docs"
GARDEN = {
    "format": "solidarity-decision/1",
    "question": "Do we open the garden on Sundays?",
    "method": {"name": "consensus"},
    "electors": ["ana", "ben", "cleo"],
    "positions": {"ana": "agree", "ben": "stand_aside"},
}
BLOCK = {"stance": "block", "reason": "Nobody asked the neighbours.", "rests_on": "We ask first"}


@pytest.fixture
def recount(tmp_path):
    """What the command says of a file with this content."""

    def recounted(said, **options):
        path, out = tmp_path / "decision.json", StringIO()
        path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
        call_command("recount", path, stdout=out, **options)
        return json.loads(out.getvalue()) if options.get("json") else out.getvalue()

    return recounted


def garden(**changes):
    """The garden's file with other fields; None takes one out."""
    found = GARDEN | changes
    return {name: value for name, value in found.items() if value is not None}


def counted(**changes):
    return decide(read(json.dumps(garden(**changes))).question)


def test_a_file_written_by_hand_is_counted_for_people(recount):
    said = recount(garden(positions=GARDEN["positions"] | {"cleo": BLOCK}))

    assert said.startswith("Do we open the garden on Sundays?\nNot agreed yet. Blocks: 1.")
    assert "cleo, block: Nobody asked the neighbours." in said


def test_for_programs_everything_is_told(recount):
    found = recount(garden(), json=True)

    assert found["result"] == "adopted"
    assert found["reason"] == {
        "code": "no_block",
        "numbers": {"agree": 1, "reservations": 0, "stand_aside": 1},
    }
    assert found["counts"]["agree"] == {"electors": 1, "voices": 1, "networks": 0, "people": 1}
    assert (found["taken"]["electors"], found["electorate"]["electors"]) == (2, 3)
    assert found["sentence"].startswith("Adopted: no block stands.")


def test_it_reaches_no_database(recount):
    """No mark of a database is on this module: a query would fail here."""
    assert "Adopted" in recount(garden())


def test_what_was_published_is_compared(recount):
    assert "The same as published." in recount(garden(outcome={"result": "adopted"}))
    counts = {"agree": {"electors": 2}}
    with pytest.raises(
        CommandError, match=r"outcome.counts.agree.electors: published 2, counted 1"
    ):
        recount(garden(outcome={"counts": counts}))


def test_networks_bring_people_and_voices():
    bodies = [
        {"id": "bakers", "network": True, "people": 34, "voices": "5/2"},
        {"id": "gardeners", "network": True, "people": 3, "voices": 1},
        {"id": "ana", "voices": 1},
    ]
    outcome = counted(
        method={"name": "majority"},
        voices="own",
        electors=bodies,
        positions={"bakers": "yes", "gardeners": "no", "ana": "no"},
    )

    assert outcome.counts["yes"] == Tally(1, Fraction(5, 2), 1, 34)
    assert outcome.counts["no"] == Tally(2, 2, 1, 4)
    assert outcome.result == "adopted"


def test_bands_make_voices_of_sizes():
    bands = {"bands": [{"from": 1, "voices": 1}, {"from": 30, "voices": 2}]}
    bakers = {"id": "bakers", "network": True, "people": 30}
    outcome = counted(
        method={"name": "majority"},
        voices=bands,
        electors=[bakers, "ana"],
        positions={"bakers": "yes", "ana": "no"},
    )

    assert outcome.reason.numbers["yes"] == 2
    assert outcome.result == "adopted"


def test_a_withdrawn_block_and_words_that_were_taken_out():
    positions = {
        "ana": "agree",
        "ben": BLOCK | {"withdrawn": True},
        "cleo": {"stance": "block", "reason": None, "rests_on": None},
    }
    record = read(json.dumps(garden(positions=positions)))
    outcome = decide(record.question)

    assert outcome.reason.numbers == {"blocks": 1, "allowed": 0}
    assert [(words.by, words.stands, words.reason) for words in record.words] == [
        ("ben", False, "Nobody asked the neighbours."), ("cleo", True, "")
    ]  # fmt: skip


def test_ballots_without_names_and_only_counts():
    outcome = counted(
        electors=9, positions=None, ballots=["agree", {"stance": "agree", "times": 4, "code": "x7"}]
    )

    assert outcome.counts["agree"].electors == 5
    assert outcome.electorate.electors == 9


def test_options_are_called_by_their_titles(recount):
    options = [{"id": "a", "title": "A shed"}, {"id": "b", "title": "A pond"}]
    said = recount(
        garden(method={"name": "approval"}, options=options, positions={"ana": ["b"], "ben": []})
    )

    assert "Chosen: A pond." in said


def test_what_people_wrote_cannot_move_the_cursor(recount):
    said = recount(garden(question="Shall\x1b[2J we\ndance?"))

    assert said.startswith("Shall [2J we dance?\n")


def test_numbers_are_read_exactly():
    nine = {"name": "super_majority", "share": "90 %"}
    for share in ("90 %", "9/10", "0.9"):
        said = json.dumps(garden(method=nine | {"share": share}, positions={}))
        assert read(said).question.method.share == Fraction(9, 10)
    text = json.dumps(garden(method=nine, positions={})).replace('"90 %"', "0.9")
    assert read(text).question.method.share == Fraction(9, 10)


def test_a_later_round_counts_by_the_method_it_fell_back_on():
    fallback = {"after_rounds": 2, "method": {"name": "majority"}}
    method = {"name": "consensus", "fallback": fallback}
    votes = {"ana": "yes", "ben": "yes", "cleo": "no"}

    assert counted(method=method, round=2).reason.code == "no_block"
    assert counted(method=method, round=3, positions=votes).reason.code == "majority"
    with pytest.raises(BadRecord, match="is none of: agree"):
        counted(method=method, round=2, positions=votes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "solidarity-decision/2"}, "format: this command reads"),
        ({"format": None}, "format: this is missing"),
        ({"electors": None}, "electors: this is missing"),
        ({"electors": "ana"}, "electors: this must be a list"),
        ({"electors": ["ana", "ana"]}, 'electors[1]: "ana" stands here twice'),
        ({"electors": ["ana", 3]}, "electors[1]: this must be an object"),
        ({"electors": ["ana", " "]}, "electors[1].id: this is empty"),
        ({"electors": [{"id": "ana", "voice": 1}]}, "electors[0].voice: there is no such field"),
        ({"electors": [{"id": "ana", "voices": 1}]}, "electors[0].voices: this counts only"),
        ({"electors": [{"id": "ana", "people": 3}]}, "electors[0].people: only a network"),
        ({"electors": 3}, "electors: positions want electors by name"),
        ({"electors": -1}, "electors: this must be 0 or more"),
        ({"voices": "own"}, "electors[0].voices: this is missing"),
        ({"voices": "many"}, 'voices: "many" is none of'),
        ({"voices": {"bands": []}}, "voices.bands: this needs at least one"),
        ({"voices": {"bands": [{"from": 0}]}}, "voices.bands[0].voices: this is missing"),
        ({"method": "consensus"}, "method: this must be an object such as"),
        ({"method": {}}, "method.name: this is missing"),
        ({"method": {"name": "coin"}}, 'method.name: "coin" is none of: sense_check'),
        ({"method": {"name": "one_in"}}, "method.of: this is missing"),
        ({"method": {"name": "one_in", "of": 0}}, "method.of: this must be 1 or more"),
        ({"method": {"name": "consensus", "blocks": 1}}, "method.blocks: there is no such field"),
        ({"method": {"name": "consensus", "stand_asides": "x"}}, 'method.stand_asides: "x" is no'),
        ({"method": {"name": "majority", "base": "all"}}, 'method.base: "all" is none of: taken'),
        ({"method": {"name": "super_majority", "share": "1/2"}}, "method.share: this must be more"),
        (
            {"method": {"name": "super_majority", "share": "1/0"}},
            'method.share: "1/0" is no number',
        ),
        (
            {"method": {"name": "super_majority", "share": 2}},
            "method.share: this must be 1 or less",
        ),
        ({"method": {"name": "schulze"}}, "options: “schulze” chooses among options"),
        (
            {"method": {"name": "schulze", "lot": ["a"]}, "options": ["a", "b"]},
            "method.lot: this m",
        ),
        (
            {"method": {"name": "equal_shares", "budget": 1}, "options": ["a"]},
            "options[0].cost: th",
        ),
        ({"method": {"name": "approval", "seats": 3}, "options": ["a"]}, "method.seats: this must"),
        ({"method": {"name": "score", "low": 5}, "options": ["a"]}, "method.high: this must be 6"),
        ({"options": ["a", "a"]}, 'options[1]: the option "a" stands here twice'),
        ({"quorum": "3/2"}, "quorum: this must be 1 or less"),
        ({"quorum": True}, "quorum: this must be a number"),
        ({"round": 0}, "round: this must be 1 or more"),
        ({"round": 1.5}, "round: this must be a whole number, and is 3/2"),
        ({"question": 3}, "question: this must be words"),
        ({"notes": "x"}, "notes: there is no such field here"),
        ({"positions": []}, "positions: this must be an object"),
        ({"positions": None}, "positions: a file has either positions"),
        ({"ballots": []}, "positions: a file has either positions"),
        ({"positions": {"dov": "agree"}}, "positions.dov: this elector is not in the list"),
        ({"positions": {"ana": "maybe"}}, 'positions.ana: "maybe" is none of: agree'),
        ({"positions": {"ana": "block"}}, "positions.ana: this needs a reason"),
        ({"positions": {"ana": 1}}, "positions.ana: this must be an object"),
        ({"positions": {"ana": {"stance": "block"}}}, "positions.ana.reason: a block says its"),
        ({"positions": {"ana": BLOCK | {"reason": ""}}}, "positions.ana.reason: this is empty"),
        (
            {"positions": {"ana": {"stance": "block", "reason": "No"}}},
            "positions.ana.rests_on: a block says the purpose",
        ),
        (
            {"positions": {"ana": {"stance": "agree", "withdrawn": True}}},
            "positions.ana.withdrawn: only a block",
        ),
        (
            {"electors": ["Ana B"], "positions": {"Ana B": "no"}},
            'positions["Ana B"]: "no" is none of',
        ),
        ({"positions": None, "ballots": ["agree"] * 4}, "ballots[3]: there are more ballots than"),
        (
            {"positions": None, "ballots": [{"stance": "agree", "times": 0}]},
            "ballots[0].times: this must be 1",
        ),
        ({"outcome": {"winner": "a"}}, "outcome.winner: there is no such field"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_path_in_one_line(recount, changes, said):
    with pytest.raises(CommandError) as caught:
        recount(garden(**changes))

    assert f"decision.json: {said}" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "position", "said"),
    [
        ("approval", ["a", "x"], 'positions.ana[1]: "x" is none of: a, b'),
        ("approval", ["a", "a"], "positions.ana: an option stands here twice"),
        ("approval", {"approve": "a"}, "positions.ana.approve: this must be a list"),
        ("schulze", ["a", ["b", "a"]], "positions.ana: an option stands here twice"),
        ("schulze", ["a", [["b"]]], "positions.ana[1][0]: a list is none of"),
        ("runoff", {"scores": {}}, "positions.ana.scores: there is no such field"),
        ("score", ["a"], "positions.ana: this must be points"),
        ("score", {"scores": {"a": 6}}, "positions.ana.scores.a: this must be 5 or less"),
        ("score", {"scores": {"x": 1}}, 'positions.ana.scores.x: "x" is none of'),
        ("score", {"scores": {"a": 1.5}}, "positions.ana.scores.a: this must be a whole"),
    ],
)
def test_what_is_wrong_with_a_choice_is_said_too(recount, name, position, said):
    with pytest.raises(CommandError) as caught:
        recount(garden(method={"name": name}, options=["a", "b"], positions={"ana": position}))

    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1, column 1: this is no JSON"),
        ("{'a': 1}", "line 1, column 2: this is no JSON"),
        ("[]", "this must be an object"),
        ('{"format": "solidarity-decision/1", "quorum": NaN}', "NaN cannot be read exactly"),
        ('{"quorum": 1e999999}', "1e999999 cannot be read exactly"),
        ('{"quorum": ' + "9" * 5000 + "}", "too many digits"),
        ("[" * 100_000, "nested too deeply"),
        (
            json.dumps(GARDEN).replace('"ben": "s', '"ana": "s'),
            "positions.ana: this stands here tw",
        ),
        (json.dumps(GARDEN)[:-1] + ', "format": "x"}', "format"),
    ],
)
def test_what_is_no_such_file_at_all_is_said_as_well(recount, text, said):
    with pytest.raises(CommandError) as caught:
        recount(text)

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_said_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("recount", tmp_path / "nothing.json")
    (tmp_path / "picture.json").write_bytes(b"\xff\xfe\x00PNG")
    with pytest.raises(CommandError, match="no text in UTF-8"):
        call_command("recount", tmp_path / "picture.json")


STANCE = st.sampled_from
SUBSET = st.frozensets(st.sampled_from(OPTIONS))
ORDER = st.permutations(OPTIONS).map(lambda order: tuple(frozenset(o) for o in order))
POINTS = st.dictionaries(st.sampled_from(OPTIONS), st.integers(0, 5)).map(
    lambda given: tuple((option, given[option]) for option in OPTIONS if option in given)
)
COSTS: dict[str, Exact] = {"a": 7, "b": 5, "c": Fraction(7, 2), "d": 2}
KINDS = [
    (SenseCheck(), {"name": "sense_check"}),
    (Consensus(stand_asides=2), {"name": "consensus", "stand_asides": 2}),
    (
        ConsensusMinus(stand_aside_share=Fraction(1, 3), blocks=2),
        {"name": "consensus_minus", "blocks": 2, "stand_asides": "1/3"},
    ),
    (OneIn(of=3), {"name": "one_in", "of": 3}),
    (Consent(), {"name": "consent"}),
    (Majority(Base.TAKEN), {"name": "majority", "base": "taken"}),
    (
        SuperMajority(Base.ELECTORS, Fraction(3, 5)),
        {"name": "super_majority", "base": "electors", "share": "60 %"},
    ),
    (Approval(OPTIONS, 2), {"name": "approval", "seats": 2}),
    (Score(OPTIONS), {"name": "score"}),
    (Schulze(OPTIONS), {"name": "schulze"}),
    (Runoff(OPTIONS, ("c", "a", "d", "b")), {"name": "runoff", "lot": ["c", "a", "d", "b"]}),
    (
        EqualShares(COSTS, 12, completion="raise", step=Fraction(1, 2)),
        {"name": "equal_shares", "budget": 12, "completion": "raise", "step": "1/2"},
    ),
]


def choices_of(method):
    if method.name in ("schulze", "runoff"):
        return ORDER
    if method.name in ("score", "equal_shares"):
        return POINTS
    return SUBSET if method.name == "approval" else st.sampled_from(method.names)


def written(choice, method):
    """A choice as a file says it."""
    if method.name == "approval":
        return sorted(choice)
    if method.name in ("score", "equal_shares"):
        return {"scores": dict(choice)}
    if not isinstance(choice, str):
        return [sorted(group) for group in choice]
    stance = choice.removesuffix("_withdrawn")
    said = {"stance": stance, "withdrawn": stance != choice}
    rests = {"rests_on": "purpose"} if stance == "block" else {}
    return said | {"reason": "For it"} | rests if stance in ("block", "objection") else choice


@pytest.mark.parametrize(("method", "settings"), KINDS, ids=lambda kind: getattr(kind, "name", ""))
@given(data=st.data())
def test_a_recount_is_the_method_called_directly(method, settings, data):
    said = data.draw(st.lists(choices_of(method), max_size=8))
    voices = data.draw(st.lists(st.fractions(0, 3, max_denominator=4), min_size=12, max_size=12))
    quorum = data.draw(st.fractions(0, 1, max_denominator=5))
    bodies = [
        {"id": f"e{at}", "voices": str(voices[at]), "network": True, "people": at}
        for at in range(len(said) + 2)
    ]
    tallies = [Tally(1, voices[at], 1, at) for at in range(len(bodies))]
    asked = Question(
        method,
        Tally(len(bodies), sum(voices[: len(bodies)]), len(bodies), sum(range(len(bodies)))),
        [Cast(tallies[at], choice) for at, choice in enumerate(said)],
        quorum,
    )

    direct = decide(asked)
    record = read(json.dumps({
        "format": "solidarity-decision/1", "method": settings, "voices": "own",
        "electors": bodies, "quorum": str(quorum), "outcome": told(direct),
        "positions": {f"e{at}": written(choice, method) for at, choice in enumerate(said)},
        **({"options": [{"id": o, "cost": str(COSTS[o])} for o in OPTIONS]}
           if method.names == OPTIONS else {}),
    }))  # fmt: skip

    recounted = decide(record.question)
    assert recounted == direct
    assert differences(record.published, recounted) == []
    assert reason_in_words(recounted)


def test_every_example_in_the_docs_is_counted(recount):
    examples = re.findall(r"```json\n(.*?)```", (DOCS / "recount.md").read_text(), re.S)

    assert len(examples) == 2
    assert [recount(example, json=True)["result"] for example in examples] == [
        "further_round", "chosen"
    ]  # fmt: skip


def test_the_schema_names_what_the_command_reads():
    schema = json.loads((DOCS / "recount.schema.json").read_text())
    methods = schema["$defs"]["method"]["oneOf"]

    assert set(schema["properties"]) == {*MAY, *MUST}
    assert set(schema["required"]) == {*MUST}
    assert set(schema["properties"]["outcome"]["properties"]) == {*RESULT_MAY}
    assert [each["properties"]["name"]["const"] for each in methods] == [*METHODS]
    for each, reader in zip(methods, METHODS.values(), strict=True):
        assert set(each["properties"]) == {"name", "fallback", *reader.may, *reader.must}
        assert set(each["required"]) == {"name", *reader.must}


def test_the_docs_name_each_method_and_result():
    text = (DOCS / "recount.md").read_text()

    assert all(f"`{name}`" in text for name in METHODS)


def test_every_reason_has_words_in_every_language():
    source = "".join(path.read_text() for path in (ROOT / "decisions" / "methods").glob("*.py"))
    codes = set(re.findall(r'Reason\("(\w+)"|"(no_electors|no_positions)"', source))

    assert {one or other for one, other in codes} <= set(REASONS)
    for language in ("en", "es", "ar"):
        with translation.override(language):
            assert all(str(words) for words in REASONS.values())


@pytest.fixture(scope="module")
def votes():
    """Votes of Node's Technical Steering Committee, where they lie beside the project."""
    if not NODE.exists():
        pytest.skip("the data are kept beside the project, never in it")
    return json.loads(NODE.read_text())


def test_real_votes_for_and_against_come_out_as_published(votes, recount):
    words = {1: "yes", -1: "no", 0: "abstain"}
    plain = [vote for vote in votes if vote["kind"] == "for_against_abstain"]
    assert plain

    for vote in plain:
        positions = {who: words[said] for who, said in vote["votes"].items()}
        tally = {"yes": "for", "no": "against", "abstain": "abstain"}
        counts = {ours: {"electors": vote["tally"][theirs]} for ours, theirs in tally.items()}
        outcome = {"counts": counts} | ({"result": "adopted"} if vote["outcome"] == "Yes" else {})
        recount(garden(method={"name": "majority"}, electors=[*positions], positions=positions,
                       outcome=outcome))  # fmt: skip


def test_real_votes_among_options_come_out_as_published(votes, recount):
    among = [vote for vote in votes if vote["kind"] == "scored_options"]
    assert among

    for vote in among:
        positions = {who: order_of(scores) for who, scores in vote["votes"].items()}
        found = recount(
            garden(method={"name": "schulze"}, electors=[*positions], positions=positions,
                   options=vote["options"], outcome={"chosen": vote["schulze_winner"]}),
            json=True,
        )  # fmt: skip
        assert (found["reason"]["code"] == "condorcet") == bool(vote["condorcet_winner"])


def order_of(scores):
    return [
        [option for option, given in scores.items() if given == points]
        for points in sorted(set(scores.values()), reverse=True)
    ]
