from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from variorum import pipeline
from variorum.cli import OK, main
from variorum.store import Ledger

REPORTS = (
    "Bomb in Quetta\n\n4 May 2021\n\nA bomb killed nine people in Quetta on Monday. The Red Dawn Front claimed responsibility.\n",
    "Bomb in Lahore\n\n9 July 2021\n\nA bomb killed two people in Lahore on Thursday. RDF claimed responsibility.\n",
    "Bomb in Nairobi\n\n2 June 2022\n\nA bomb killed six people in Nairobi on Monday. Al-Shabaab claimed responsibility.\n",
)


def test_actors_are_listed_with_their_names_and_who_said_so(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*arguments: str) -> tuple[str, str]:
        with pytest.raises(SystemExit) as ended:
            main([*arguments, "--ledger", str(folder)])
        assert ended.value.code == OK
        return capsys.readouterr()

    monkeypatch.setenv("VARIORUM_READER", "rules")
    folder = tmp_path / "my.variorum"
    (tmp_path / "in").mkdir()
    for number, text in enumerate(REPORTS):
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")
    with Ledger.create(folder) as ledger:
        pipeline.run(ledger, [tmp_path / "in"], now=now)
    rows = json.loads(call("actors", "--json")[0])
    assert {row["actor"]: row["part_of"] for row in rows} == {"Red Dawn Front": [], "RDF": [], "al-Shabaab": ["al-Qaeda"]}
    call("alias", "Red Dawn Front", "RDF", "--by", "ana", "--reason", "signs so")
    call("alias", "Blue Hill Army", "BHA", "--by", "ana")
    rows = {row["actor"]: row for row in json.loads(call("actors", "--json")[0])}
    assert (sorted(rows["Red Dawn Front"]["told_as"]), len(rows["Red Dawn Front"]["incidents"])) == (["RDF", "Red Dawn Front"], 2)
    assert [(said["by"], said["reason"], said["same"]) for said in rows["Red Dawn Front"]["said"]] == [("ana", "signs so", True)]
    out, err = call("actors")
    assert "ana said that Red Dawn Front and RDF are one actor" in out
    assert "in no incident of this ledger: ana said that Blue Hill Army and BHA are one actor" in err
