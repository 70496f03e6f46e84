from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Document, Mention
from variorum.read.names import find_names, role_of
from variorum.read.parse import parse
from variorum.read.parsed import Parsed


def read(text: str) -> tuple[Parsed, tuple[Mention, ...]]:
    parsed = Parsed(document=Document(capture="c", blob="b", text=text), doc=parse(text))
    names = find_names(parsed)
    return Parsed(document=parsed.document, doc=parsed.doc, names=names), names


def values(text: str, kind: str) -> list[str | None]:
    return [name.value for name in read(text)[1] if name.kind == kind]


def test_the_fullest_form_stands_for_all() -> None:
    text = "Defense Minister Milan Brask spoke first. Brask then left. Mr Brask's aides stayed."
    assert values(text, "person") == ["Milan Brask"] * 3


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Fighters of Boko Haram burned two villages.", ["Boko Haram"]),
        ("ISIL and al-Qaida are rivals.", ["Islamic State", "al-Qaeda"]),
        ("The PKK denied it.", ["Kurdistan Workers' Party"]),
        ("SHINING PATH GUERRILLAS ATTACKED A POLICE POST IN THE HIGHLANDS TODAY.", ["Shining Path"]),
        ("They walked a shining path of stones.", []),
    ],
)
def test_groups_of_the_list(text: str, groups: list[str]) -> None:
    assert values(text, "group") == groups


def test_a_body_under_its_long_name() -> None:
    text = "The Harbour Relief Organization (HRO) counted 20 boats. The HRO said more would come."
    assert "Harbour Relief Organization" in values(text, "organisation")


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Danish Defense Minister Milan Brask said so.", "Milan Brask", "Danish Defense Minister"),
        ("Pavel Orlov, a mountain warlord, sent the men.", "Pavel Orlov", "mountain warlord"),
        ("The mayor of the town, Elena Marsh, wept.", "Elena Marsh", "mayor of the town"),
        ("Elena Marsh wept.", "Elena Marsh", None),
        ("Elena Marsh wept. Mayor Elena Marsh had gone.", "Elena Marsh", "Mayor"),
    ],
)
def test_roles(text: str, name: str, role: str | None) -> None:
    parsed, names = read(text)
    mention = next(one for one in names if one.value == name)
    assert role_of(parsed, mention) == role


def test_titles_in_capitals() -> None:
    text = "PRESIDENT ROBERTO ALMEIDA SAID TODAY THAT COLONEL TOMAS VARGA HAD BEEN KIDNAPPED BY UNKNOWN MEN."
    assert [name.span.exact for name in read(text)[1] if name.kind == "person"] == ["ROBERTO ALMEIDA", "TOMAS VARGA"]


@settings(max_examples=25)
@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    parsed, names = read(text)
    for name in names:
        assert name.span.exact == text[name.span.start : name.span.end]
        role_of(parsed, name)
