from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from variorum.model import Account, Claim, Figure, FigureValue, Incident, Span, Speaker
from variorum.reckon.changes import Side, account_changes, claim_changes, figure_changes, match_accounts

TEXT = "Seventeen died in the market. Nine were hurt. A blast in May had killed four. " * 3


def account(start: int, end: int, status: str = "news", *, main: bool = False, document: str = "document:1") -> Account:
    return Account(document=document, anchor=Span.of(TEXT, start, end), status=status, main=main)  # type: ignore[arg-type]


def claim(start: int, low: int, *, length: int = 5, category: str = "killed", account: Account | None = None, **more: Any) -> Claim:
    value = FigureValue(category=category, low=low, high=low)  # type: ignore[arg-type]
    words = Span.of(TEXT, start, start + length)
    key = account.key if account else None
    return Claim(document="document:1", property="figure", value=value, evidence=(words,), maker="a", account=key, **more)


def side(*claims: Claim, accounts: tuple[Account, ...] = ()) -> Side:
    return Side(claims=claims, accounts={each.key: each for each in accounts})


MARKET, MAY = account(22, 28, main=True), account(46, 53)


def changes(before: Side, after: Side, judged: frozenset[str] = frozenset()) -> Any:
    matched = match_accounts(before.accounts.values(), after.accounts.values())
    return claim_changes(before, after, matched, judged)


def test_what_is_equal_is_only_counted() -> None:
    both = side(claim(0, 17, account=MARKET), claim(30, 9, account=MARKET), accounts=(MARKET,))
    assert changes(both, both) == ((), 2)


def test_the_same_words_with_another_value_are_one_change() -> None:
    found, same = changes(side(claim(0, 17)), side(claim(0, 71)))
    assert same == 0
    assert [(change.parts, change.before.value.low, change.after.value.low) for change in found] == [(("value",), 17, 71)]


def test_speaker_certainty_and_account_are_told_apart() -> None:
    before = side(claim(0, 17, account=MARKET), accounts=(MARKET, MAY))
    spoken = changes(before, side(claim(0, 17, account=MARKET, said_by=Speaker(name="police")), accounts=(MARKET, MAY)))[0]
    assert spoken[0].parts == ("speaker",)
    unsure = changes(before, side(claim(0, 17, account=MARKET, certainty="possible"), accounts=(MARKET, MAY)))[0]
    assert unsure[0].parts == ("certainty",)
    moved = changes(before, side(claim(0, 17, account=MAY), accounts=(MARKET, MAY)))[0]
    assert moved[0].parts == ("account",)
    late = replace(MARKET, status="background")
    old = changes(before, side(claim(0, 17, account=late), accounts=(late, MAY)))[0]
    assert (old[0].parts, old[0].status_before, old[0].status_after) == (("status",), "news", "background")


def test_overlapping_words_of_one_kind_are_matched_before_others() -> None:
    before = side(claim(0, 17, length=9), claim(0, 9, category="injured", length=9))
    after = side(claim(0, 18, length=14), claim(2, 9, category="injured", length=12))
    found, same = changes(before, after)
    assert same == 1, "the nine are where they were, in a few more words"
    assert [(change.before.value.category, change.after.value.category) for change in found] == [("killed", "killed")]


def test_what_appears_and_vanishes_is_named_and_judged_claims_come_first() -> None:
    gone, new, kept = claim(0, 17), claim(30, 9), claim(60, 4)
    found, same = changes(side(gone, kept), side(new, kept), frozenset({new.key}))
    assert same == 1
    assert [(change.before, change.after, change.judged) for change in found] == [(None, new, True), (gone, None, False)]


def test_accounts_are_matched_by_anchor_then_as_main() -> None:
    shifted, other = account(18, 28, "background"), account(70, 75, main=True)
    assert match_accounts([MARKET], [shifted]) == {MARKET.key: shifted.key}
    assert match_accounts([MARKET], [other]) == {MARKET.key: other.key}
    assert match_accounts([MAY], [other]) == {}
    matched = match_accounts([MARKET, MAY], [shifted])
    found = account_changes(side(accounts=(MARKET, MAY)), side(accounts=(shifted,)), matched)
    assert [(each.before, each.after) for each in found] == [(MARKET, shifted), (MAY, None)]


def incident(account: Account, low: int, reports: int = 1) -> Incident:
    figure = Figure(category="killed", low=low, best=low, high=low, rule="range", reports=1, claims=())
    documents = tuple(f"document:{number}" for number in range(reports))
    return Incident(
        id=account.key, title="A blast", accounts=(account.key,), type="bombing", stage="ACCOMPLISHED", when=None, where=None,
        documents=documents, mentioned_in=(), figures=(figure,),
    )  # fmt: skip


def test_figures_are_compared_incident_by_incident() -> None:
    shifted = account(18, 28)
    matched = {MARKET.key: shifted.key}
    (found,) = figure_changes([incident(MARKET, 17)], [incident(shifted, 18)], matched)
    assert (found.before and found.before.low, found.after and found.after.low, found.incident) == (17, 18, shifted.key)
    assert figure_changes([incident(MARKET, 17)], [incident(shifted, 17)], matched) == ()
    assert figure_changes([incident(MAY, 17, reports=0)], [], {}) == (), "only mentioned"
    assert len(figure_changes([incident(MARKET, 17)], [incident(MAY, 4)], {})) == 2


claims = st.lists(
    st.builds(claim, st.integers(0, 80), st.integers(0, 3), category=st.sampled_from(["killed", "injured"])),
    max_size=8,
    unique_by=lambda c: c.key,
)


@given(claims, claims)
def test_every_claim_is_told_of_once_in_either_direction(before: list[Claim], after: list[Claim]) -> None:
    found, same = changes(side(*before), side(*after))
    there, _ = changes(side(*after), side(*before))
    assert same + sum(change.before is not None for change in found) == len(before)
    assert same + sum(change.after is not None for change in found) == len(after)
    assert len(there) == len(found)


@given(claims)
def test_a_reading_does_not_differ_from_itself(both: list[Claim]) -> None:
    assert changes(side(*both), side(*both)) == ((), len(both))
