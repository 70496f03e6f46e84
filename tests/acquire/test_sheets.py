from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from variorum.acquire import Seen, acquire
from variorum.acquire.columns import accepted, columns_of
from variorum.acquire.seen import Origin
from variorum.acquire.sheets import rows_of_sheet
from variorum.export import archive
from variorum.export import csv as claims
from variorum.model import Problem

HEAD = "Date,Outlet,Headline,Link,Text,Notes\n"
ROW = (
    '2024-03-09,The Harbour Post,Two killed,https://harbour-post.example/a,"Two people were killed, police said.\n\nOne was hurt.",check\n'
)


def read(data: bytes | str, now: datetime, name: str = "reports.csv", limit: int = 10_000) -> tuple[list[Seen], list[Problem]]:
    stream = BytesIO(data.encode() if isinstance(data, str) else data)
    found = list(rows_of_sheet(stream, Origin(file=name, path=name, at=now), limit))
    return [one for one in found if isinstance(one, Seen)], [one for one in found if isinstance(one, Problem)]


def rows(seen: list[Seen]) -> list[dict[str, str]]:
    return [json.loads(one.data) for one in seen]


def test_a_row_is_a_report_under_the_words_of_a_row_of_json_lines(now: datetime) -> None:
    seen, problems = read(HEAD + ROW, now)
    assert not problems
    assert rows(seen) == [
        {
            "title": "Two killed",
            "published": "2024-03-09",
            "publisher": "The Harbour Post",
            "url": "https://harbour-post.example/a",
            "text": "Two people were killed, police said.\n\nOne was hurt.",
        }
    ]
    assert seen[0].capture.media_type == "application/json"
    assert seen[0].capture.address == "https://harbour-post.example/a"
    assert seen[0].sighting.headers == (("Notes", "check"),)


def test_a_note_that_changes_and_columns_that_move_make_no_new_report(now: datetime) -> None:
    before, _ = read(HEAD + ROW, now)
    noted, _ = read(HEAD + ROW.replace("check", "checked"), now)
    moved, _ = read("Text,Notes,Date\nWords.,a,2024-03-09\n", now)
    other, _ = read("Date,Text\n2024-03-09,Words.\n", now)
    assert before[0].capture == noted[0].capture
    assert before[0].sighting.key != noted[0].sighting.key
    assert moved[0].capture == other[0].capture


def test_a_sheet_that_grows_makes_only_its_new_rows_new(now: datetime) -> None:
    before = {one.capture.key for one in read("id,text\n1,One.\n", now)[0]}
    after = {one.capture.key for one in read("id,text\n0,Naught.\n1,One.\n\n,\n2,Two.\n", now)[0]}
    assert before < after
    assert len(after) == 3


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_encoding_and_line_ends_are_found(now: datetime, delimiter: str, encoding: str, end: str) -> None:
    text = f'Zwölf Menschen, darunter Kinder; "viele" {delimiter} verletzt – so die Polizei.\nUnd weiter.'
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([["datum", "title", "body"], ["x", "É", text], ["y", "Ü", "Mehr."]])
    seen, problems = read(out.getvalue().encode(encoding), now)
    assert not problems
    assert [(row["title"], row["text"]) for row in rows(seen)] == [("É", text), ("Ü", "Mehr.")]


def test_what_excel_says_of_its_delimiter_is_no_heading(now: datetime) -> None:
    seen, problems = read("sep=;\r\ntitle;text\r\nA, b;Words, words.\r\n", now)
    assert not problems
    assert rows(seen) == [{"title": "A, b", "text": "Words, words."}]


def test_every_bad_row_is_one_problem_that_names_it_and_the_others_are_read(now: datetime) -> None:
    data = (
        "date,title,text\n"
        "2024-03-09,One,First.\n"
        "2024-03-09,Two\n"
        "2024-03-09,Three,Third.,more\n"
        "2024-03-09,Four,\n"
        '2024-03-09,Five,"He said "no" to all."\n'
        "2024-03-09,Six,Sixth.,,\n"
        '2024-03-09,Seven,"Never closed.\n'
        "2024-03-09,Eight,Eighth.\n"
    )
    seen, problems = read(data, now)
    assert [row["title"] for row in rows(seen)] == ["One", "Six"]
    assert [problem.code for problem in problems] == ["bad_row"] * 5
    assert [problem.subject for problem in problems] == [f"reports.csv:{row}" for row in (3, 4, 5, 6, 8)]
    assert [problem.message for problem in problems] == [
        "row 3 (line 3): it has 2 cells where the heading has 3",
        "row 4 (line 4): it has 4 cells where the heading has 3",
        "row 5 (line 5) has no text",
        "row 6 (line 6): its quotation marks do not pair: one within a cell is written twice",
        "row 8 (line 8): its quotation mark is never closed, down to line 9",
    ]


def test_an_open_quotation_mark_swallows_no_report_silently(now: datetime) -> None:
    seen, problems = read('date,text\na,"Left open.\nb,"Closed."\nc,Third.\n', now)
    assert [row["text"] for row in rows(seen)] == ["Third."]
    assert [problem.message for problem in problems] == [
        "row 2 (line 2): its quotation marks do not pair (lines 2 to 3): one within a cell is written twice"
    ]


def test_rows_are_counted_as_a_spreadsheet_counts_them(now: datetime) -> None:
    _, problems = read('text,date\n"One.\n\nMore.",a\n,b\n', now)
    assert [(problem.subject, problem.message) for problem in problems] == [("reports.csv:3", "row 3 (line 5) has no text")]


def test_words_in_quotation_marks_between_tabs_are_words(now: datetime) -> None:
    seen, problems = read('text\tdate\n"No," he said.\ta\n"Yes," said she, "all of them\tb\n', now)
    assert not problems
    assert [row["text"] for row in rows(seen)] == ['"No," he said.', '"Yes," said she, "all of them']


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty_file", "nothing"),
        (b"\n\n", "empty_file", "nothing"),
        (b"date,text\n", "empty_file", "no rows"),
        (b"date,title,link\na,b,c\n", "unknown_format", "It has: date, title, link"),
        (b"Two people were killed, police said.\n", "unknown_format", "one must be named text, body"),
        (b"PK\x03\x04\x14\x00\x06\x00rest", "unknown_format", "CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00", "unknown_format", "CSV"),
    ],
)
def test_a_file_that_is_no_sheet_of_reports_is_one_clear_problem(now: datetime, data: bytes, code: str, words: str) -> None:
    seen, problems = read(data, now)
    assert not seen
    assert [problem.code for problem in problems] == [code]
    assert words in problems[0].message


@pytest.mark.parametrize("columns", [claims.COLUMNS, archive.COLUMNS])
def test_what_the_program_exported_is_refused_with_a_word(now: datetime, columns: tuple[str, ...]) -> None:
    seen, problems = read(",".join(columns) + "\n" + "x," * (len(columns) - 1) + "x\n", now)
    assert not seen
    assert problems[0].message.startswith("an export of variorum, not reports")


def test_an_export_as_json_lines_is_refused_with_a_word(tmp_path: Path, now: datetime) -> None:
    row = {"record": "document", "id": "document:1", "file": "a", "source_row": None, "sha256": "0", "retrieved_at": None, "text": "x"}
    (tmp_path / "ledger.jsonl").write_text(f"{json.dumps(row)}\n{{}}\n", encoding="utf-8")
    (found,) = acquire([tmp_path], now=now)
    assert isinstance(found, Problem)
    assert found.message.startswith("an export of variorum")


def test_a_column_of_dates_in_figures_is_read_by_the_date_that_proves_its_order(now: datetime) -> None:
    seen, problems = read("date,text\n3/9/2024,a\n3/25/2024 14:05,b\n4/1/24,c\n9 March 2024,d\n", now)
    assert [row["published"] for row in rows(seen)] == ["2024-03-09", "2024-03-25 14:05", "2024-04-01", "9 March 2024"]
    assert not problems
    seen, problems = read("date,text\n3/9/2024,a\n25/3/2024,b\n", now)
    assert [row["published"] for row in rows(seen)] == ["3/9/2024", "25/3/2024"]
    assert not problems


@pytest.mark.parametrize("dates", [("3/9/2024", "4/9/2024"), ("3/9/2024", "25/3/2024", "3/25/2024")])
def test_a_column_whose_order_nothing_proves_is_one_problem(now: datetime, dates: tuple[str, ...]) -> None:
    seen, problems = read("date,text\n" + "".join(f"{day},Words {number}.\n" for number, day in enumerate(dates)), now)
    assert [row["published"] for row in rows(seen)] == list(dates)
    assert [problem.code for problem in problems] == ["bad_date"]
    assert "3/9/2024" in problems[0].message


def test_a_source_that_is_a_link_is_the_address(now: datetime) -> None:
    seen, _ = read("source,text\nhttps://harbour-post.example/a,Words.\nHarbour Post,More.\n", now)
    assert rows(seen) == [{"url": "https://harbour-post.example/a", "text": "Words."}, {"publisher": "Harbour Post", "text": "More."}]
    assert seen[0].capture.address == "https://harbour-post.example/a"


def test_columns_are_found_by_name_whatever_its_case_and_signs() -> None:
    columns = columns_of([" Full_Text ", "PUBLISHED-AT", "date", "", "notes", "Notes", "notes", "", ""])
    assert columns.fields == {"published": 1, "text": 0}
    assert columns.others == {2: "date", 3: "column 4", 4: "notes", 5: "Notes", 6: "notes (2)"}
    assert columns.width == 7


def test_the_headings_on_the_page_are_those_that_are_taken() -> None:
    page = (Path(__file__).parent.parent.parent / "docs" / "reports.md").read_text(encoding="utf-8")
    for field, headings in accepted().items():
        assert f"| {field} | {', '.join(headings.values())} |" in page


def test_a_row_over_the_limit_is_left_out_alone(now: datetime) -> None:
    seen, problems = read(f"text\n{'long ' * 300}\nshort\n", now, limit=1000)
    assert [row["text"] for row in rows(seen)] == ["short"]
    assert [problem.code for problem in problems] == ["bad_row"]
    assert "longer than 1000" in problems[0].message


def test_bytes_that_fit_no_encoding_are_counted_once(now: datetime) -> None:
    seen, problems = read("text\nÄöü ßäö.\n".encode() + b"caf\xe9\n", now)
    assert [row["text"] for row in rows(seen)] == ["Äöü ßäö.", "caf\ufffd"]
    assert [problem.code for problem in problems] == ["undecodable"]


def test_sheets_come_as_files_packed_and_by_standard_input(tmp_path: Path, now: datetime) -> None:
    data = b"title\ttext\nA\tWords.\n"
    (tmp_path / "a.tsv").write_bytes(data)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(data, mtime=0))
    found = list(acquire([tmp_path, "-"], now=now, stdin=BytesIO(data)))
    assert all(isinstance(one, Seen) for one in found)
    assert len({one.capture.key for one in found if isinstance(one, Seen)}) == 1
    assert len(found) == 3


def test_a_text_that_has_commas_is_no_sheet(now: datetime) -> None:
    for data in (b"Text, title and all\n\nWords.", b"text\n\nWords.", b"Two killed, source says\n\nWords."):
        (found,) = acquire(["-"], now=now, stdin=BytesIO(data))
        assert isinstance(found, Seen)
        assert found.capture.media_type == "text/plain"


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_or_problems(data: bytes) -> None:
    now = datetime.fromisoformat("2024-06-01T12:00:00+00:00")
    seen, problems = read(data, now)
    assert seen or problems
    seen, problems = read(b"date,text\n" + data, now)
    assert all(json.loads(one.data)["text"] for one in seen)


@example(["\ufffd"])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip), max_size=8))
def test_what_csv_writes_is_read_as_it_was(texts: list[str]) -> None:
    now = datetime.fromisoformat("2024-06-01T12:00:00+00:00")
    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], *([str(number), text] for number, text in enumerate(texts))])
    seen, problems = read(out.getvalue(), now)
    assert [row["text"] for row in rows(seen)] == [text.strip() for text in texts]
    assert bool(problems) == (not texts)
