import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.export.sentences import REACH, sentence, visible
from variorum.model import Span


def marked(text: str, *words: str) -> str:
    spans = [Span.of(text, text.index(word), text.index(word) + len(word)) for word in words]
    marks = {"value": "[{}]", "context": "({})", None: "{}"}
    return "".join(marks[run.mark].format(run.text) for run in sentence(text, spans))


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("One came. Two people died. A third fled.", "Two people", "[Two people] died."),
        ("Gen. A. Petrov said two people died. He left.", "two people", "Gen. A. Petrov said [two people] died."),
        ("He spoke at 3 p.m. on Monday of 17 dead. Then he left.", "17 dead", "He spoke at 3 p.m. on Monday of [17 dead]."),
        ("Title: 3 dead\n\nThree people died.", "3 dead", "Title: [3 dead]"),
        ("“We saw 5 dead.” She wept.", "5 dead", "“We saw [5 dead].”"),
        ("A toll of 1.5 million. No.", "1.5 million", "A toll of [1.5 million]."),
        ("Did 7 die? Nobody knows.", "7 die", "Did [7 die]?"),
        ("two  people\twere\nkilled", "two  people", "[two people] were"),
    ],
)
def test_the_sentence_around_the_evidence(text: str, words: str, shown: str) -> None:
    assert marked(text, words) == shown


def test_further_evidence_is_marked_as_context_if_it_stands_in_the_sentence() -> None:
    assert marked("Police said. In all 17 died, police in Garissa said.", "17", "police in Garissa", "Police said") == (
        "In all [17] died, (police in Garissa) said."
    )


def test_a_long_sentence_is_cut_at_words() -> None:
    shown = marked("word " * 200 + "17 dead" + " word" * 200, "17 dead")
    assert shown.startswith("… word")
    assert shown.endswith("word …")
    assert "[17 dead]" in shown


def test_what_steers_a_terminal_or_turns_the_writing_is_shown() -> None:
    assert visible("a\x1b[31m\u202eb\x00") == "a[U+001B][31m[U+202E]b[U+0000]"
    assert visible("الموصل \u200f2014") == "الموصل \u200f2014"


@given(st.text(alphabet=st.sampled_from(' .\n"”aéB1\u202e\x1b😀؟ש\u0301'), min_size=1, max_size=80), st.data())
def test_any_text_has_a_sentence_with_its_evidence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    runs = sentence(text, [Span.of(text, start, end)])
    shown = "".join(run.text for run in runs)
    assert visible(text[start:end]).strip() in visible(shown)
    assert all("\x1b" not in run.text and "\n" not in run.text for run in runs)


def test_a_text_without_end_is_cut() -> None:
    text = "x" * 100_000
    runs = sentence(text, [Span.of(text, 50_000, 50_010)])
    assert sum(len(run.text) for run in runs) <= 2 * REACH + 20
