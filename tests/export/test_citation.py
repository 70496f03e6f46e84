"""Citations: in words, for BibTeX, for CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export import made
from variorum.export.citation import Citation, cite, cited, moment_words, record_words, tex

CHANGED = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)
NOW = cite(made.SIEGE, replace(made.CONTENTS, changed_at=CHANGED))
END = datetime(2024, 6, 3, 23, 59, 59, 999999, tzinfo=UTC)


def test_what_is_cited() -> None:
    assert (NOW.incident, NOW.day, NOW.digest) == (made.SIEGE.id, date(2024, 6, 3), made.CONTENTS.digest)
    assert NOW.reports == len(made.SIEGE.documents)
    assert NOW.witnesses == len({witness.origin for figure in made.SIEGE.figures for witness in figure.witnesses})
    line = cited(NOW, "text")
    assert line.startswith(f"“Hostage-taking, Beslan, 1 September 2004”, {made.SIEGE.id}, record of 3 June 2024: ")
    assert line.endswith(f"variorum {NOW.version}, ledger {made.CONTENTS.digest}.")
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", NOW.version)


def test_the_record_of_another_day_says_so() -> None:
    contents = replace(made.CONTENTS, changed_at=CHANGED, as_of=END - timedelta(days=2))
    then = cite(made.SIEGE, contents)
    assert then.day == date(2024, 6, 1)
    assert "record as it stood at the end of 1 June 2024 (UTC): " in cited(then, "text")
    early = cite(made.SIEGE, replace(made.CONTENTS, changed_at=CHANGED, published_by=date(2004, 9, 3)))
    assert "record of 3 June 2024, from reports published by 3 September 2004: " in cited(early, "text")
    assert "record: " in cited(cite(made.SIEGE, made.CONTENTS), "text")
    assert record_words(None, None) == ""


def test_an_incident_that_is_only_mentioned_is_cited_as_that() -> None:
    assert " mentioned in 2 reports, 1 witness to its figures." in cited(replace(NOW, reports=0, mentions=2, witnesses=1), "text")
    assert " 1 report, no figures." in cited(replace(NOW, reports=1, witnesses=0), "text")


def test_an_instant_in_words() -> None:
    assert moment_words(END) == "the end of 3 June 2024 (UTC)"
    assert moment_words(datetime(2024, 6, 3, 1, 5, tzinfo=timezone(timedelta(hours=3)))) == "22:05:00 UTC on 2 June 2024"


def test_csl_json_holds_what_the_schema_asks_for() -> None:
    [item] = json.loads(cited(NOW, "csl-json"))
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2024, 6, 3]]}
    assert item["event-date"] == {"date-parts": [[2004, 9, 1], [2004, 9, 3]]}
    assert (item["number"], item["archive_location"]) == (made.SIEGE.id, made.CONTENTS.digest)
    names = "id type title number version medium archive archive_location note issued event-date"
    assert set(item) == set(names.split())
    assert all(isinstance(item[name], str) for name in item if not name.endswith(("issued", "date")))
    [undated] = json.loads(cited(replace(NOW, day=None, happened=None), "csl-json"))
    assert not {"issued", "event-date"} & set(undated)


def parsed(entry: str) -> dict[str, str]:
    """The fields of an entry as BibTeX reads it: braces are counted, whatever stands before them."""
    head = re.match(r"@misc\{([^,\s{}]+),\n", entry)
    assert head
    fields, at = {}, head.end()
    while entry[at] != "}":
        name = re.compile(r"\s*([a-z]+) = ").match(entry, at)
        assert name, entry[at:]
        at, start, depth = name.end(), name.end(), 0
        while depth or entry[at] not in ",\n":
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            assert depth >= 0
            at += 1
        fields[name[1]] = entry[start:at]
        at += entry[at] == ","
        at += entry[at] == "\n"
    assert entry[at:] == "}"
    return fields


def test_bibtex() -> None:
    fields = parsed(cited(NOW, "bibtex"))
    assert fields["title"] == "{{Hostage-taking, Beslan, 1 September 2004}}"
    assert (fields["year"], fields["month"], fields["day"]) == ("{2024}", "jun", "{3}")
    assert made.CONTENTS.digest in fields["note"]
    assert "year" not in parsed(cited(replace(NOW, day=None), "bibtex"))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("Suruç, 50 % & more", r"Suru{\c{c}}, 50 \% \& more"),
        ("Đặng, Łódź, naïve", r"{\DJ}{\u{\d{a}}}ng, {\L}{\'{o}}d{\'{z}}, na{\"{\i}}ve"),
        ("1–3 “so” it’s … {x}_#$", r"1--3 ``so'' it's {\ldots} {\textbraceleft}x{\textbraceright}\_\#\$"),
        ("a\\b~c^d<", r"a{\textbackslash}b{\textasciitilde}c{\textasciicircum}d{\textless}"),
        (">f|g\"h\tİ", r'{\textgreater}f{\textbar}g{"}h {\.{I}}'),
        ("غزة 🙂", r'{\char"63A}{\char"632}{\char"629} {\char"1F642}'),
    ],
)  # fmt: skip
def test_letters_for_tex(text: str, escaped: str) -> None:
    assert tex(text) == escaped


@given(st.text(max_size=40))
def test_no_title_breaks_an_entry(title: str) -> None:
    wild: Citation = replace(NOW, title=title)
    entry = cited(wild, "bibtex")
    assert entry.isascii()
    assert set(parsed(entry)) == {"title", "howpublished", "note", "year", "month", "day"}
    assert json.loads(cited(wild, "csl-json"))[0]["title"] == title
