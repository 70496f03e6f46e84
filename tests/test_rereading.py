"""A ledger that two readers have read, compared."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from variorum import pipeline
from variorum.errors import UsageError
from variorum.export.diff import NOTHING_READ_TWICE, diff_row, diff_written
from variorum.model import Claim, FigureValue, Judgement, Reading, Readout
from variorum.model.change import Diff
from variorum.model.records import to_builtins
from variorum.reckon.judged import locator_of
from variorum.rereading import compare
from variorum.store import Ledger

REPORT = (
    "Blast at market in Suruc\n\nAt least 17 people were killed on Monday when a bomb went off at a market in Suruc, police said. "
    "Nine people were wounded. The Northern Front claimed responsibility for the attack."
)


@pytest.fixture
def ledger(tmp_path: Path, now: datetime) -> Iterator[Ledger]:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    with Ledger.create(tmp_path / "my.variorum") as made:
        pipeline.run(made, [tmp_path / "report.txt"], now=now)
        yield made


def figure(ledger: Ledger, category: str) -> Claim:
    return next(claim for claim in ledger.claims(property="figure", category=category))


def judge(ledger: Ledger, claim: Claim, verdict: str, at: datetime, **fields: object) -> Judgement:
    value = {**to_builtins(claim.value), **fields} if fields else None
    locator = locator_of(claim, ledger.document(claim.document))
    judgement = Judgement(verdict=verdict, subject=claim.key, by="ana", at=at, value=value, locator=locator)  # type: ignore[arg-type]
    ledger.judge(judgement)
    return judgement


def reread(ledger: Ledger, maker: str, at: datetime, **numbers: int | None) -> None:
    """Another reader, which reads other numbers in these categories; None: nothing."""
    for document in list(ledger.documents()):
        claims = []
        for claim in ledger.claims(document=document.key):
            value = claim.value
            if isinstance(value, FigureValue) and value.category in numbers:
                low = numbers[value.category]
                if low is None:
                    continue
                value = replace(value, low=low)
            claims.append(replace(claim, value=value, maker=maker))
        readout = Readout(document=document.key, maker=maker, accounts=tuple(ledger.accounts(document.key)), claims=tuple(claims))
        ledger.add_readout(Reading(document=document.key, stage="read", maker=maker, at=at), readout)
    pipeline.settle(ledger)


def text_of(diff: Diff, ledger: Ledger, limit: int = 40) -> str:
    console = Console(file=io.StringIO(), width=200)
    diff_written(diff, {document.key: document for document in ledger.documents()}, console, limit=limit)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_without_a_second_reader_there_is_nothing_to_compare(ledger: Ledger) -> None:
    found = compare(ledger)
    assert found.compared == 0
    assert NOTHING_READ_TWICE in text_of(found, ledger)


def test_a_changed_number_moves_the_figure_and_wakes_its_judgement(ledger: Ledger, now: datetime) -> None:
    accepted = judge(ledger, figure(ledger, "killed"), "accept", now)
    reread(ledger, "reader-2", now + timedelta(days=1), killed=71, injured=None)
    found = compare(ledger)
    assert (found.compared, found.makers_after) == (1, ("reader-2",))
    killed, injured = found.claims[0], found.claims[1]
    assert killed.parts == ("value",)
    assert killed.judged
    assert injured.after is None
    assert [(look.judgement, look.now and look.now.value) for look in found.looks] == [(accepted.key, killed.after and killed.after.value)]
    # the accepted 17 holds on both sides; the nine wounded are gone
    assert [(change.category, change.after) for change in found.figures] == [("injured", None)]
    text = text_of(found, ledger)
    assert "killed: at least 17" in text
    assert "at least 71" in text
    assert "1 changed, 0 appeared, 1 vanished" in text
    assert "more: --limit" in text_of(found, ledger, limit=0)


def test_unjudged_figures_change_with_the_reader(ledger: Ledger, now: datetime) -> None:
    reread(ledger, "reader-2", now + timedelta(days=1), killed=71)
    (change,) = compare(ledger).figures
    assert (change.before and change.before.low, change.after and change.after.low) == (17, 71)
    row = json.loads(json.dumps(diff_row(compare(ledger), limit=0)))
    assert row["counts"]["claims_with_another_value"] == 1
    assert row["claims"] == []


def test_a_correction_that_the_new_reader_follows_is_learnt(ledger: Ledger, now: datetime) -> None:
    judge(ledger, figure(ledger, "killed"), "correct", now, low=71)
    judge(ledger, figure(ledger, "injured"), "reject", now)
    reread(ledger, "reader-2", now + timedelta(days=1), killed=71, injured=None)
    found = compare(ledger)
    assert (found.learnt, found.looks) == (2, ())


def test_makers_are_chosen_by_a_part_of_their_names(ledger: Ledger, now: datetime) -> None:
    reread(ledger, "reader-2", now + timedelta(days=1), killed=71)
    reread(ledger, "reader-3", now + timedelta(days=2), killed=72)
    assert compare(ledger).makers_before == ("reader-2",)
    first = next(reading.maker for reading in ledger.readings() if reading.stage == "read")
    found = compare(ledger, before=first, after="der-2")
    assert (found.makers_before, found.makers_after) == ((first,), ("reader-2",))
    with pytest.raises(UsageError, match="names several"):
        compare(ledger, before="reader-")
    with pytest.raises(UsageError, match="no reader 'nobody'"):
        compare(ledger, after="nobody")
