"""What each rule makes of a figure, and what a person decided, on pages and in exports."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console

from tests.export import made
from variorum.export.dossier import dossier
from variorum.export.rows import incident_row
from variorum.export.sheet import sheet
from variorum.export.text import written
from variorum.model import Decision

DECISION = Decision(
    by="Ada", at=datetime(2024, 6, 1, tzinfo=UTC), judgement="judgement:1", reason="the list of names", claim=made.WHOLE.key
)
KILLED = replace(made.KILLED, low=322, best=322, high=322, rule="decision", decision=DECISION)
DECIDED = replace(made.SIEGE, figures=(KILLED, *made.SIEGE.figures[1:]))
PLAIN, SHEET = sheet(made.SIEGE, made.CONTENTS), sheet(DECIDED, made.CONTENTS)


def text(of: object = SHEET) -> str:
    out = io.StringIO()
    written(of, Console(file=out, width=10_000, highlight=False))  # type: ignore[arg-type]
    return out.getvalue()


def test_the_rules_stand_side_by_side_and_the_chosen_one_is_marked() -> None:
    rulings = PLAIN.figures[0].rulings
    assert [(each.rule, each.range, each.chosen) for each in rulings] == [
        ("Range", "2–334–394", True),
        ("Majority", "322–394", False),
        ("Priority", "322", False),
        ("Conservative", "322", False),
    ]
    assert rulings[2].claims == (made.WHOLE.key,)
    assert "Killed, range (chosen): 2–334–394" in text(PLAIN)
    assert "Killed, priority: 322; official: The deputy prosecutor general" in text(PLAIN)


def test_rules_that_come_to_the_same_are_not_shown() -> None:
    same = replace(made.KILLED, rulings=tuple(replace(each, low=2, best=334, high=394) for each in made.KILLED.rulings))
    assert sheet(replace(made.SIEGE, figures=(same,)), made.CONTENTS).figures[0].rulings == ()


def test_a_decision_says_whose_it_is_and_leads_to_its_claim() -> None:
    line = SHEET.figures[0]
    assert line.decision is not None
    assert line.decision.words == "decided by Ada, 1 June 2024: the list of names"
    assert (line.best.words, line.best.claim) == ("322", made.WHOLE.key)
    assert not any(each.chosen for each in line.rulings)
    assert "Killed: 322, decided by Ada, 1 June 2024: the list of names" in text()
    page = dossier([DECIDED], made.CONTENTS)
    assert "decided by Ada, 1 June 2024: the list of names" in page
    assert "By each rule" in page


def test_a_decision_on_a_number_of_its_own_leads_to_no_claim() -> None:
    own = replace(KILLED, low=300, best=300, high=300, decision=replace(DECISION, claim=None))
    line = sheet(replace(made.SIEGE, figures=(own,)), made.CONTENTS).figures[0]
    assert (line.best.words, line.best.claim) == ("300", None)


def test_the_export_has_decision_and_rulings() -> None:
    killed = incident_row(DECIDED, known_as={made.WHOLE.key: "claim:new"})["figures"]["killed"]
    assert (killed["rule"], killed["decision"]["by"], killed["decision"]["claim"]) == ("decision", "Ada", "claim:new")
    assert [each["rule"] for each in killed["rulings"]] == ["range", "majority", "priority", "conservative"]
