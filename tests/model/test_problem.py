from __future__ import annotations

from pathlib import Path

import pytest

import variorum
from variorum.errors import InvalidRecord
from variorum.model import CODES, Problem
from variorum.model import problem as module


def test_a_code_that_is_not_documented_is_refused() -> None:
    with pytest.raises(InvalidRecord, match="not a documented problem code"):
        Problem(stage="read", code="odd", subject="document:1", message="Odd.")


def test_every_documented_code_is_raised_somewhere() -> None:
    files = [path for path in Path(variorum.__file__).parent.rglob("*.py") if path != Path(module.__file__)]
    code = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert [each for each in CODES if f'"{each}"' not in code] == []
