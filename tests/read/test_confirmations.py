"""Who confirms a figure that another gave says it, too."""

from __future__ import annotations

from datetime import date

import pytest

from variorum.api import read
from variorum.model import FigureValue


def told(text: str) -> set[tuple[int, str, str]]:
    claims = [claim for claim in read(text, published=date(2024, 5, 17)).claims if isinstance(claim.value, FigureValue)]
    return {(claim.value.low, claim.said_by.name if claim.said_by else "", claim.certainty) for claim in claims}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The toll in the blast has reached 32, the health ministry said. The governor confirmed it.",
            {(32, "the health ministry", "asserted"), (32, "The governor", "confirmed")},
        ),
        (
            "A nurse said 19 bodies had been brought in after the raid. The number was confirmed by the army.",
            {(19, "A nurse", "asserted"), (19, "the army", "confirmed")},
        ),
        (
            "Fifteen people were killed in the shelling, the council said, a toll confirmed by the ferry company.",
            {(15, "the council", "asserted"), (15, "the ferry company", "confirmed")},
        ),
        (
            "Police spoke of 14 dead and 30 wounded in the bombing. The hospital confirmed both figures.",
            {(14, "Police", "asserted"), (30, "Police", "asserted"), (14, "The hospital", "confirmed"), (30, "The hospital", "confirmed")},
        ),
        (
            "Police spoke of 14 dead and 30 wounded in the bombing. The mayor confirmed the death toll.",
            {(14, "Police", "asserted"), (30, "Police", "asserted"), (14, "The mayor", "confirmed")},
        ),
        (
            "A bomb killed 45 people, a doctor said. Sixteen of them were women. The market was closed. The mayor confirmed the toll.",
            {(45, "a doctor", "asserted"), (16, "", "asserted"), (45, "The mayor", "confirmed")},
        ),
        ("Witnesses said 12 people had been shot dead. Police could not confirm the figure.", {(12, "Witnesses", "asserted")}),
        ("Residents said nine villagers were killed. The army declined to confirm the toll.", {(9, "Residents", "asserted")}),
        ("The army said its troops had shot 12 rebels. The rebels confirmed the raid.", {(12, "The army", "asserted")}),
        ("The mayor said 12 people had died. He later confirmed the figure.", {(12, "The mayor", "asserted")}),
    ],
)
def test_who_confirms(text: str, found: set[tuple[int, str, str]]) -> None:
    assert told(text) == found


def test_the_words_of_confirming_are_the_second_evidence() -> None:
    claims = read("Nine died in the raid, a doctor said. The mayor confirmed the toll.", published=date(2024, 5, 17)).claims
    claim = next(claim for claim in claims if claim.certainty == "confirmed")
    assert [span.exact for span in claim.evidence] == ["Nine", "The mayor confirmed the toll"]
