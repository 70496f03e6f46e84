from __future__ import annotations

import pytest

from variorum.lexicon.roles import is_person, is_role, kind_of, speaker_roles


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Kenyan officials", "official"),
        ("the regional interior ministry", "police"),
        ("a spokesman for the army", "military"),
        ("rebel spokesman", "armed_group"),
        ("police spokeswoman", "police"),
        ("the city's health department", "medical"),
        ("hospital officials", "medical"),
        ("the coroner's office", "medical"),
        ("a human rights group", "ngo"),
        ("two witnesses", "witness"),
        ("prosecutors", "official"),
        ("Foreign Minister", "politician"),
        ("the state news agency", "agency"),
        ("Bakery", None),
        ("", None),
    ],
)
def test_kind(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def test_a_ministry_is_nobody_to_say_he_of() -> None:
    assert is_person("official")
    assert is_person("fisherman")
    assert not is_person("ministry")
    assert is_role("Officials")
    assert not is_role("table")


def test_entries_are_lower_case_and_singular_words() -> None:
    assert all(noun == noun.lower().strip() for noun in speaker_roles())
