from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

from rich.console import Console

from tests.export import made
from variorum.export.csv import csv_lines
from variorum.export.dossier import dossier
from variorum.export.rows import ledger_rows
from variorum.export.sheet import sheet
from variorum.export.text import written
from variorum.export.witnesses import CopyLine
from variorum.model import Copy

SHEET = sheet(made.SIEGE, made.CONTENTS)


def shape(tree: CopyLine) -> tuple[str, list[object]]:
    return tree.document.key, [shape(each) for each in tree.copies]


def test_a_figure_shows_its_witnesses_with_values_that_lead_to_the_words() -> None:
    killed = SHEET.figures[0]
    assert [each.name for each in killed.witnesses] == ["The deputy prosecutor general", "Coast Observer", "Meridian Wire"]
    assert {key for each in killed.witnesses for _, key in each.values} == {
        each.key for each in (made.WHOLE, made.LATER, made.MORE, made.TWO, made.TWO_HUNDRED)
    }
    page = dossier([made.SIEGE], made.CONTENTS)
    assert "5 reports, 3 witnesses" in page
    assert f'href="#{made.TWO.key.replace(":", "-")}"' in page
    assert 'id="' + SHEET.anchor + '-killed-witnesses"' in page


def test_why_a_witness_is_one_does_not_say_its_name_again() -> None:
    killed = SHEET.figures[0]
    assert [each.reasons for each in killed.witnesses[:2]] == [("as quoted",), ("in its own voice",)]
    told = ("2 reports: quoted: the police", "1 report: quoted: Coast Observer", "as told: nowhere")
    witnesses = tuple(replace(each, reasons=told) for each in made.KILLED.witnesses)
    other = sheet(replace(made.SIEGE, figures=(replace(made.KILLED, witnesses=witnesses),)), made.CONTENTS).figures[0]
    assert other.witnesses[1].reasons == ("2 reports: quoted: the police", "1 report: as quoted", "as told: nowhere")


def test_a_family_of_copies_is_a_tree() -> None:
    assert [shape(tree) for tree in SHEET.copies] == [(made.SEIZED.key, [(made.STORMED.key, [(made.COUNTED.key, [])])])]
    assert [(each.left.key, each.right.key) for each in SHEET.passages] == [(made.COUNTED.key, made.YEARS_LATER.key)]
    page = dossier([made.SIEGE], made.CONTENTS)
    assert "Copies of one text" in page
    assert "88 % of the shorter text is in the longer" in page


def test_a_copy_of_a_report_on_something_else_says_so() -> None:
    outside = Copy(document=made.STORMED.key, of="document:elsewhere", kind="reprint", score=0.9)
    (tree,) = sheet(made.SIEGE, replace(made.CONTENTS, copies=(outside,))).copies
    assert (tree.kind, tree.reasons) == ("reprint", ("of a report on something else",))


def test_a_long_chain_of_updates_is_shown_flat_at_its_end() -> None:
    chain = [replace(made.SEIZED, part=number + 2) for number in range(40)]
    copies = tuple(Copy(document=later.key, of=earlier.key, kind="update", score=0.9) for earlier, later in pairwise(chain))
    incident = replace(made.SIEGE, documents=tuple(each.key for each in chain), mentioned_in=())
    contents = replace(made.CONTENTS, documents={each.key: each for each in chain}, copies=copies)
    (tree,) = sheet(incident, contents).copies

    def count(line: CopyLine) -> int:
        return 1 + sum(count(each) for each in line.copies)

    assert count(tree) == 40


def test_the_terminal_shows_them_too() -> None:
    out = io.StringIO()
    written(SHEET, Console(file=out, width=120))
    text = out.getvalue()
    assert "5 reports, 3 witnesses: The deputy prosecutor general (2 reports); Coast Observer; Meridian Wire (2 reports)" in text
    assert "Copies of one text" in text


def test_exports_name_the_witness() -> None:
    rows = list(ledger_rows(made.CONTENTS))
    assert sum(row["record"] == "copy" for row in rows) == 3
    killed = next(row for row in rows if row["record"] == "incident" and row["id"] == made.SIEGE.id)["figures"]["killed"]
    assert {each["origin"] for each in killed["witnesses"]} == {"The deputy prosecutor general", "Coast Observer", "Meridian Wire"}
    assert killed["trajectory"][0]["witness"] == "Meridian Wire"
    lines = list(csv_lines(made.CONTENTS))
    assert "".join(lines).splitlines()[0].endswith("witness")
    assert any(line.rstrip().endswith("Coast Observer") for line in lines)
