"""The record at other times, as a user asks for it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from tests.history.days import FIRST, SECOND, THIRD, about, add, day
from variorum import desk
from variorum.cli import OK, USAGE, main
from variorum.store import Ledger


def call(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch, Ledger.create(folder / "my.variorum") as made:
        patch.setenv("VARIORUM_READER", "rules")
        add(made, folder / "in", 1, FIRST)
        add(made, folder / "in", 2, SECOND, THIRD)
        desk.judge_pair(made, "same", about(made, "Quetta").id, about(made, "Nairobi").id, by="bo", at=day(3))
    return folder / "my.variorum"


@pytest.fixture
def id(ledger: Path) -> str:
    with Ledger.open(ledger) as opened:
        return about(opened, "Quetta").id


def shown(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert call(*arguments) == OK
    return capsys.readouterr().out


def test_show_as_of_a_day(ledger: Path, id: str, capsys: pytest.CaptureFixture[str]) -> None:
    now, then = (shown(capsys, "show", id, "--ledger", ledger, *more) for more in ((), ("--as-of", "2024-06-01")))
    assert "The record" not in now
    assert "The record as it stood at the end of 1 June 2024 (UTC)." in then
    assert "Seventeen people" in then
    assert "health minister" in now
    assert "health minister" not in then
    assert "To cite: “Bombing, Quetta, 30 May 2024”, account:" in then
    row = json.loads(shown(capsys, "show", id, "--ledger", ledger, "--as-of", "2024-06-01", "--json"))
    assert (row["as_of"], len(row["documents"])) == ("2024-06-01T23:59:59.999999+00:00", 1)
    assert "as_of" not in json.loads(shown(capsys, "show", id, "--ledger", ledger, "--json"))
    instant = shown(capsys, "show", id, "--ledger", ledger, "--as-of", "2024-06-01T15:00+02:00")
    assert "as it stood at 13:00:00 UTC on 1 June 2024" in instant


def test_show_published_by_a_day(ledger: Path, id: str, capsys: pytest.CaptureFixture[str]) -> None:
    row = json.loads(shown(capsys, "show", id, "--ledger", ledger, "--published-by", "2024-05-30", "--json"))
    assert (row["published_by"], len(row["documents"])) == ("2024-05-30", 1)
    both = shown(capsys, "show", id, "--ledger", ledger, "--published-by", "2024-05-31", "--as-of", "2024-06-02")
    assert "as it stood at the end of 2 June 2024 (UTC), from reports published by 31 May 2024." in both


def test_a_report_without_a_date_is_left_out_and_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    undated = ("Undated note", "Coast Observer", "", "A bomb at a market in Quetta killed 99 people, a shopkeeper said.")
    with pytest.MonkeyPatch.context() as patch, Ledger.create(tmp_path / "my.variorum") as made:
        patch.setenv("VARIORUM_READER", "rules")
        add(made, tmp_path / "in", 1, FIRST, undated)
        ids = [incident.id for incident in made.incidents() if incident.documents]
        for other in ids[1:]:
            desk.judge_pair(made, "same", ids[0], other, by="bo", at=day(2))
        id = about(made, "Quetta").id
    assert call("show", id, "--ledger", tmp_path / "my.variorum", "--published-by", "2024-05-30") == OK
    said = capsys.readouterr()
    assert said.err == "1 report is left out: not known whether published by then\n"
    assert "99" not in said.out.split()  # a digest may hold it


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--as-of", "2024-05-31"), "its first report came in at 12:00:00 UTC on 1 June 2024"),
        (("--published-by", "2024-05-29"), "is known to be published by 29 May 2024"),
        (("--as-of", "yesterday"), "'yesterday' is no day (2024-06-03)"),
        (("--as-of", "0001-01-01T00:00+14:00"), "is no day"),
        (("--published-by", "2024-06-01T10:00"), "is no day (2024-06-03)"),
    ],
)
def test_what_cannot_be_shown_is_one_line(
    options: tuple[str, str], words: str, ledger: Path, id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("show", id, "--ledger", ledger, *options) == USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_dossier_of_then(ledger: Path, id: str, tmp_path: Path) -> None:
    page = tmp_path / "then.html"
    assert call("dossier", id, "--ledger", ledger, "--as-of", "2024-06-01", "-o", page) == OK
    text = page.read_text(encoding="utf-8")
    assert "The record <b>as it stood at the end of 1 June 2024 (UTC)</b>" in text
    assert "To cite: <bdi>“Bombing, Quetta" in text
    assert "Harbour Post" not in text
    assert call("dossier", "--all", "--ledger", ledger, "--as-of", "2024-06-02", "-o", page) == OK
    assert "Shooting, Nairobi" in page.read_text(encoding="utf-8")
    assert call("dossier", "--all", "--ledger", ledger, "--as-of", "1990-01-01", "-o", page) == OK
    assert "No incidents yet" in page.read_text(encoding="utf-8")


def test_news_since_a_day(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(capsys, "news", "--ledger", ledger, "--since", "2024-06-02")
    assert text.startswith("What changed since 2 June 2024\n")
    assert "Harbour Post, 31 May 2024: Market toll rises to 23" in text
    assert "Bomb goes off at Quetta market" not in text
    row = json.loads(shown(capsys, "news", "--ledger", ledger, "--since", "2024-06-02T12:00:00Z", "--json"))
    assert (row["record"], row["documents"], [len(each["merged"]) for each in row["incidents"]]) == ("news", 0, [1])
    assert call("news", "--ledger", ledger, "--since", "0001-01-01") == USAGE


def test_no_news_is_quiet(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("news", "--ledger", ledger, "--since", "2024-06-04") == OK
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "nothing changed since 4 June 2024\n")
    row = json.loads(shown(capsys, "news", "--ledger", ledger, "--since", "2024-06-04", "--json"))
    assert (row["incidents"], row["judgements"]) == ([], [])


def test_cite(ledger: Path, id: str, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(ledger) as opened:
        digest, changed = opened.head(), opened.last_change()
    assert changed == day(3)
    line = shown(capsys, "cite", id, "--ledger", ledger)
    assert re.fullmatch(rf"“.+”, account:\w+, record of 3 June 2024: 3 reports, .+ledger {digest}\.\n", line)
    assert line.strip() in shown(capsys, "show", id, "--ledger", ledger)
    then = shown(capsys, "cite", id, "--ledger", ledger, "--as-of", "2024-06-01")
    assert "as it stood at the end of 1 June 2024 (UTC): 1 report, " in then
    [item] = json.loads(shown(capsys, "cite", id, "--ledger", ledger, "--format", "csl-json", "--published-by", "2024-05-30"))
    assert "from reports published by 30 May 2024" in item["note"]
    assert shown(capsys, "cite", id, "--ledger", ledger, "--format", "bibtex").startswith("@misc{account-")


def test_the_same_ledger_gives_the_same_record_later(ledger: Path, id: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Whoever cites the record of a day can show it again when the ledger has grown."""
    before = shown(capsys, "show", id, "--ledger", ledger, "--as-of", "2024-06-02", "--json")
    with pytest.MonkeyPatch.context() as patch, Ledger.open(ledger, write=True) as made:
        patch.setenv("VARIORUM_READER", "rules")
        more = (
            "Another toll for the market",
            "Coast Observer",
            "2024-06-03",
            "The bomb at a market in Quetta on Thursday killed 31 people.",
        )
        add(made, tmp_path / "in", 9, more)
        assert made.last_change() == day(3) + timedelta(days=6)
    assert shown(capsys, "show", id, "--ledger", ledger, "--as-of", "2024-06-02", "--json") == before
