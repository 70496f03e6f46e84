from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.read.attributions.quotations import find_quotations, joined, quotation_at


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said: “We go. It's done,” and left.", ["“We go. It's done,”"]),
        ('He said: "We go," and then "we stay."', ['"We go,"', '"we stay."']),
        ("'We are lost,' he said. 'It isn't over.' The dogs' owner wept.", ["'We are lost,'", "'It isn't over.'"]),
        ("''Yes, I don't,'' he said. ``No'' was all.", ["''Yes, I don't,''", "``No''"]),
        ("«Oui», dit-il.", ["«Oui»"]),
        ("“One.\n\n“Two,” she said.", ["“One.", "“Two,”"]),
        ("He calls it “over and done“ now. “We go,” he said.", ["“over and done“", "“We go,”"]),
        ("“One,’’ he said.\nHe left. “Two.’’", ["“One,’’", "“Two.’’"]),
        ("‘Come here,’ she said. It’s the men’s camp.", ["‘Come here,’"]),
        ("The students' rights and the dogs' dinner", []),
        ('left open "and never closed', ['"and never closed']),
        ("", []),
    ],
)
def test_finds(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_quotations(text)] == found


def test_an_open_one_runs_on() -> None:
    first, second = find_quotations("“One.\n\n“Two,” she said.")
    assert first.open_ended
    assert not second.open_ended
    text = "“One.\n\n“Two,” she said."
    assert [text[one.start : one.end] for one in joined((first, second), text)] == ["“One.\n\n“Two,”"]


def test_an_open_one_stays_with_the_words_before_it() -> None:
    text = "“One,” he said. “Two.\n\n“Three,” he went on."
    assert [text[one.start : one.end] for one in joined(find_quotations(text), text)] == ["“One,”", "“Two.", "“Three,”"]


@given(st.text(alphabet="ab \n.,\"'“”‘’«»`", max_size=80))
def test_disjoint_and_in_order(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= one.start <= one.inner_start <= one.inner_end <= one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for offset in range(len(text)):
        held = quotation_at(found, offset)
        assert held == next((one for one in found if one.start <= offset < one.end), None)
