"""What changed since a day."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from tests.history.days import FIRST, SECOND, THIRD, about, add, claim_of, day, evening, reread, with_low
from variorum import desk
from variorum.export.news import news_row, news_written
from variorum.history.news import news_since
from variorum.model.news import IncidentNews, News
from variorum.store import Ledger
from variorum.typed import Draft


def since(ledger: Ledger, number: int) -> News:
    """The news since the evening of a day."""
    return news_since(ledger, evening(number))


def text_of(news: News) -> str:
    console = Console(file=io.StringIO(), width=10_000)
    news_written(news, console)
    assert isinstance(console.file, io.StringIO)
    assert json.dumps(news_row(news))
    return console.file.getvalue()


def only(news: News) -> IncidentNews:
    [found] = news.incidents
    return found


@pytest.fixture
def market(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger with one report, of the first day."""
    add(ledger, tmp_path / "in", 1, FIRST)
    return ledger


@pytest.fixture
def both(ledger: Ledger, tmp_path: Path) -> Ledger:
    """A ledger with the blast and the shooting, of the first two days."""
    add(ledger, tmp_path / "in", 1, FIRST)
    add(ledger, tmp_path / "in", 2, SECOND, THIRD)
    return ledger


def test_nothing_new_is_quiet(market: Ledger, tmp_path: Path) -> None:
    news = since(market, 1)
    assert news.quiet
    assert text_of(news) == ""
    add(market, tmp_path / "in", 2, FIRST)  # the same file again
    assert since(market, 1).quiet


def test_a_new_incident_with_its_reports(market: Ledger) -> None:
    news = news_since(market, day(1) - timedelta(microseconds=1))
    assert (news.documents, only(news).before) == (1, None)
    text = text_of(news)
    for words in (
        "1 new document, 1 new incident",
        "NEW  Bombing, Quetta, 30 May 2024  account:",
        "Meridian Wire, 30 May 2024: Bomb goes off at Quetta market",
        "Killed: 17\n",
        "Meridian Wire: killed: 17, says police (claim:",
        "Responsibility: Red Dawn Front, suspected or accused by authorities",
    ):
        assert words in text, words


def test_a_new_report_moves_a_figure(both: Ledger) -> None:
    news = since(both, 1)
    new, changed = news.incidents
    assert (new.before, new.after and new.after.type) == (None, "shooting")
    assert [report.outlet for report in changed.reports] == ["Harbour Post"]
    [killed] = changed.figures
    assert (killed.before and killed.before.high, killed.after and killed.after.high) == (17, 23)
    assert {cause.kind for cause in killed.causes} == {"report"}
    text = text_of(news)
    assert "Killed: 17 → 17–23–23" in text
    assert "Harbour Post: killed: 23, says the health minister (claim:" in text
    assert "Responsibility: Red Dawn Front, denied, says The Red Dawn Front" in text
    assert "attackers" not in text, "who is not named is no news"
    assert "30 May" not in text.partition("CHANGED")[2].partition("\n")[2], "the first report is no news"


def test_a_persons_correction_and_its_undoing(both: Ledger) -> None:
    claim = claim_of(both, "killed", 23)
    made = desk.judge(both, claim.key, "correct", "24", by="ana", at=day(3), reason="the list of names")
    assert f"ana corrected killed: 23 ({claim.key[:14]}) to 24, 3 June 2024: the list of names" in text_of(since(both, 2))
    desk.undo(both, made.key, by="ana", at=day(4), reason="my mistake")
    news = since(both, 3)
    [killed] = only(news).figures
    assert {cause.by for cause in killed.causes if cause.kind == "judgement"} == {"ana"}
    assert "ana withdrew “corrected killed: 23" in text_of(news)
    # over both days the record is the same, and the two judgements are told all the same
    over = since(both, 2)
    assert only(over).figures == ()
    assert len(only(over).judgements) == 2


def test_incidents_merge_and_split(both: Ledger) -> None:
    hotel = about(both, "Nairobi").id
    joined = desk.judge_pair(both, "same", about(both, "Quetta").id, hotel, by="bo", at=day(3))
    merged = only(since(both, 2))
    assert [incident.id for incident in merged.merged] == [hotel]
    assert [(report.outlet, report.known) for report in merged.reports] == [("Lakeside Daily", True)]
    assert any(cause.kind == "moved" for figure in merged.figures for cause in figure.causes)
    assert [conflict.kind for conflict in merged.disagreements_new if conflict.kind == "place"] == ["place"]
    assert "Merged with “Shooting, Nairobi, 31 May 2024”" in text_of(since(both, 2))
    desk.undo(both, joined.key, by="bo", at=day(4))
    new, changed = since(both, 3).incidents
    assert new.parted_from is not None
    assert (new.incident.id, [each.id for each in changed.split], changed.left) == (hotel, [hotel], 1)
    assert [conflict.kind for conflict in changed.disagreements_gone if conflict.kind == "place"] == ["place"]
    text = text_of(since(both, 3))
    assert "It was part of “Bombing, Quetta, 30 May 2024”." in text
    assert "Split: “Shooting, Nairobi, 31 May 2024”" in text
    assert since(both, 2).incidents[0].figures == (), "joined and parted again: no figure moved"


def test_another_reader(both: Ledger) -> None:
    reread(both, 3, "reader-2", lambda claim: with_low(claim, "killed", 71))
    news = since(both, 2)
    assert news.reread == (("reader-2", 3),)
    assert {figure.category for each in news.incidents for figure in each.figures} == {"killed"}
    assert "read otherwise by reader-2" in text_of(news)
    reread(both, 4, "reader-3", lambda claim: with_low(claim, "killed", 71))
    assert since(both, 3).quiet, "read by another reader, to the same end"


def test_what_is_no_longer_said(both: Ledger) -> None:
    reread(both, 3, "reader-2", lambda claim: None if claim.property in ("responsibility", "figure", "date", "place") else claim)
    text = text_of(since(both, 2))
    assert "No longer said of responsibility: Red Dawn Front, denied" in text
    assert "Killed: 17–23–23 → no number" in text
    assert "When: 30 May 2024 → not known" in text


def test_grades_and_decisions_of_people(both: Ledger) -> None:
    market = about(both, "Quetta").id
    desk.grade(both, market, "Red Dawn Front", "Discounted", by="ana", at=day(3), reason="another group was convicted")
    desk.prefer(both, market, "killed", "22", by="ana", at=day(3), reason="the list")
    news = since(both, 2)
    text = text_of(news)
    assert "Grade of Red Dawn Front:" in text
    assert "Discounted (by ana): another group was convicted" in text
    assert "Killed: 17–23–23 → 22" in text
    assert "ana decided on killed: 22 in account:" in text
    assert text.count("ana decided on") == 1
    row = news_row(news)["incidents"][0]
    assert row["figures"][0]["after"]["best"] == 22
    assert len(row["judgements"]) == 2


def test_a_judgement_on_copies_is_told(both: Ledger) -> None:
    keys = about(both, "Quetta").documents
    desk.judge_copy(both, "copy", keys[0], keys[1], by="ana", at=day(3))
    text = text_of(since(both, 2))
    assert re.search(r"ana called document:\w+ and document:\w+ copies of one text", text)


def test_a_document_that_tells_of_nothing(market: Ledger, tmp_path: Path) -> None:
    add(market, tmp_path / "in", 2, ("Ministers meet", "Harbour Post", "2024-06-01", "Ministers met in Oslo on Friday."))
    news = since(market, 1)
    assert (news.documents, news.untold, news.incidents) == (1, 1, ())
    assert "1 new document (1 tells of no incident)" in text_of(news)


def test_an_incident_that_no_report_tells_of_any_more(market: Ledger) -> None:
    from variorum import pipeline
    from variorum.model import Reading, Readout

    [document] = market.documents()
    reading = Reading(document=document.key, stage="read", maker="reader-2", at=day(2))
    market.add_readout(reading, Readout(document=document.key, maker="reader-2"))
    pipeline.settle(market)
    gone = only(since(market, 1))
    assert (gone.after, gone.left) == (None, 1)
    assert "GONE  Bombing, Quetta, 30 May 2024" in text_of(since(market, 1))


def test_two_names_of_one_actor(both: Ledger, tmp_path: Path) -> None:
    other = (
        "Rally in Quetta",
        "Coast Observer",
        "2024-05-31",
        "The Dawn Brigade said it carried out Thursday's bombing at a market in Quetta.",
    )
    add(both, tmp_path / "in", 3, other)
    desk.judge_names(both, "Red Dawn Front", "Dawn Brigade", same=True, by="ana", at=day(4), reason="one signs for the other")
    news = since(both, 3)
    text = text_of(news)
    assert "ana called Red Dawn Front and Dawn Brigade one actor, 4 June 2024: one signs for the other" in text
    assert not [said for each in news.incidents for said in each.blame if said.came], "nobody is newly blamed"


def test_claims_that_a_person_moves_and_makes(both: Ledger) -> None:
    claim, document = claim_of(both, "injured", 9), next(each for each in both.documents() if each.publisher == "Harbour Post")
    desk.assign(both, claim.key, "none", by="ana", at=day(3), reason="of another day")
    words = "The Red Dawn Front denied"
    draft = Draft(document=document.key, words=words, property="figure", value="40", fields={"category": "injured"})
    desk.add(both, draft, by="ana", at=day(4))
    moved, made = text_of(since(both, 2)), text_of(since(both, 3))
    assert f"ana moved injured: 9 ({claim.key[:14]}) to no incident, 3 June 2024: of another day" in moved
    assert "Injured: 9 → 40" in moved
    assert "ana added injured: 40 (document:" in made
    assert "Injured: 40\n" in made
