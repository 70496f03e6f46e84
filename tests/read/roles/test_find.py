"""With weights of no sense at all every record stays sound, on any string."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.roles.made import heads, laid_out, vectors

from variorum.config import Choice
from variorum.read.roles.deeds import Deed, Family, Participant
from variorum.read.roles.estimate import fits
from variorum.read.roles.find import find_deeds, limits_of, read_deeds
from variorum.read.roles.findings import role_findings

TEXTS = (
    "",
    "🔥",
    "GUNMEN KILLED 12 PEOPLE IN ZARKA ON MONDAY, POLICE SAID. THE RED DAWN BRIGADE CLAIMED THE ATTACK.",
    "Gunmen killed 12 people in Zarka on Monday. “الجيش” blamed Amélie Doe, a teacher; two bombs hit the town hall on 3 May 2019 🔥.",
    "attack " * 300,
)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("seed", range(3))
def test_records_stay_sound(text: str, seed: int) -> None:
    parsed, view = laid_out(text)
    if not len(parsed.doc):
        return
    for deed in read_deeds(heads(seed), parsed, view, vectors(parsed, seed)):
        assert deed.participants
        for one in deed.participants:
            assert all(parsed.text[span.start : span.end] == span.exact for span in one.phrases)
    for finding in role_findings(parsed, read_deeds(heads(seed), parsed, view, vectors(parsed, seed)), ()):
        assert parsed.text[finding.evidence[0].start : finding.evidence[0].end] == finding.evidence[0].exact


@settings(max_examples=15)
@given(st.text(max_size=80))
def test_any_string(text: str) -> None:
    parsed, view = laid_out(text)
    if len(parsed.doc):
        role_findings(parsed, read_deeds(heads(0), parsed, view, vectors(parsed)), ())


def test_the_same_twice() -> None:
    parsed, view = laid_out(TEXTS[3])
    told = [read_deeds(heads(1), parsed, view, vectors(parsed)) for _ in range(2)]
    assert told[0] == told[1]


def test_what_rules_found_stands() -> None:
    parsed, view = laid_out(TEXTS[3])
    deeds = read_deeds(heads(2, lenience=4.0), parsed, view, vectors(parsed))
    found = role_findings(parsed, deeds, ())
    assert role_findings(parsed, deeds, found) == ()


def test_without_weights_nothing_is_said() -> None:
    parsed, view = laid_out(TEXTS[2])
    assert parsed.choice == Choice()
    ruled = type(parsed)(document=parsed.document, doc=parsed.doc, choice=Choice(reader="rules"))
    assert find_deeds(ruled, view) is None


def test_weights_of_another_version_are_not_used() -> None:
    arrays = dict(heads(0).arrays)
    assert fits(arrays)
    assert not fits({})
    assert not fits(arrays | {"net0.bias.weight": np.zeros((8, 3), dtype=np.float32)})
    assert not fits({name: array for name, array in arrays.items() if name != "net1.heads.act.bias"})


def test_limits_are_kept_as_text() -> None:
    assert limits_of(heads(0).notes).deed == pytest.approx(0.1)
    assert np.isclose(float(heads(0).notes["lenience"]), 1.0)


@pytest.mark.parametrize("family", ["people", "object", "instrument", "organisation"])
def test_blank_words_are_nobody(family: Family) -> None:
    parsed, _ = laid_out("Gunmen fired.\n\nA guard died.")
    blank = parsed.span(13, 15)
    one = Participant(family=family, words=blank, phrases=(blank,), likely=0.99, name=blank, footing="REPORTED AS FACT")
    deed = Deed(
        type="ATTACK", stage="ACCOMPLISHED", side=None, meant=None, unharmed=None, participants=(one,), when=None, places=(), likely=0.9
    )
    assert role_findings(parsed, [deed], ()) == ()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The mayor, Ada Vance, said that a bomb killed two men.", "Ada Vance", None),
        ("The last gunmen were shot and 93 guests were freed.", "guests were", ("guests", "REGAINED FREEDOM")),
        ("The captured man was named as Arno Karsh.", "Arno Karsh", None),
        ("A bomb hit the railway station and a cafe. Two women and a boy died.", "women and", ("women", "DEATH")),
    ],
)
def test_people_are_as_their_own_clause_has_them(text: str, words: str, expected: tuple[str, str] | None) -> None:
    parsed, _ = laid_out(text)
    span = parsed.span(text.index(words), text.index(words) + len(words))
    one = Participant(family="people", words=span, phrases=(span,), likely=0.99, effect="DEATH")
    deed = Deed(
        type="ATTACK", stage="ACCOMPLISHED", side=None, meant=None, unharmed=None, participants=(one,), when=None, places=(), likely=0.9
    )
    found = [(finding.evidence[0].exact, finding.value.effect) for finding in role_findings(parsed, [deed], ())]  # type: ignore[union-attr]
    assert found == ([] if expected is None else [expected])
