"""The made worlds themselves: spans are true, what breaks is noticed, and a long list of acts is cut down to what breaks it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.worlds import promises
from tests.worlds.acts import Act, Add, Reread, Settle
from tests.worlds.cutting import as_script, cut_down
from tests.worlds.reports import Deed, Plan, Reader, documents_of, readouts_of
from tests.worlds.strategies import FEWEST, beginnings, plans, readers, tellings
from tests.worlds.world import play
from variorum import pipeline
from variorum.store import Ledger

DEEDS = (Deed(), Deed(town=3, day=9, kind=2, site=1, dead=0))


@settings(max_examples=60, derandomize=True)
@given(plan=plans(number=0, of=DEEDS), cleaner=st.integers(0, 1), reader=readers)
def test_what_a_reader_finds_stands_in_the_text(plan: Plan, cleaner: int, reader: Reader) -> None:
    documents = {document.key: document for document in documents_of(plan, cleaner)}
    found = list(readouts_of(plan, cleaner, reader))
    assert len(found) == len(documents)
    for reading, readout in found:
        text = documents[reading.document].text
        spans = [account.anchor for account in readout.accounts] + [span for claim in readout.claims for span in claim.evidence]
        assert all(text[span.start : span.end] == span.exact for span in spans)
        assert {claim.account for claim in readout.claims} <= {None, *(account.key for account in readout.accounts)}


@settings(max_examples=5, derandomize=True)
@given(beginnings())
def test_a_world_begins_with_accounts_enough(begun: tuple[tuple[Deed, ...], list[Add]]) -> None:
    added = begun[1]
    found = [account for act in added for _, readout in readouts_of(act.plan, 0, Reader()) for account in readout.accounts]
    assert len({account.key for account in found}) == sum(tellings(act.plan) for act in added) >= FEWEST


TWO: list[Act] = [Add(Plan(0)), Add(Plan(1, outlet=2, title=1)), Settle()]


def test_who_does_not_heed_people_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    play(TWO)
    monkeypatch.setattr(promises, "last_words", lambda ledger: {tuple(sorted(each.key for each in ledger.accounts())): "different"})
    with pytest.raises(AssertionError, match="different"):
        play(TWO)


def test_who_settles_but_once_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    settled, done = pipeline.settle, list[Path]()

    def once(ledger: Ledger, *, anew: bool = False) -> int:
        done.append(ledger.path)
        return settled(ledger, anew=anew) if anew or done.count(ledger.path) == 1 else 0

    monkeypatch.setattr(pipeline, "settle", once)
    with pytest.raises(AssertionError):
        play([*TWO, Reread(0, Reader(more=5)), Settle()])


def test_a_failing_list_is_cut_down() -> None:
    def fails(acts: Sequence[Act]) -> str:
        numbers = [act.plan.number for act in acts if isinstance(act, Add)]
        return "7 after 3" if 3 in numbers and 7 in numbers[numbers.index(3) :] else ""

    kept = cut_down([Add(Plan(number, blame=1), Reader(shift=1)) for number in range(12)], fails=fails)
    assert kept == [Add(Plan(3, fillers=(0,))), Add(Plan(7, fillers=(0,)))]
    names: dict[str, object] = {"__name__": "script"}
    exec(as_script(kept, "7 after 3\nand more"), names)
    assert names["ACTS"] == kept
