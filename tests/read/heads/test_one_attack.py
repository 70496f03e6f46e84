"""One attack told in the plural is no running total."""

from __future__ import annotations

import pytest

from variorum.model import Document
from variorum.read.figures import find_figures
from variorum.read.heads.one_attack import names_one_attack
from variorum.read.parse import parse
from variorum.read.parsed import Parsed


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Fifty-three people were killed in Sunday's attacks on two churches in Dornach.", True),
        ("Eighteen people died in Saturday night's shootings at two bars.", True),
        ("Eleven people were killed in shootings at a synagogue and a kosher shop.", True),
        ("Bombings at both stations killed 34 people.", True),
        ("Forty people have been killed in shootings in Molden this year.", False),
        ("Some 60 people have been killed in bombings across the country since January.", False),
        ("Attacks on villages killed 90 people.", False),
        ("Nine people were killed in attacks in two provinces.", False),
        ("Nine people were killed in attacks on two border towns.", False),
    ],
)
def test_words_that_name_one_attack(text: str, one: bool) -> None:
    parsed = Parsed(document=Document(capture="test", blob="0" * 64, text=text), doc=parse(text))
    assert names_one_attack(parsed, find_figures(parsed)[0]) is one
