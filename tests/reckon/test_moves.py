from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.reckon.deciding import (
    ALL,
    DOCUMENTS,
    KILLED,
    OTHER,
    WOUNDED,
    accounts,
    codes,
    judge,
    move,
    shifted,
    undo,
)
from variorum.reckon.judged import judged


def test_a_claim_is_moved_to_another_account_and_back() -> None:
    row = move(KILLED, "account:2")
    result = judged([KILLED, OTHER], DOCUMENTS, [row])
    assert accounts(result) == ["account:2", "account:2"]
    assert (result.claims[0].standing, result.claims[0].judgements, result.claims[0].moves) == ("as read", (), (row.key,))
    assert result.claims[0].key == KILLED.key
    assert accounts(judged([KILLED, OTHER], DOCUMENTS, [row, undo(row)])) == ["account:1", "account:2"]
    assert accounts(judged([KILLED, OTHER], DOCUMENTS, [move(KILLED, None)])) == [None, "account:2"]


def test_a_move_and_a_verdict_on_the_value_hold_side_by_side() -> None:
    on = [judge(KILLED, "correct", low=18), move(KILLED, "account:2", hour=1), judge(KILLED, "correct", low=19, hour=2)]
    (each, _) = judged([KILLED, OTHER], DOCUMENTS, on).claims
    assert (each.standing, each.claim.value.low, each.claim.account) == ("corrected", 19, "account:2")
    assert each.judgements == (on[0].key, on[2].key)


def test_a_move_outlives_a_new_reader() -> None:
    row = move(KILLED, "account:2")
    for by in (-3, 1, 3):
        for low in (None, 22):
            result = judged([shifted(KILLED, by, low=low), OTHER], DOCUMENTS, [row])
            assert accounts(result) == ["account:2", "account:2"]
            assert codes(result) == []
    renamed = [shifted(KILLED, 1), replace(OTHER, account="account:9")]
    assert accounts(judged(renamed, DOCUMENTS, [row], aliases={"account:2": "account:9"})) == ["account:9", "account:9"]


def test_a_move_that_can_no_longer_be_made_is_told_of() -> None:
    result = judged([KILLED], DOCUMENTS, [move(KILLED, "account:gone")])
    assert (accounts(result), codes(result)) == (["account:1"], ["words_gone"])
    assert codes(judged([OTHER], DOCUMENTS, [move(WOUNDED, "account:2")])) == ["words_gone"]
    kept = [judge(WOUNDED, "accept"), move(WOUNDED, "account:2", hour=1)]
    result = judged([OTHER], DOCUMENTS, kept, former={WOUNDED.key: WOUNDED})
    assert (accounts(result), codes(result)) == (["account:2", "account:2"], ["words_gone"])


def test_two_people_who_move_a_claim_to_two_accounts() -> None:
    claims = [KILLED, OTHER, replace(WOUNDED, account="account:3")]
    on = [move(KILLED, "account:2"), move(KILLED, "account:3", by="ben", hour=1)]
    result = judged(claims, DOCUMENTS, on)
    assert accounts(result) == ["account:3", "account:2", "account:3"]
    assert codes(result) == ["contradictory_judgements"]
    assert codes(judged(claims, DOCUMENTS, [on[0], replace(on[1], by="ana")])) == []


ACTS = st.lists(
    st.tuples(
        st.integers(0, len(ALL) - 1),
        st.sampled_from(("accept", "reject", "correct", "assign")),
        st.sampled_from(("account:1", "account:2", None)),
        st.sampled_from(("ana", "ben")),
    ),
    max_size=8,
)


@given(ACTS, st.integers(-3, 3), st.randoms(use_true_random=False))
def test_moves_and_verdicts_come_in_any_order_and_are_all_undone(
    acts: list[tuple[int, str, str | None, str]], by: int, random: object
) -> None:
    rows = [
        move(ALL[number], account, by=who, hour=hour)
        if verdict == "assign"
        else judge(ALL[number], verdict, by=who, hour=hour, low=hour if verdict == "correct" else None)
        for hour, (number, verdict, account, who) in enumerate(acts)
    ]
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    claims = [shifted(claim, by) for claim in ALL]
    assert judged(claims, DOCUMENTS, rows) == judged(claims, DOCUMENTS, mixed)
    undone = judged(claims, DOCUMENTS, [*rows, *map(undo, rows)])
    assert [each.claim for each in undone.claims] == claims
    assert undone.problems == ()
