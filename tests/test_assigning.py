"""Claims moved, made and placed by a person: in a ledger, over re-readings, undone. With the reader of rules alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from variorum import desk, pipeline
from variorum.cli import OK, USAGE, main
from variorum.errors import UsageError
from variorum.model import Claim, FigureValue, Incident, Judgement, Reading, Readout, Span
from variorum.store import Ledger
from variorum.typed import Draft

REPORT = """\
Bomb at a market in Quetta

Coast Observer, 4 May 2021

QUETTA, Pakistan - A bomb killed nine people at a market in Quetta on Monday, police said. The wards of two hospitals were full.

In August 2016 a suicide bomber killed 70 people at a hospital in Quetta.
"""


@pytest.fixture
def ledger(tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    monkeypatch.setenv("VARIORUM_READER", "rules")
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    made = Ledger.create(tmp_path / "test.variorum")
    pipeline.run(made, [report], now=now)
    return made


def killed(ledger: Ledger, number: int) -> Claim:
    return next(claim for claim in ledger.claims(category="killed") if isinstance(claim.value, FigureValue) and claim.value.low == number)


def main_incident(ledger: Ledger) -> Incident:
    return next(incident for incident in ledger.incidents() if incident.documents)


def best(incident: Incident) -> dict[str, int | None]:
    return {figure.category: figure.best for figure in incident.figures}


def read_anew(ledger: Ledger, now: datetime) -> None:
    """Another reader, whose words are a letter longer, so that every claim has another key."""
    (document,) = ledger.documents()
    claims = [
        replace(claim, evidence=(Span.of(document.text, words.start, words.end + 1),), maker="reader-2")
        for claim in ledger.claims()
        for words in claim.evidence[:1]
    ]
    readout = Readout(document=document.key, maker="reader-2", accounts=tuple(ledger.accounts()), claims=tuple(claims))
    ledger.add_readout(Reading(document=document.key, stage="read", maker="reader-2", at=now), readout)
    pipeline.settle(ledger)


def test_a_claim_is_moved_kept_over_a_reading_and_moved_back(ledger: Ledger, now: datetime) -> None:
    old, new = killed(ledger, 70), killed(ledger, 9)
    assert old.account != new.account
    background = ledger.incident(old.account or "")
    said = desk.assign(ledger, new.key, background.id, by="ana", at=now + timedelta(minutes=1))
    assert said.other == old.account
    assert "killed" not in best(main_incident(ledger))
    read_anew(ledger, now + timedelta(minutes=2))
    assert new.key not in {claim.key for claim in ledger.claims()}
    assert "killed" not in best(main_incident(ledger))
    desk.undo(ledger, said.key, by="ana", at=now + timedelta(minutes=3))
    assert best(main_incident(ledger))["killed"] == 9
    desk.assign(ledger, new.key, "none", by="ana", at=now + timedelta(minutes=4))
    assert "killed" not in best(main_incident(ledger))


def test_a_claim_belongs_to_an_account_of_its_own_document(ledger: Ledger, now: datetime, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Two shot dead\n\n9 June 2023\n\nA gunman shot two people dead in Oslo on Friday, police said.\n", encoding="utf-8")
    pipeline.run(ledger, [other], now=now)
    foreign = killed(ledger, 2).account
    with pytest.raises(UsageError, match="is no account of this document; it has: account:"):
        desk.assign(ledger, killed(ledger, 9).key, foreign or "", by="ana", at=now)


def test_a_person_makes_a_claim_and_takes_it_back(ledger: Ledger, now: datetime) -> None:
    document = next(iter(ledger.documents()))

    def make(words: str, number: str, minute: int, **more: str) -> Judgement:
        draft = Draft(document=document.key, words=words, property="figure", value=number, fields={"category": "injured"}, **more)  # type: ignore[arg-type]
        return desk.add(ledger, draft, by="ana", at=now + timedelta(minutes=minute))

    assert "injured" not in best(main_incident(ledger))
    made = make("wards of two hospitals were full", "at least 20", 1, said_by="a doctor")
    (figure,) = [figure for figure in main_incident(ledger).figures if figure.category == "injured"]
    assert (figure.low, [witness.origin for witness in figure.witnesses]) == (20, ["a doctor (in Coast Observer)"])
    (added,) = [claim for claim in desk.contents(ledger).claims if claim.maker == "person:ana"]
    assert added.evidence[0].exact == "wards of two hospitals were full"
    desk.undo(ledger, made.key, by="ana", at=now + timedelta(minutes=2))
    assert "injured" not in best(main_incident(ledger))
    elsewhere = make("wards of two hospitals were full", "20", 3, account=killed(ledger, 70).account or "")
    assert elsewhere.other == killed(ledger, 70).account
    assert "injured" not in best(main_incident(ledger))
    with pytest.raises(UsageError, match="do not stand in the text"):
        make("no such words", "3", 4)
    words = killed(ledger, 9).evidence[0].exact
    with pytest.raises(UsageError, match="the reader has it"):
        desk.add(
            ledger,
            Draft(document=document.key, words=words, property="figure", value="9", fields=_fields(killed(ledger, 9))),
            by="ana",
            at=now,
        )


def _fields(claim: Claim) -> dict[str, object]:
    assert isinstance(claim.value, FigureValue)
    return {"category": claim.value.category, "group_text": claim.value.group_text}


def test_a_person_says_which_place_is_meant(ledger: Ledger, now: datetime) -> None:
    account = killed(ledger, 9).account
    places = list(ledger.claims(account=account, property="place"))
    assert places
    for minute, claim in enumerate(places):
        desk.place(ledger, claim.key, "Kandahar, AF", by="ana", at=now + timedelta(minutes=minute))
    where = main_incident(ledger).where
    assert where is not None
    assert (where.name, where.country) == ("Kandahar", "AF")
    with pytest.raises(UsageError, match="is a figure claim"):
        desk.place(ledger, killed(ledger, 9).key, "Kandahar, AF", by="ana", at=now)


def test_the_commands(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    def call(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--by", "bo", "--ledger", str(ledger.path)])
        assert isinstance(ended.value.code, int)
        printed = capsys.readouterr()
        return ended.value.code, printed.out + printed.err

    claim, account = killed(ledger, 9).key, killed(ledger, 70).account or ""
    place = next(ledger.claims(property="place")).key
    document = next(iter(ledger.documents())).key
    ledger.close()
    code, said = call("assign", claim, account, "--reason", "of 2016")
    assert code == OK
    assert "bo moved killed: 9 (claim:" in said
    code, said = call("place", place, "Kandahar, Afghanistan")
    assert code == OK
    assert "bo corrected market, Quetta" in said
    code, said = call("place", place, "Springfield, US")
    assert code == USAGE
    assert "type the id of one" in said
    code, said = call("claim", document, "wards of two hospitals", "figure", "20", "--category", "injured", "--said-by", "a doctor")
    assert code == OK
    assert "bo added" in said
    for wrong in (["figure", "20"], ["weapon", "bomb", "--category", "killed"], ["responsibility", "Red Dawn Front"]):
        assert call("claim", document, "wards of two hospitals", *wrong)[0] == USAGE
    assert call("alias", "Red Dawn Front", "RDF", "--different")[0] == OK
    code, said = call("alias", "the RDF", "rdf")
    assert code == USAGE
    assert "are one name" in said
