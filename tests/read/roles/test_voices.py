"""Who tells of a phrase, what it is called, and which phrases name the same."""

from __future__ import annotations

import numpy as np
import pytest
from tests.read.roles.made import laid_out

from variorum.read.roles.phrases import Ground, phrases_of
from variorum.read.roles.tagging import TAGS, Kind, Tagged
from variorum.read.roles.voices import Voices


def told(text: str, *found: tuple[str, Kind]) -> tuple[dict[str, frozenset[str]], list[list[str]]]:
    """What holds of each phrase, by its words, and the phrases that name the same."""
    parsed, view = laid_out(text)
    tagged = []
    for words, kind in found:
        start = parsed.text.index(words)
        span = parsed.doc.char_span(start, start + len(words), alignment_mode="expand")
        assert span is not None
        tagged.append(Tagged(start=span.start, end=span.end, kind=kind, likely=0.9))
    ground = Ground(parsed=parsed, view=view, shares=np.full((len(parsed.doc), len(TAGS)), 0.05, dtype=np.float32))
    phrases = phrases_of(ground, tagged)
    names = [parsed.doc[one.start : one.end].text for one in phrases]
    voices = Voices.of(ground, phrases)
    alike = [[names[at] for at in group] for group in voices.alike]
    return dict(zip(names, voices.told, strict=True)), alike


@pytest.mark.parametrize(
    ("text", "words", "kind", "name"),
    [
        ("Police said that the Red Dawn Brigade had burned the mill.", "Red Dawn Brigade", "organisation", "told by police"),
        ("The Red Dawn Brigade claimed responsibility for the attack.", "Red Dawn Brigade", "organisation", "claimed in sentence"),
        ("The governor blamed the Red Dawn Brigade for the attack.", "Red Dawn Brigade", "organisation", "accused in sentence"),
        ("Alleged members of the Red Dawn Brigade burned the mill.", "Red Dawn Brigade", "organisation", "doubted beside"),
        ("ZARKA, 4 May -- Gunmen burned the mill.", "ZARKA", "place", "in dateline"),
        ("Gunmen burned the mill in the department of Arenal.", "Arenal", "place", "called DEPARTMENT"),
        ("Gunmen burned the mill in the Las Lomas neighborhood.", "Las Lomas", "place", "called NEIGHBORHOOD"),
    ],
)
def test_what_is_told_of_a_phrase(text: str, words: str, kind: Kind, name: str) -> None:
    assert name in told(text, (words, kind))[0][words]


def test_what_is_not_told() -> None:
    found, _ = told("Gunmen burned the mill in Arenal. The mayor of the town fled.", ("Gunmen", "individual"), ("Arenal", "place"))
    assert found["Gunmen"] == found["Arenal"] == frozenset()


def test_a_short_form_in_brackets_names_the_same() -> None:
    text = "The Red Dawn Brigade (RDB) burned the mill. Later RDB fled, and gunmen came."
    _, alike = told(text, ("Red Dawn Brigade", "organisation"), ("RDB", "organisation"), ("gunmen", "individual"))
    assert ["Red Dawn Brigade", "RDB"] in [group[:2] for group in alike]
    assert ["gunmen"] in alike
