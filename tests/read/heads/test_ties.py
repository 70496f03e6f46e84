"""What words say for or against two items being of one incident."""

from __future__ import annotations

import numpy as np
import pytest

from variorum.api import document_of
from variorum.model import Hints
from variorum.read.claims import understand
from variorum.read.finding import Finding
from variorum.read.heads.items import Item, pairs_of
from variorum.read.heads.ties import ALWAYS, signs_between, ties, weights
from variorum.read.heads.view import View, item_at, view_of
from variorum.read.parsed import Parsed


def items_of(text: str) -> tuple[Parsed, View, list[Finding], list[Item]]:
    parsed = understand(document_of(text), Hints())
    view = view_of(parsed)
    spans = [(finding, finding.evidence[0]) for finding in view.figures]
    made = [(finding, item_at(parsed, view, "figure", words.start, words.end)) for finding, words in spans]
    return parsed, view, [finding for finding, item in made if item], [item for _, item in made if item]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Seven miners killed in Otrek. Police said on Monday that seven miners were killed in a blast.", "one number"),
        ("A bomb killed seven miners in Otrek. Elsewhere, gunmen shot three guards dead.", "set apart"),
        ("A bomb killed seven miners on 3 May 2011. On 9 June 2009 gunmen had shot 40 guards dead.", "days apart"),
        ("A bomb killed seven miners. The blast also hurt 12 guards.", "goes on"),
        ("A bomb killed seven miners and hurt 12 guards.", "one clause"),
        ("Rebels seized 30 hostages at a school in Otrek. They freed 12 hostages on Tuesday.", "one siege"),
        ("At least 28 people were killed on Monday, including nine in Larnow.", "part beside"),
    ],
)
def test_a_sign(text: str, sign: str) -> None:
    parsed, view, found, items = items_of(text)
    assert sign in signs_between(parsed, view, found, items)[0]


def test_what_is_added_is_the_weight_of_all_signs() -> None:
    parsed, view, found, items = items_of("Seven miners died in Otrek on Monday. Elsewhere, a mine hurt seven. Nine guards were shot.")
    added = ties(parsed, view, found, items)
    assert np.array_equal(added, added.T)
    for (one, other), signs in zip(pairs_of(len(items)).tolist(), signs_between(parsed, view, found, items), strict=True):
        assert added[one, other] == pytest.approx(weights()[ALWAYS] + sum(weights()[sign] for sign in signs))


def test_no_items_have_no_ties() -> None:
    parsed, view, _, _ = items_of("The council met.")
    assert ties(parsed, view, [], []).shape == (0, 0)


def test_kidnappings_told_one_after_the_other_are_no_siege() -> None:
    parsed, view, found, items = items_of("Gunmen kidnapped 10 miners near Otrek. They also kidnapped two guards in Larnow.")
    assert "one siege" not in signs_between(parsed, view, found, items)[0]
