from __future__ import annotations

import gzip
import json
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from variorum.acquire import Seen, acquire
from variorum.errors import UsageError
from variorum.model import Problem
from variorum.model.identity import digest


def all_of(paths: list[Path | str], now: datetime, **more: object) -> tuple[list[Seen], list[Problem]]:
    found = list(acquire(paths, now=now, **more))  # type: ignore[arg-type]
    return [one for one in found if isinstance(one, Seen)], [one for one in found if isinstance(one, Problem)]


def test_a_folder_is_read_in_order_without_hidden_files_and_ledgers(tmp_path: Path, now: datetime) -> None:
    for name in ("b.txt", "a.md", ".hidden.txt", "sub/c.html", ".git/d.txt", "my.variorum/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"text of {name}", encoding="utf-8")
    seen, problems = all_of([tmp_path], now)
    assert [one.sighting.file for one in seen] == ["a.md", "b.txt", "c.html"]
    assert [one.capture.media_type for one in seen] == ["text/markdown", "text/plain", "text/html"]
    assert not problems
    assert all(digest(one.data) == one.capture.blob and one.sighting.capture == one.capture.key for one in seen)


def test_a_packed_file_is_the_capture_of_what_is_in_it(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "a.txt").write_bytes(b"the same words")
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(b"the same words", mtime=0))
    seen, _ = all_of([tmp_path], now)
    assert seen[0].capture == seen[1].capture
    assert seen[0].sighting.key != seen[1].sighting.key


def test_rows_are_captures(tmp_path: Path, now: datetime) -> None:
    rows = [{"id": "r1", "url": "https://Example.org/a?utm_medium=x", "text": "One."}, {"id": 2, "text": "Two."}, {"text": "Three."}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n\n".join(map(json.dumps, rows)), encoding="utf-8")
    seen, problems = all_of([path], now)
    assert [one.capture.row for one in seen] == ["r1", "2", None]
    assert seen[0].capture.address == "https://example.org/a"
    assert seen[0].data == json.dumps(rows[0]).encode()
    assert not problems


def test_a_file_that_grows_makes_only_its_new_rows_new(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "rows.ndjson"
    path.write_text('{"id":"1","text":"One."}\n', encoding="utf-8")
    before = {one.capture.key for one in all_of([path], now)[0]}
    path.write_text('{"id":"1","text":"One."}\r\n{"id":"2","text":"Two."}\n', encoding="utf-8")
    after = {one.capture.key for one in all_of([path], now)[0]}
    assert before < after
    assert len(after) == 2


def test_bad_rows_are_problems_and_the_others_are_read(tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"text": "One."}\nnot json\n[1]\n{"text": 7}\n{"text": " "}\n\xff\xfe\n{"text": "Two."}\n')
    seen, problems = all_of([path], now)
    assert len(seen) == 2
    assert [problem.code for problem in problems] == ["bad_row"] * 5
    assert len({problem.key for problem in problems}) == 5


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"%PDF", "unknown_format"),
        ("a", b"x", "unknown_format"),
        ("a.gz", b"x", "unknown_format"),
        ("a.txt", b"", "empty_file"),
        ("a.txt", b"x" * 2000, "too_large"),
        ("a.txt.gz", gzip.compress(b"x" * 100_000, mtime=0), "too_large"),
        ("a.jsonl", b'{"text": "' + b"x" * 2000 + b'"}', "too_large"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 1000, mtime=0), "too_large"),
        ("a.txt.gz", gzip.compress(b"", mtime=0), "empty_file"),
        ("a.txt.gz", b"not gzip", "unreadable_file"),
        ("a.txt.gz", gzip.compress(b"words " * 50, mtime=0)[:20], "unreadable_file"),
    ],
)
def test_trouble_is_a_problem(tmp_path: Path, now: datetime, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    seen, problems = all_of([tmp_path / name], now, max_bytes=1000)
    assert not seen
    assert [problem.code for problem in problems] == [code]


def test_a_broken_link_is_a_problem(tmp_path: Path, now: datetime) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    seen, problems = all_of([tmp_path], now)
    assert not seen
    assert problems[0].code == "unreadable_file"


def test_a_path_that_is_not_there_stops_before_any_work(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(UsageError, match="no such file"):
        acquire([tmp_path, tmp_path / "nothing"], now=now)
    with pytest.raises(UsageError, match="standard input"):
        acquire(["-"], now=now)


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        (b'\n\n{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n', ["application/json", "application/json"]),
        (b'{"id": "1", "text": "' + b"long " * 2000 + b'"}\n{"text": "Two."}', ["application/json", "application/json"]),
        (b"  <!DOCTYPE html><html><p>Words</p></html>", ["text/html"]),
        (b"<!-- x --><html></html>", ["text/html"]),
        (b"{ a brace and words", ["text/plain"]),
        (b"Words and words " * 1000, ["text/plain"]),
    ],
)
def test_standard_input_is_told_by_its_head(now: datetime, data: bytes, kinds: list[str]) -> None:
    seen, problems = all_of(["-"], now, stdin=BytesIO(data))
    assert [one.capture.media_type for one in seen] == kinds
    assert not problems
    if kinds == ["text/plain"]:
        assert seen[0].data == data


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path, now: datetime) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("words", encoding="utf-8")
    found = acquire([tmp_path], now=now)
    next(found)
    (tmp_path / "1.txt").write_text("other words", encoding="utf-8")
    following = next(found)
    assert isinstance(following, Seen)
    assert following.data == b"other words"
