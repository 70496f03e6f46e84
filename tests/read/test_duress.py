"""What a captive is quoted as saying under duress is alleged."""

from __future__ import annotations

import pytest

from variorum import read

TOLD = "The suspect said that a stranger had paid for the guns. "


@pytest.mark.parametrize(
    ("after", "certainty"),
    [
        ("His lawyer said that he had been tortured.", "alleged"),
        ("The words were spoken under duress.", "alleged"),
        ("The trial goes on in May.", "asserted"),
    ],
)
def test_duress_in_the_next_sentence_lowers_the_words(after: str, certainty: str) -> None:
    quotes = [claim for claim in read(TOLD + after).claims if claim.property == "quote" and "stranger" in claim.evidence[0].exact]
    assert [claim.certainty for claim in quotes] == [certainty]


def test_a_minister_is_no_captive() -> None:
    text = "The minister said that a stranger had paid for the guns. The suspects were tortured, a lawyer said."
    quotes = [claim for claim in read(text).claims if claim.property == "quote" and "stranger" in claim.evidence[0].exact]
    assert [claim.certainty for claim in quotes] == ["asserted"]
