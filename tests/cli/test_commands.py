"""Every documented command, called as a user calls it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from variorum.cli import COMMANDS, INTERRUPTED, OK, PARTIAL, USAGE, main

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def call(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "my.variorum"
    assert call("run", EXAMPLES / "suruc", "--ledger", path) == OK
    return path


def shown(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> str:
    assert call(*arguments) == OK
    return capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Usage: variorum" in shown(capsys, command, "--help")


@pytest.mark.parametrize("command", ["incidents", "claims", "documents", "problems", "log"])
def test_tables_for_people_and_json_for_programs(command: str, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, command, "--ledger", ledger)
    rows = json.loads(shown(capsys, command, "--ledger", ledger, "--json"))
    lines = shown(capsys, command, "--ledger", ledger, "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == rows


def test_an_incident_is_shown_by_the_start_of_its_id(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ids = re.findall(r"account:\w+", shown(capsys, "incidents", "--ledger", ledger))
    text = shown(capsys, "show", ids[0], "--ledger", ledger)
    assert text.strip()
    assert json.loads(shown(capsys, "show", ids[0], "--ledger", ledger, "--json"))["record"] == "incident"


def test_incidents_are_chosen_by_what_was_struck_what_with_and_who_is_blamed(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = json.loads(shown(capsys, "incidents", "--ledger", ledger, "--json"))
    for option, held in (("target", "targets"), ("weapon", "weapons"), ("actor", "responsibility")):
        row = next(row for row in every if row[held])
        first = row[held][0]
        words = first["actor"]["name"] if held == "responsibility" else first["name"] or first["description"]
        chosen = json.loads(shown(capsys, "incidents", f"--{option}", words.upper(), "--ledger", ledger, "--json"))
        assert row in chosen
        assert all(other[held] for other in chosen)
    assert "no such incidents" in shown(capsys, "incidents", "--target", "zeppelin", "--ledger", ledger)


def test_export_and_dossier_are_written(ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [json.loads(line) for line in shown(capsys, "export", "--ledger", ledger).splitlines()]
    assert {"document", "account", "claim", "incident"} <= {row["record"] for row in rows}
    shared = [json.loads(line) for line in shown(capsys, "export", "--no-text", "--ledger", ledger).splitlines()]
    assert not any("text" in row for row in shared if row["record"] == "document")
    assert shown(capsys, "export", "--format", "csv", "--ledger", ledger).startswith("incident,")
    page = tmp_path / "page.html"
    assert call("dossier", "--all", "--ledger", ledger, "-o", page) == OK
    assert "<script src" not in page.read_text(encoding="utf-8")


def test_a_judgement_and_its_undo_are_logged(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figure = json.loads(shown(capsys, "claims", "--property", "figure", "--ledger", ledger, "--json"))[0]
    said = shown(capsys, "judge", figure["key"], "reject", "--reason", "a trial", "--by", "me", "--ledger", ledger)
    judgement = said.split()[0]
    assert "a trial" in shown(capsys, "log", "--ledger", ledger)
    assert call("undo", judgement, "--by", "me", "--ledger", ledger) == OK


def test_a_figure_is_decided_on_and_looked_at_by_another_rule(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def killed(*more: str) -> dict[str, Any]:
        rows = json.loads(shown(capsys, "incidents", "--ledger", ledger, "--json"))
        chosen = next(row["id"] for row in rows if row["figures"].get("killed"))
        return {"id": chosen, **json.loads(shown(capsys, "show", chosen, "--ledger", ledger, "--json", *more))["figures"]["killed"]}

    before = killed()
    assert (before["rule"], before["decision"]) == ("range", None)
    assert killed("--rule", "conservative")["rule"] == "conservative"
    prefer = ("prefer", before["id"], "killed", "31", "--reason", "names", "--by", "me", "--ledger", ledger)
    judgement = shown(capsys, *prefer).split()[0]
    assert (killed()["best"], killed()["rule"], killed()["decision"]["by"]) == (31, "decision", "me")
    assert "decided by me" in shown(capsys, "show", before["id"], "--ledger", ledger)
    figure = json.loads(shown(capsys, "claims", "--property", "figure", "--ledger", ledger, "--json"))[0]
    other = "injured" if figure["value"]["category"] == "killed" else "killed"
    assert call("prefer", before["id"], other, figure["key"], "--ledger", ledger) == USAGE
    assert call("prefer", before["id"], "killed", "many", "--ledger", ledger) == USAGE
    assert call("undo", judgement, "--by", "me", "--ledger", ledger) == OK
    capsys.readouterr()
    assert killed() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("incidents", "--ledger", "nowhere.variorum"),
        ("run", "no-such-folder", "--ledger", "new.variorum"),
        ("dossier", "--ledger", "nowhere.variorum"),
        ("incident",),
        ("show",),
        ("incidents", "--colour"),
    ],
)
def test_a_users_mistake_is_one_line_and_exit_code_2(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(*arguments) == USAGE
    assert "Traceback" not in capsys.readouterr().err
    assert not (tmp_path / "nowhere.variorum").exists()


def test_a_bad_file_is_a_problem_and_exit_code_3(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "fine.txt").write_text("Blast kills two\n\nTwo people were killed by a bomb in Quetta on Monday, police said.\n")
    assert call("run", tmp_path / "in", "--ledger", tmp_path / "x.variorum") == PARTIAL


def test_victims_are_listed_once_and_who_may_be_one_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    for name, outlet, day in (("a", "Lakeside Daily", "Tuesday"), ("b", "Harbour Post", "Wednesday")):
        body = f"QUETTA, 4 May 2021 ({outlet}) — Ada Vance, 34, was shot dead in Quetta on Monday, police said on {day}."
        (tmp_path / "in" / f"{name}.txt").write_text(f"Teacher shot dead in Quetta\n\n{body}\n", encoding="utf-8")
    assert call("run", tmp_path / "in", "--ledger", tmp_path / "x.variorum") == OK
    capsys.readouterr()
    rows = json.loads(shown(capsys, "victims", "--ledger", tmp_path / "x.variorum", "--json"))
    assert {(row["record"], row["name"]) for row in rows} == {("victim", "Ada Vance")}
    assert "Ada Vance" in shown(capsys, "victims", "--ledger", tmp_path / "x.variorum", "--incident", rows[0]["incident"])
    assert shown(capsys, "victims", "--duplicates", "--ledger", tmp_path / "x.variorum")
    exported = (json.loads(line) for line in shown(capsys, "export", "--ledger", tmp_path / "x.variorum").splitlines())
    assert "victim" not in {row["record"] for row in exported}


def test_what_is_decided_of_two_victims_is_remembered_and_names_nobody_in_exports(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name, outlet, victim in (("a", "Lakeside Daily", "Mohammed Nasr"), ("b", "Harbour Post", "Muhammad Nasr")):
        body = f"QUETTA, 4 May 2021 ({outlet}) — {victim}, 34, was shot dead in Quetta on Monday, police said."
        (tmp_path / "in" / f"{name}.txt").write_text(f"Teacher shot dead in Quetta\n\n{body}\n", encoding="utf-8")
    ledger = ("--ledger", tmp_path / "x.variorum")
    assert call("run", tmp_path / "in", *ledger) == OK
    capsys.readouterr()
    [pair] = json.loads(shown(capsys, "victims", "--duplicates", "--json", *ledger))
    said = shown(capsys, "same", pair["left"], pair["right"], "--by", "ana", *ledger)
    assert "ana called claim:" in said
    assert [len(row["documents"]) for row in json.loads(shown(capsys, "victims", "--json", *ledger))] == [2]
    assert call("reread", *ledger) == OK
    assert json.loads(shown(capsys, "victims", "--duplicates", "--json", *ledger) or "[]") == []
    assert "Nasr" not in "".join(line for line in shown(capsys, "export", "--no-text", *ledger).splitlines() if '"judgement"' in line)
    assert "Nasr" in "".join(line for line in shown(capsys, "export", "--victims", *ledger).splitlines() if '"judgement"' in line)
    shown(capsys, "undo", said.split()[0], "--by", "ana", *ledger)
    assert len(json.loads(shown(capsys, "victims", "--json", *ledger))) == 2


def test_an_interrupt_says_that_work_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("variorum.pipeline.run", interrupted)
    assert call("run", EXAMPLES / "suruc", "--ledger", tmp_path / "x.variorum") == INTERRUPTED
    assert "kept" in capsys.readouterr().err
