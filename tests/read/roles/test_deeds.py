from __future__ import annotations

import numpy as np
import pytest
from tests.read.roles.made import laid_out

from variorum.read.heads.view import View
from variorum.read.parsed import Parsed
from variorum.read.roles.choosing import FOOTING, PART, PLACE
from variorum.read.roles.choosing import TRAITS as CHOICES
from variorum.read.roles.counting import number_of
from variorum.read.roles.deeds import Deed, Draft, Limits, worthy
from variorum.read.roles.estimate import Estimates
from variorum.read.roles.features import phrase_features
from variorum.read.roles.labels import FOOTINGS, HEADS
from variorum.read.roles.phrases import NODE_KINDS, Ground, NodeKind, Phrase, phrases_of
from variorum.read.roles.tagging import TAGS, Kind, Tagged
from variorum.read.roles.weaving import drafts_of
from variorum.read.roles.worth import TRAITS

TEXT = (
    "Gunmen of the Red Dawn Brigade killed two teachers in Zarka on 3 May 2019. On 5 May 2019 a bomb destroyed the town hall of Belen. "
    "The teachers were sisters."
)


def phrases(parsed: Parsed, view: View, *found: tuple[str, Kind]) -> list[Phrase]:
    tagged = []
    for words, kind in found:
        start = parsed.text.index(words)
        span = parsed.doc.char_span(start, start + len(words), alignment_mode="expand")
        assert span is not None
        tagged.append(Tagged(start=span.start, end=span.end, kind=kind, likely=0.9))
    shares = np.full((len(parsed.doc), len(TAGS)), 1 / len(TAGS), dtype=np.float32)
    named = {phrase[0] for phrase in found}
    some = phrases_of(Ground(parsed=parsed, view=view, shares=shares), tagged)
    return [one for one in some if one.kind == "time" or any(parsed.doc[one.start].text in words for words in named)]


def estimates(some: list[Phrase], together: list[tuple[int, int]], said: dict[str, dict[int, str]]) -> Estimates:
    shares = {name: np.full((len(some), len(classes)), 0.01, dtype=np.float32) for name, classes in HEADS.items()}
    for at, phrase in enumerate(some):
        shares["role"][at, 1 + NODE_KINDS.index(phrase.kind)] = 0.9
        for name in HEADS:
            if name != "role":
                shares[name][at, HEADS[name].index(said.get(name, {}).get(at, HEADS[name][0]))] = 0.9
    logits = np.full((len(some), len(some)), -4.0, dtype=np.float32)
    for one, other in together:
        logits[one, other] = logits[other, one] = 4.0
    return Estimates(shares=shares, same=np.full_like(logits, -4.0), together=logits)


def ground(parsed: Parsed, view: View) -> Ground:
    return Ground(parsed=parsed, view=view, shares=np.zeros((len(parsed.doc), len(TAGS)), dtype=np.float32))


def drafted(parsed: Parsed, view: View, some: list[Phrase], said: Estimates) -> list[Draft]:
    here = ground(parsed, view)
    return drafts_of(here, some, said, phrase_features(here, some), Limits())


def table(name: str, traits: dict[str, float], *, bias: float, row: int = 0) -> dict[str, np.ndarray]:
    classes = len(FOOTINGS) if name == FOOTING else 1
    weight = np.zeros((classes, len(CHOICES[name])), dtype=np.float32)
    for trait, value in traits.items():
        weight[row, CHOICES[name].index(trait)] = value
    return {f"{name}.weight": weight, f"{name}.bias": np.full(classes, bias, dtype=np.float32)}


@pytest.fixture(scope="module")
def deeds(drafts: list[Draft]) -> list[Deed]:
    return [draft.deed for draft in drafts]


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    parsed, view = laid_out(TEXT)
    tagged: list[tuple[str, NodeKind]] = [
        ("Gunmen", "individual"), ("Red Dawn Brigade", "organisation"), ("two teachers", "description"), ("Zarka", "place"),
        ("a bomb", "instrument"), ("the town hall", "object"), ("Belen", "place"),
    ]  # fmt: skip
    some = phrases(parsed, view, *tagged)  # type: ignore[arg-type]
    at = {parsed.doc[one.start : one.end].text: index for index, one in enumerate(some)}
    first = [at[words] for words in ("Gunmen", "Red Dawn Brigade", "two teachers", "Zarka", "3 May 2019")]
    second = [at[words] for words in ("a bomb", "the town hall", "Belen", "5 May 2019")]
    together = [(one, other) for group in (first, second) for one in group for other in group if one < other]
    said = {
        "act": dict.fromkeys(second, "BOMBING"), "harm": {at["two teachers"]: "DEATH"}, "damage": {at["the town hall"]: "DESTROYED"},
        "instrument": {at["a bomb"]: "BOMB"}, "side": dict.fromkeys(first, "TERRORIST ACT"),
        "footing": {at["Red Dawn Brigade"]: "CLAIMED OR ADMITTED"},
    }  # fmt: skip
    return drafted(parsed, view, some, estimates(some, together, said))


def test_deeds_are_told_apart(deeds: list[Deed]) -> None:
    assert [(deed.type, [one.words.exact for one in deed.participants]) for deed in deeds] == [
        ("ATTACK", ["two teachers", "Gunmen", "Red Dawn Brigade"]),
        ("BOMBING", ["the town hall", "a bomb"]),
    ]


def test_day_place_and_side(deeds: list[Deed]) -> None:
    assert [deed.when.earliest.isoformat() if deed.when and deed.when.earliest else None for deed in deeds] == ["2019-05-03", "2019-05-05"]
    assert [[span.exact for span, _ in deed.places] for deed in deeds] == [["Zarka"], ["Belen"]]
    assert [deed.side for deed in deeds] == ["TERRORIST ACT", None]


def test_what_is_known_of_participants(deeds: list[Deed]) -> None:
    teachers, brigade = deeds[0].of("people")[0], deeds[0].of("organisation")[0]
    assert (teachers.effect, teachers.number, teachers.type) == ("DEATH", "2", "CIVILIAN")
    assert (brigade.footing, brigade.number) == ("CLAIMED OR ADMITTED", None)
    hall, bomb = deeds[1].of("object")[0], deeds[1].of("instrument")[0]
    assert (hall.effect, hall.number, bomb.type) == ("DESTROYED", "1", "BOMB")


def test_without_phrases_there_is_no_deed() -> None:
    parsed, view = laid_out("Nothing happened.")
    assert drafted(parsed, view, [], estimates([], [], {})) == []
    assert worthy([], {}, Limits()) == []


def test_only_deeds_worth_it_are_told(drafts: list[Draft]) -> None:
    arrays = {"worth.weight": np.zeros((1, len(TRAITS)), dtype=np.float32), "worth.bias": np.zeros(1, dtype=np.float32)}
    arrays["worth.weight"][0, TRAITS.index("act BOMBING")] = 9
    assert [deed.type for deed in worthy(drafts, arrays, Limits(worth=0.6))] == ["BOMBING"]
    assert worthy(drafts, {}, Limits(worth=0.6)) == [draft.deed for draft in drafts]


def test_participants_are_chosen_by_their_traits(drafts: list[Draft]) -> None:
    arrays = table(PART, {"is people": 4, "is object": 4}, bias=-2)
    assert [[one.family for one in deed.participants] for deed in worthy(drafts, arrays, Limits())] == [["people"], ["object"]]
    assert worthy(drafts, table(PART, {}, bias=-9), Limits()) == []


def test_places_are_chosen_by_their_traits(drafts: list[Draft]) -> None:
    arrays = table(PLACE, {"mean beside": 8}, bias=-4)
    assert [[span.exact for span, _ in deed.places] for deed in worthy(drafts, arrays, Limits())] == [["Zarka"], ["Belen"]]
    assert [deed.places for deed in worthy(drafts, table(PLACE, {}, bias=-9), Limits())] == [(), ()]


def test_the_footing_of_a_body_may_be_learnt(drafts: list[Draft]) -> None:
    arrays = table(FOOTING, {"mean CLAIMED OR ADMITTED": 9}, bias=0, row=FOOTINGS.index("POSSIBLE"))
    assert [one.footing for deed in worthy(drafts, arrays, Limits()) for one in deed.of("organisation")] == ["POSSIBLE"]


def test_a_table_for_other_traits_is_not_asked(drafts: list[Draft]) -> None:
    arrays = {"part.weight": np.zeros((1, 3), dtype=np.float32), "part.bias": np.full(1, -9, dtype=np.float32)}
    assert worthy(drafts, arrays, Limits()) == [draft.deed for draft in drafts]


def test_the_country_is_that_of_the_places_beside() -> None:
    parsed, view = laid_out("In France the minister spoke. Gunmen killed two teachers in Bogota, Colombia.")
    some = phrases(parsed, view, ("Gunmen", "individual"), ("two teachers", "description"), ("France", "place"), ("Bogota", "place"))
    at = {parsed.doc[one.start : one.end].text: index for index, one in enumerate(some)}
    together = [(at["Gunmen"], at["two teachers"]), (at["two teachers"], at["Bogota"])]
    (draft,) = drafted(parsed, view, some, estimates(some, together, {}))
    assert draft.deed.land == "CO"
    assert [span.exact for span, _ in draft.deed.places] == ["Bogota"]


@pytest.mark.parametrize(
    ("text", "words", "number"),
    [
        ("They killed two teachers.", "two teachers", "2"),
        ("They killed at least 12 teachers.", "teachers", "12-"),
        ("They killed about 20 people.", "people", "~20"),
        ("They killed several farmers.", "farmers", "PLURAL"),
        ("They killed farmers.", "farmers", "PLURAL"),
        ("They killed a farmer.", "a farmer", "1"),
    ],
)
def test_numbers(text: str, words: str, number: str) -> None:
    parsed, view = laid_out(text)
    assert number_of(parsed, phrases(parsed, view, (words, "description"))[0]) == number
