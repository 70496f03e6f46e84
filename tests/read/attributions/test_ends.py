from __future__ import annotations

from collections.abc import Callable

import pytest

from variorum.read.attributions.ends import Phrases, chance, weights
from variorum.read.attributions.quotations import find_quotations
from variorum.read.attributions.raw import Raw
from variorum.read.parsed import Parsed

Understand = Callable[[str], Parsed]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor praised the bridge, which the army had built in May.", "The mayor", "the bridge"),
        ("The mayor said that the bridge was closed for good.", "The mayor", "that the bridge was closed for good"),
        (
            "The mayor said the bridge was closed, the road was cut and the mill had burnt down.",
            "The mayor",
            "the bridge was closed, the road was cut and the mill had burnt down",
        ),
        ("The miller said that the mill had burnt down, a claim that the army rejected.", "The miller", "that the mill had burnt down"),
    ],
)
def test_words_end(understand: Understand, text: str, source: str, content: str) -> None:
    found = next(one for one in understand(text).attributions if one.source and one.source[0].exact == source)
    assert [span.exact for span in found.content] == [content]


def test_what_is_cut_off_is_said_by_the_same(understand: Understand) -> None:
    text = "The mayor said that the bridge was closed, adding that the mill had burnt down."
    found = [(one.cue[0].exact, one.source[0].exact, one.content[0].exact) for one in understand(text).attributions if one.source]
    assert ("adding", "The mayor", "that the mill had burnt down") in found


def test_steps_go_from_left_to_right_inside_the_sentence(understand: Understand) -> None:
    parsed = understand("The mayor said that the bridge was closed, which is bad, and that the mill burnt. Nobody knew.")
    said = next(token for token in parsed.doc if token.lower_ == "said")
    start = parsed.text.index("that")
    raw = Raw(content=[(start, parsed.text.index(", which"))], cue=[(said.i, said.i + 1)], cue_token=said)
    steps = list(Phrases(parsed.doc, find_quotations(parsed.text)).steps(raw, frozenset()))
    firsts = [step.first for step in steps]
    assert firsts == sorted(firsts)
    assert all(step.end <= step.first for step in steps)
    assert all(token.sent == said.sent for token in (parsed.doc[first] for first in firsts))
    assert all(0 < chance(step) < 1 for step in steps)


def test_weights_have_a_bias() -> None:
    assert "bias" in weights()
