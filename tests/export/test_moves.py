"""How a figure moved, on pages and in the terminal."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from rich.console import Console

from tests.export import made
from variorum.export.dossier import dossier
from variorum.export.sheet import sheet
from variorum.export.text import written
from variorum.model import Step


def step(at: str | None, number: int, kind: str | None, why: str = "", **more: Any) -> Step:
    held = {"witness": "the ministry", "outlet": "Post", "claims": (made.WHOLE.key,), **more}
    return Step(at=at, low=number, high=number, step=kind, why=why, **held)  # type: ignore[arg-type]


STEPS = (
    step("2004-09-03", 300, "first"),
    step("2004-09-04", 322, "died_of_wounds", "“died of wounds”"),
    step("2004-09-05", 322, None, "the same again"),
    replace(step("2004-09-06", 0, "retraction"), high=None),
    step("2004-09-04", 9, "first", witness="Ada", claims=("claim:of another page",)),
)
INCIDENT = replace(made.SIEGE, figures=(replace(made.KILLED, trajectory=STEPS), *made.SIEGE.figures[1:]))
SHEET = sheet(INCIDENT, made.CONTENTS)


def test_a_witness_whose_number_moved_has_its_steps_in_words() -> None:
    (move,) = SHEET.figures[0].moves
    assert move.witness == "the ministry"
    assert [(each.date, each.number, each.kind) for each in move.steps] == [
        ("3 September 2004", "300", "first number"),
        ("4 September 2004", "322", "died of wounds"),
        ("5 September 2004", "322", ""),
        ("6 September 2004", "none", "retraction"),
    ]
    assert move.steps[0].claim == made.WHOLE.key


def test_page_and_terminal_show_them() -> None:
    out = io.StringIO()
    written(SHEET, Console(file=out, width=10_000, highlight=False))
    assert "the ministry, step by step: 3 September 2004 300 (first number); 4 September 2004 322 (died of wounds, “died" in out.getvalue()
    page = dossier([INCIDENT], made.CONTENTS)
    assert "Killed, step by step" in page
    assert "the ministry, 4 September 2004: 322 (died of wounds)" in page


def test_more_injured_are_no_dead() -> None:
    hurt = replace(made.INJURED, trajectory=(step("2004-09-03", 3, "first"), step("2004-09-04", 5, "new_deaths")))
    (move,) = sheet(replace(made.SIEGE, figures=(hurt,)), made.CONTENTS).figures[0].moves
    assert [each.kind for each in move.steps] == ["first number", "more"]
