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
        ("The widow spoke of the editor Musa Haruna, victim of gunmen in 1988.", "Musa", "killed", "Musa Haruna"),
        ("The case was brought by 120 survivors of the massacre.", "survivors", "perpetrators", None),
        ("He fell to the army's bullets in April.", "He", "killed", None),
        ("The bridge fell to the army's bullets in April.", "bridge", "killed", None),
        ("Five people have died, including a police officer and the attacker.", "officer", "injured", "a police officer"),
        ("Gunmen were holding an unknown number of guests hostage.", "hostage", "hostage", None),
        ("A thousand people were taken hostage at the school.", "hostage", "hostage", None),
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


def test_who_is_named_in_one_breath_shares_the_fate() -> None:
    parsed = understand(document_of("The rebels freed one girl and a boy on Monday."), Hints())
    boy = next(token for token in parsed.doc if token.text == "boy")
    (found,) = find_pointed(parsed, [(boy, "killed", 0.9)], [one for one in find_figures(parsed) if "girl" in one.evidence[0].exact])
    assert isinstance(found.value, FigureValue)
    assert found.value.category == "released"


def test_nobody_counted_within_a_total_is_counted_anew() -> None:
    parsed = understand(document_of("Five people died, including a policewoman and the attacker, and 40 were injured."), Hints())
    officer = next(token for token in parsed.doc if token.text == "policewoman")
    assert find_pointed(parsed, [(officer, "injured", 0.9)], find_figures(parsed)) == []


def test_nobody_is_counted_twice() -> None:
    parsed = understand(document_of("A guard was shot dead. Elena Ruiz was killed on Monday. Ruiz, a victim of the gang, was 40."), Hints())
    known = find_figures(parsed)
    assert len(known) == 2
    pointed = [(token, "killed", 0.9) for token in parsed.doc if token.text in ("guard", "Ruiz")]
    assert find_pointed(parsed, pointed, known) == []  # type: ignore[arg-type]


def test_somebody_with_a_title_is_not_counted_anew() -> None:
    parsed = understand(document_of("A gunman shot the editor Musa Haruna. The murder of Mr Haruna shook the town."), Hints())
    musa = next(token for token in parsed.doc if token.text == "Haruna")
    known = [one for one in find_figures(parsed) if one.evidence[0].exact == "Mr Haruna"]
    assert known
    assert find_pointed(parsed, [(musa, "killed", 0.9)], known) == []
