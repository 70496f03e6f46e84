from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reckon.deciding import (
    ALL,
    DOCUMENT,
    DOCUMENTS,
    KILLED,
    NOON,
    TEXT,
    WOUNDED,
    claim_of,
    codes,
    document_of,
    judge,
    lows,
    shifted,
    standings,
    undo,
)
from variorum.model import (
    Account,
    Capture,
    Claim,
    Judgement,
    Reading,
    Readout,
    Sighting,
    Span,
    Speaker,
    TypeValue,
)
from variorum.model.identity import digest
from variorum.model.records import to_builtins
from variorum.reckon.judged import Judged, judged, locator_of
from variorum.store import Ledger

# ---------------------------------------------------------------- verdicts


def test_without_judgements_all_is_as_read() -> None:
    result = judged([KILLED, WOUNDED], DOCUMENTS, [])
    assert [each.claim for each in result.claims] == [KILLED, WOUNDED]
    assert standings(result) == ["as read", "as read"]
    assert result.problems == result.pairs == ()


def test_accept_reject_correct() -> None:
    accepted, rejected = judge(KILLED, "accept"), judge(WOUNDED, "reject")
    result = judged([KILLED, WOUNDED], DOCUMENTS, iter([accepted, rejected]))
    assert standings(result) == ["accepted", "rejected"]
    assert [each.claim for each in result.claims] == [KILLED, WOUNDED]
    assert [each.judgements for each in result.claims] == [(accepted.key,), (rejected.key,)]
    (each,) = judged([KILLED], DOCUMENTS, [judge(KILLED, "correct", low=16)]).claims
    assert (each.standing, each.claim.value.low, each.claim.maker) == ("corrected", 16, "person:ana")
    assert (each.read, each.key) == (KILLED, KILLED.key)
    assert each.claim.evidence == KILLED.evidence


def test_a_correction_may_name_only_what_it_changes() -> None:
    correction = replace(judge(KILLED, "correct"), value={"low": 16, "bound": "at_least", "high": None})
    (each,) = judged([KILLED], DOCUMENTS, [correction]).claims
    assert each.claim.value == replace(KILLED.value, low=16, high=None, bound="at_least")


def test_the_latest_judgement_of_one_person_holds_without_a_problem() -> None:
    on = [judge(KILLED, "reject", hour=3), judge(KILLED, "accept", hour=1), judge(KILLED, "correct", low=18, hour=2)]
    result = judged([KILLED], DOCUMENTS, on)
    assert standings(result) == ["rejected"]
    assert codes(result) == []
    assert result.claims[0].judgements == (on[1].key, on[2].key, on[0].key)


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [
        (("accept", None), ("reject", None), True),
        (("accept", None), ("accept", None), False),
        (("accept", None), ("correct", 18), True),
        (("correct", 18), ("correct", 18), False),
        (("correct", 18), ("correct", 19), True),
        (("reject", None), ("reject", None), False),
    ],
)
def test_two_people(first: tuple[str, int | None], second: tuple[str, int | None], contradict: bool) -> None:
    one = judge(KILLED, first[0], low=first[1], by="ana", hour=1)
    two = judge(KILLED, second[0], low=second[1], by="ben", hour=2)
    result = judged([KILLED], DOCUMENTS, [two, one])
    assert codes(result) == (["contradictory_judgements"] if contradict else [])
    (each,) = result.claims
    assert each.judgements == (one.key, two.key)
    assert each.standing == {"accept": "accepted", "reject": "rejected", "correct": "corrected"}[second[0]]


def test_a_person_who_came_round_contradicts_nobody() -> None:
    on = [judge(KILLED, "reject", by="ana", hour=1), judge(KILLED, "accept", by="ben", hour=2), judge(KILLED, "accept", by="ana", hour=3)]
    assert codes(judged([KILLED], DOCUMENTS, on)) == []


def test_withdrawn_judgements_do_not_count() -> None:
    one, two = judge(KILLED, "reject", by="ana"), judge(KILLED, "accept", by="ben", hour=1)
    result = judged([KILLED], DOCUMENTS, [one, two, undo(two)])
    assert standings(result) == ["rejected"]
    assert codes(result) == []
    again = undo(undo(two), hour=60)
    assert standings(judged([KILLED], DOCUMENTS, [one, two, undo(two), again])) == ["accepted"]


# ---------------------------------------------------------------- after a re-read


JUDGEMENTS = (
    judge(ALL[0], "accept"),
    judge(ALL[1], "correct", low=24, hour=1),
    judge(ALL[2], "accept", hour=2),
    judge(ALL[3], "reject", hour=3),
    judge(ALL[4], "correct", low=12, hour=4),
)
HELD = [("accepted", 17), ("corrected", 24), ("accepted", 17), ("rejected", 3), ("corrected", 12)]


def test_a_reader_with_shifted_spans_loses_no_judgement() -> None:
    for by in (-3, -1, 1, 3):
        claims = [shifted(claim, by) for claim in ALL]
        assert not {claim.key for claim in claims} & {judgement.subject for judgement in JUDGEMENTS}
        result = judged(claims, DOCUMENTS, JUDGEMENTS)
        assert [(each.standing, each.claim.value.low) for each in result.claims] == HELD
        assert [each.judgements for each in result.claims] == [(judgement.key,) for judgement in JUDGEMENTS]
        assert codes(result) == []


def test_a_reader_with_other_values_loses_no_judgement() -> None:
    claims = [shifted(claim, 1, low=claim.value.low + 5) for claim in ALL]
    result = judged(claims, DOCUMENTS, JUDGEMENTS)
    kept = [(each.standing, each.claim.value.low) for each in result.claims]
    assert kept == [("accepted", 17), ("corrected", 24), ("accepted", 17), ("rejected", 8), ("corrected", 12)]
    assert codes(result) == ["value_changed"] * 5
    assert "the reader now says killed 22" in result.problems[0].message


def test_a_reader_that_finds_nothing_loses_no_judgement() -> None:
    result = judged([], DOCUMENTS, JUDGEMENTS)
    kept = [(each.standing, each.claim.value.low) for each in result.claims]
    assert kept == [("added", 17), ("added", 24), ("added", 17), ("rejected", 3), ("added", 12)]
    assert codes(result) == ["words_gone"] * 5
    for each, claim in zip(result.claims, ALL, strict=True):
        assert each.found
        assert each.read is None
        assert each.claim.evidence == claim.evidence
        assert each.claim.maker == "person:ana"


def test_the_former_claim_lends_speaker_and_account() -> None:
    (each,) = judged([], DOCUMENTS, JUDGEMENTS[2:3], former={ALL[2].key: ALL[2]}, aliases={"account:1": "account:9"}).claims
    assert (each.claim.said_by, each.claim.account) == (Speaker(name="the governor"), "account:9")
    near = replace(WOUNDED, account="account:3", maker="reader-2")
    (_, each) = judged([near], DOCUMENTS, JUDGEMENTS[2:3]).claims
    assert (each.claim.said_by, each.claim.account) == (None, "account:3")


def test_a_figure_that_the_new_reader_left_out_does_not_take_its_neighbour() -> None:
    whole = replace(claim_of("17 dead, 3 of them children", 3), maker="reader-2")
    result = judged([whole], DOCUMENTS, [JUDGEMENTS[2], judge(ALL[3], "accept", hour=3)])
    assert sorted(lows(result)) == [3, 17]
    assert codes(result) == ["words_gone"]


def test_a_rejected_figure_does_not_reject_another_kind() -> None:
    rejected = judge(KILLED, "reject")
    other = replace(shifted(KILLED, 1), value=replace(KILLED.value, category="injured"))
    result = judged([other], DOCUMENTS, [rejected])
    assert standings(result) == ["as read", "rejected"]


def test_the_same_words_elsewhere_are_not_taken() -> None:
    """ "killed 17 people" of an earlier blast, and "17 people were killed" of this one."""
    early = shifted(ALL[4], 2)
    result = judged([early], DOCUMENTS, [judge(KILLED, "correct", low=16)])
    assert [(each.standing, each.claim.value.low) for each in result.claims] == [("as read", 17), ("added", 16)]


def test_another_property_on_the_same_words_is_left_alone() -> None:
    kind = Claim(
        document=DOCUMENT.key, property="incident_type", value=TypeValue(type="bombing"), evidence=KILLED.evidence, maker="reader-2"
    )
    assert standings(judged([kind], DOCUMENTS, [judge(KILLED, "reject")])) == ["as read", "rejected"]


def test_a_new_cleaner_moves_the_words() -> None:
    text = (
        TEXT.replace("Blast at market", "Blast at the market, city says")
        .replace("said on Monday. ", "said on Monday.\n\n")
        .replace("-", "–")
    )
    new = document_of(text)
    claims = [replace(claim_of("17 people were", 17, document=new), maker="reader-2"), claim_of("17 dead", 17, document=new)]
    result = judged(claims, {new.key: new}, [judge(KILLED, "accept"), JUDGEMENTS[2]])
    assert standings(result) == ["accepted", "accepted"]
    assert codes(result) == []


def test_words_that_a_new_cleaner_cut_off_stand_by_themselves() -> None:
    new = document_of("Blast at market\n\nNothing is known.")
    result = judged([], {new.key: new}, [judge(KILLED, "accept")])
    (each,) = result.claims
    assert (each.found, each.claim.document, each.claim.evidence[0].exact) == (False, new.key, "17 people were killed")
    (gone,) = judged([], {}, [judge(KILLED, "accept")]).claims
    assert not gone.found


def test_a_judgement_without_words_is_told_of() -> None:
    bare = replace(judge(KILLED, "reject"), locator=None)
    assert standings(judged([KILLED], DOCUMENTS, [bare])) == ["rejected"]
    result = judged([], DOCUMENTS, [bare])
    assert (result.claims, codes(result)) == ((), ["words_gone"])
    assert standings(judged([shifted(KILLED, 1)], DOCUMENTS, [bare], former={KILLED.key: KILLED})) == ["rejected"]


def test_a_person_adds_claims() -> None:
    def add(claim: Claim, hour: int) -> Judgement:
        locator = locator_of(claim, DOCUMENT)
        return Judgement(
            verdict="add",
            subject=DOCUMENT.key,
            by="ana",
            at=NOON + timedelta(hours=hour),
            value=to_builtins(claim.value),
            locator=replace(locator, value=None),
        )

    first, second = add(KILLED, 1), add(WOUNDED, 2)
    result = judged([], DOCUMENTS, [first, second])
    assert standings(result) == ["added", "added"]
    assert lows(result) == [17, 23]
    assert codes(result) == []
    assert standings(judged([shifted(KILLED, 1)], DOCUMENTS, [first])) == ["accepted"]
    assert judged([], DOCUMENTS, [first, undo(first)]).claims == ()


def test_an_added_claim_has_its_speaker_and_its_account() -> None:
    locator = locator_of(KILLED, DOCUMENT)
    row = Judgement(
        verdict="add",
        subject=DOCUMENT.key,
        other="account:2",
        by="ana",
        at=NOON,
        value={"value": to_builtins(KILLED.value), "said_by": {"name": "the hospital"}},
        locator=locator,
    )
    (each,) = judged([], DOCUMENTS, [row], aliases={"account:2": "account:7"}).claims
    assert (each.standing, each.claim.value, each.claim.account) == ("added", KILLED.value, "account:7")
    assert each.claim.said_by == Speaker(name="the hospital")
    assert judged([KILLED], DOCUMENTS, [row]).claims[0].standing == "accepted"
    whole = claim_of("At least 17 people were killed", 12)
    assert [(each.standing, each.claim.value.low) for each in judged([whole], DOCUMENTS, [row]).claims] == [("as read", 12), ("added", 17)]
    odd = replace(row, value={"value": to_builtins(KILLED.value), "said_by": {"name": ""}})
    assert judged([], DOCUMENTS, [odd]).claims[0].claim.said_by is None


# ---------------------------------------------------------------- properties

VERDICTS = st.sampled_from(["accept", "reject", "correct"])
ROWS = st.lists(
    st.tuples(st.integers(0, len(ALL) - 1), VERDICTS, st.sampled_from(["ana", "ben"]), st.integers(0, 40), st.integers(0, 30)), max_size=8
)


def rows_of(drawn: list[tuple[int, str, str, int, int]]) -> list[Judgement]:
    return [judge(ALL[n], verdict, by=by, hour=hour, low=low if verdict == "correct" else None) for n, verdict, by, hour, low in drawn]


@given(ROWS, st.integers(0, 4), VERDICTS, st.sampled_from(["ana", "cyd"]))
def test_undo_undoes(drawn: list[tuple[int, str, str, int, int]], n: int, verdict: str, by: str) -> None:
    rows = rows_of(drawn)
    last = judge(ALL[n], verdict, by=by, hour=41, low=99 if verdict == "correct" else None)
    assert judged(ALL, DOCUMENTS, [*rows, last, undo(last)]) == judged(ALL, DOCUMENTS, rows)
    redone = undo(undo(last), hour=51)
    assert judged(ALL, DOCUMENTS, [*rows, last, undo(last), redone]) == judged(ALL, DOCUMENTS, [*rows, last])


@given(ROWS.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))), st.sampled_from([0, 1, 2]), st.booleans())
def test_the_order_of_rows_does_not_matter(drawn: tuple[list, list], by: int, read: bool) -> None:
    claims = [shifted(claim, by) for claim in ALL] if read else []
    one, other = (judged(claims, DOCUMENTS, rows_of(rows)) for rows in drawn)
    assert one == other


@given(ROWS, st.sampled_from([-2, 0, 2]), st.sampled_from([0, 4]), st.sets(st.integers(0, len(ALL) - 1)))
def test_no_judgement_is_lost(drawn: list[tuple[int, str, str, int, int]], by: int, more: int, dropped: set[int]) -> None:
    claims = [shifted(claim, by, low=claim.value.low + more) for n, claim in enumerate(ALL) if n not in dropped]
    rows = rows_of(drawn)
    result = judged(claims, DOCUMENTS, rows)
    kept = {key for each in result.claims for key in each.judgements}
    assert kept == {row.key for row in rows}
    assert sum(each.read is not None for each in result.claims) == len(claims)


# ---------------------------------------------------------------- in a ledger


def test_a_ledger_is_read_again_and_keeps_every_judgement(tmp_path: Path) -> None:
    data = b"the page"
    capture = Capture(blob=digest(data), media_type="text/plain")
    document = document_of(capture=capture.key)
    claims = tuple(replace(claim, document=document.key) for claim in ALL)
    account = Account(document=document.key, anchor=claims[0].evidence[0], status="news", main=True)

    def read(ledger: Ledger, maker: str, found: tuple[Claim, ...], anchor: Span) -> None:
        told = replace(account, anchor=anchor)
        mine = tuple(replace(claim, maker=maker, account=told.key) for claim in found)
        readout = Readout(document=document.key, maker=maker, accounts=(told,), claims=mine)
        ledger.add_readout(Reading(document=document.key, stage="read", maker=maker, at=NOON), readout)

    def decide(ledger: Ledger) -> Judged:
        documents = {each.key: each for each in ledger.documents()}
        return judged(ledger.claims(), documents, ledger.judgements(), former=ledger.judged_claims(), aliases=ledger.account_aliases())

    with Ledger.create(tmp_path / "my.variorum") as ledger:
        ledger.add_capture(capture, Sighting(capture=capture.key, at=NOON, tool="test"), data)
        ledger.add_documents(capture.key, Reading(document=capture.key, stage="clean", maker="cleaner", at=NOON), [document])
        read(ledger, "reader-1", claims, account.anchor)
        for judgement in JUDGEMENTS:
            claim = next(claim for claim, old in zip(claims, ALL, strict=True) if old.key == judgement.subject)
            ledger.judge(replace(judgement, subject=claim.key, locator=locator_of(claim, document)))
        assert [(each.standing, each.claim.value.low) for each in decide(ledger).claims] == HELD
        read(ledger, "reader-2", tuple(shifted(claim, 2) for claim in claims), shifted(claims[0], 2).evidence[0])
        result = decide(ledger)
        assert [(each.standing, each.claim.value.low) for each in result.claims] == HELD
        assert result.problems == ()
        read(ledger, "reader-3", (), claims[1].evidence[0])
        (now,) = ledger.accounts()
        result = decide(ledger)
        assert [each.claim.value.low for each in result.claims] == [17, 24, 17, 3, 12]
        assert {each.claim.account for each in result.claims} == {now.key}
        assert ledger.account_aliases()[account.key] == now.key
        assert list(ledger.verify()) == []
