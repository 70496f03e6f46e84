"""What tests of reading may ask for."""

from __future__ import annotations

import importlib

import pytest
from spacy.language import Language

from variorum.read.parse import MODEL


@pytest.fixture(scope="session")
def model() -> Language:
    """The model as it comes, with no component of ours."""
    loaded: Language = importlib.import_module(MODEL).load()
    return loaded
