from __future__ import annotations

from operator import itemgetter

import pytest

from variorum.reckon.contradicting import contradicting


@pytest.mark.parametrize(
    ("said", "others"),
    [
        (["ana yes"], []),
        (["ana yes", "ben yes"], []),
        (["ana no", "ben yes"], ["ana no"]),
        (["ana no", "ben yes", "ana yes"], []),
        (["ana yes", "ben yes", "ana no"], ["ben yes"]),
        (["ana no", "cem no", "ben yes"], ["ana no", "cem no"]),
    ],
)
def test_whose_last_word_differs_is_told_of(said: list[str], others: list[str]) -> None:
    words = [tuple(each.split()) for each in said]
    assert [" ".join(each) for each in contradicting(words, itemgetter(1), by=itemgetter(0))] == others
