from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clean.build import BODY

from variorum.clean.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (BODY, "en"),
        (BODY.upper(), "en"),
        ("Two boats sank near the harbour. Police blame smugglers.", "en"),
        ("Две лодки затонули в гавани этой ночью, сообщила полиция, четыре человека погибли", "ru"),
        ("Zwei Boote sind im Hafen gesunken, sagte die Polizei", "de"),
        ("غرق قاربان في الميناء وقالت الشرطة إن أربعة قتلوا", "ar"),
        ("Boats", None),
        ("12 34 56", None),
        ("", None),
    ],
)
def test_a_text_has_its_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    found = language_of(text)
    assert found is None or len(found) == 2
