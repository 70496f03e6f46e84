"""Texts read as far as their attributions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from variorum.model import Document
from variorum.read.attributions import find_attributions
from variorum.read.names import find_names
from variorum.read.parse import parse
from variorum.read.parsed import Parsed


@pytest.fixture
def understand() -> Callable[[str], Parsed]:
    def read(text: str) -> Parsed:
        document = Document(capture="c", blob="b", text=text)
        parsed = Parsed(document=document, doc=parse(text))
        parsed = replace(parsed, names=find_names(parsed))
        return replace(parsed, attributions=find_attributions(parsed))

    return read
