"""People without a number that something else points at."""

from __future__ import annotations

import pytest

from variorum.api import document_of
from variorum.model import FigureValue, Hints
from variorum.model.words import Category
from variorum.read.claims import understand
from variorum.read.figures import find_figures, find_pointed


@pytest.mark.parametrize(
    ("text", "word", "category", "expected"),
    [
        ("The mayor spoke of Judge Elena Ruiz, victim of gunmen in 1988.", "Ruiz", "killed", "Judge Elena Ruiz"),
        ("A farmer fell to the army's bullets in April.", "farmer", "killed", "A farmer"),
        ("The farmer fell to the army's bullets in April.", "farmer", "killed", None),  # told of before, or of no one
        ("Farmers fell to the army's bullets in April.", "Farmers", "killed", None),  # in the plural
        ("He fell to the army's bullets in April.", "He", "killed", None),
        ("The bridge fell to the army's bullets in April.", "bridge", "killed", None),
        ("Gunmen were holding an unknown number of guests hostage.", "hostage", "hostage", None),
    ],
)
def test_counts_one_person_where_the_words_name_one(text: str, word: str, category: Category, expected: str | None) -> None:
    parsed = understand(document_of(text), Hints())
    token = next(token for token in parsed.doc if token.text == word)
    found = find_pointed(parsed, [(token, category, 0.7)], ())
    assert [finding.evidence[0].exact for finding in found] == ([expected] if expected else [])
    for finding in found:
        assert isinstance(finding.value, FigureValue)
        assert (finding.value.low, finding.value.high, finding.value.counted, finding.value.category) == (1, 1, True, category)
        assert finding.score == 0.7


def test_nobody_is_counted_twice() -> None:
    parsed = understand(document_of("A guard was shot dead. Elena Ruiz was killed on Monday. Ruiz, a victim of the gang, was 40."), Hints())
    known = find_figures(parsed)
    assert len(known) == 2
    pointed = [(token, "killed", 0.9) for token in parsed.doc if token.text in ("guard", "Ruiz")]
    assert find_pointed(parsed, pointed, known) == []  # type: ignore[arg-type]
