"""What an incident was warned of, and what became of a warning, on pages and in exports."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from tests.export import made
from variorum.export.dossier import dossier
from variorum.export.rows import ledger_rows, rows_of
from variorum.export.sheet import sheet
from variorum.export.text import written

FIRE, SIEGE = sheet(made.ARSON, made.CONTENTS), sheet(made.SIEGE, made.CONTENTS)


def test_the_incident_says_when_it_was_warned_of_by_whom_and_why_it_is_thought() -> None:
    (line,) = FIRE.foretold
    assert (line.words, line.score, line.stated, line.here) == ("Foretold on 3 September 2004 by Officials", 0.4, False, False)
    assert line.reasons == "within a week; in the place that was named"
    out = io.StringIO()
    written(FIRE, Console(file=out, width=10_000, highlight=False))
    assert "Foretold on 3 September 2004 by Officials – perhaps (0.40): within a week" in out.getvalue()
    assert "what became of it" not in out.getvalue()
    page = dossier([made.ARSON], made.CONTENTS)
    assert "Foretold on 3 September 2004 by Officials" in page
    assert "that is for a person to judge" in page


def test_what_its_reports_state_comes_first() -> None:
    own = replace(made.CONTENTS.foretold[0], claim=made.MORE.key, score=0.6, stated=True, said=None, by=None)
    contents = replace(made.CONTENTS, foretold=(*made.CONTENTS.foretold, own))
    assert [each.words for each in sheet(made.ARSON, contents).foretold] == ["Foretold before", "Foretold on 3 September 2004 by Officials"]


def test_the_warning_says_what_became_of_it() -> None:
    kept = [each.line for apart in SIEGE.apart for each in apart.claims if each.line.key == made.PASS.key]
    assert [line.notes[-1] for line in kept] == [f"what became of it, perhaps (0.40): {made.ARSON.title}"]
    assert not SIEGE.foretold


def test_the_export_names_claim_and_incident() -> None:
    (row,) = rows_of(ledger_rows(made.CONTENTS), "foretold")
    assert (row["claim"], row["incident"], row["stated"]) == (made.PASS.key, made.ARSON.id, False)
    renamed = replace(made.CONTENTS, known_as={made.PASS.key: "claim:known"})
    assert [row["claim"] for row in rows_of(ledger_rows(renamed), "foretold")] == ["claim:known"]
