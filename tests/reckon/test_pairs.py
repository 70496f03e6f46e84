from __future__ import annotations

from datetime import timedelta

from tests.reckon.deciding import (
    NOON,
    codes,
    undo,
)
from variorum.model import (
    Judgement,
)
from variorum.reckon.judged import judged


def pair(verdict: str, left: str, right: str, *, by: str = "ana", hour: int = 0) -> Judgement:
    return Judgement(verdict=verdict, subject=left, other=right, by=by, at=NOON + timedelta(hours=hour))


def test_pairs_have_no_direction_and_the_latest_holds() -> None:
    result = judged([], {}, [pair("same", "b", "a"), pair("different", "a", "b", by="ben", hour=1), pair("unsure", "a", "c")])
    assert [(each.left, each.right, each.verdict, each.by) for each in result.pairs] == [
        ("a", "b", "different", "ben"),
        ("a", "c", "unsure", "ana"),
    ]
    assert codes(result) == ["contradictory_judgements"]


def test_pairs_are_undone() -> None:
    row = pair("same", "a", "b")
    assert judged([], {}, [row, undo(row)]).pairs == ()
    assert len(judged([], {}, [row, undo(row), undo(undo(row), hour=60)]).pairs) == 1


def test_pairs_follow_their_accounts() -> None:
    result = judged([], {}, [pair("different", "a", "b"), pair("same", "c", "d")], aliases={"a": "z", "c": "d"})
    assert [(each.left, each.right) for each in result.pairs] == [("b", "z")]
    result = judged([], {}, [pair("different", "a", "b")], aliases={"a": "b"})
    assert (result.pairs, codes(result)) == ((), ["words_gone"])
