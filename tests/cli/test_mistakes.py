"""What a user types wrong, and what lies in a folder by mistake: one line, what to do, an exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import call
from variorum.cli import OK, OURS, PARTIAL, USAGE

SHEET = (
    "Date;Outlet;Headline;Link;Desk notes;Full text\n"
    "2021-03-03;East Wire;Bomb kills 17;https://east-wire.example/1;seen;"
    '"Seventeen people were killed when a bomb exploded at a market in Kandhkot, Pakistan, on Wednesday, police said."\n'
    "2021-03-04;Valley Times;Short;https://valley.example/2;;\n"
)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "desk.csv"
    path.write_text(SHEET, encoding="utf-8-sig")
    return path


def test_a_spreadsheet_is_read_and_its_bad_row_is_named(sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "my.variorum"
    assert call("add", sheet, "--ledger", ledger) == PARTIAL
    told = capsys.readouterr().err
    assert "1 new capture, 1 new document, 0 read, 1 problem" in told
    assert f"{sheet}:3: row 3 (line 3) has no text" in told
    assert call("documents", "--json", "--ledger", ledger) == OK
    [document] = json.loads(capsys.readouterr().out)
    assert (document["publisher"], document["published"]["earliest"], document["title"]) == ("East Wire", "2021-03-03", "Bomb kills 17")
    assert document["columns"] == {"Desk notes": "seen"}
    assert call("export", "--no-text", "--ledger", ledger) == OK
    assert "seen" not in capsys.readouterr().out
    assert call("add", sheet, "--ledger", ledger) == PARTIAL
    assert "0 new captures, 0 new documents" in capsys.readouterr().err


def test_no_ledger_is_made_for_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("run", tmp_path / "nothing", "--ledger", tmp_path / "new.variorum") == USAGE
    assert "no such file or folder" in capsys.readouterr().err
    assert not (tmp_path / "new.variorum").exists()


def test_a_ledger_is_made_in_an_empty_folder_and_in_no_other(sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert call("add", sheet, "--ledger", tmp_path / "empty") == PARTIAL
    assert call("add", sheet, "--ledger", tmp_path) == USAGE
    assert "choose another name" in capsys.readouterr().err
    for command in (("add", sheet), ("incidents",)):
        assert call(*command, "--ledger", sheet) == USAGE
        assert "is a file, and a ledger is a folder" in capsys.readouterr().err


def test_a_ledger_that_may_not_be_written_to_is_said_to_be_so(
    sheet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "my.variorum"
    call("add", sheet, "--ledger", ledger)
    monkeypatch.setattr("os.access", lambda path, mode, **_: mode != os.W_OK)
    assert call("add", sheet, "--ledger", ledger) == USAGE
    assert "may not be written to: copy" in capsys.readouterr().err
    assert call("documents", "--ledger", ledger) == OK


def test_bytes_that_are_no_text_are_told_by_the_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.txt").write_bytes(bytes(range(256)) * 20)
    assert call("add", tmp_path / "report.txt", "--ledger", tmp_path / "my.variorum") == PARTIAL
    assert "report.txt: the bytes are no text" in capsys.readouterr().err


def test_what_cannot_be_meant_is_refused(sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "my.variorum"
    call("add", sheet, "--ledger", ledger)
    assert call("show", "", "--ledger", ledger) == USAGE
    assert call("claims", "--property", "figur", "--ledger", ledger) == USAGE
    assert call("incidents", "--type", "bombin", "--ledger", ledger) == USAGE
    assert call("incidents", "--since", "yesterday", "--ledger", ledger) == USAGE
    assert call("incidents", "--ledger", ledger) == OK
    assert "`variorum read`" in capsys.readouterr().out
    assert call("prefer", "0", "kild", "3", "--ledger", ledger) == USAGE
    assert "CATEGORY" in capsys.readouterr().err


@pytest.mark.parametrize("locale", [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_a_pipe_gets_utf_8_whatever_the_locale(locale: dict[str, str]) -> None:
    code = "import variorum.cli; variorum.cli._write_unicode(); print('17\\u201323 killed')"
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, **locale}, capture_output=True, check=True)
    assert done.stdout == "17–23 killed\n".encode()


def test_a_fault_of_ours_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("variorum.cli.tables.reading", lambda path: 1 / 0)
    assert call("incidents", "--ledger", tmp_path) == OURS
    assert capsys.readouterr().err.splitlines()[-1].startswith("variorum: a fault of ours")
