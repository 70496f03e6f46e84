"""What is remembered is what the ruler of the model gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from variorum.read.attributes import RememberedAttributes, remembers

WORDS = [
    "let",
    "'s",
    "gon",
    "na",
    "there",
    "is",
    "'s",
    "ai",
    "n't",
    "y'",
    "all",
    "do",
    "have",
    "that",
    "not",
    "I",
    "you",
    "it",
    "police",
    "\n\n",
    "'em",
]
TAGS = ["VB", "VBZ", "VBP", "NN", "NNP", "RB", "IN", "DT", "WDT", "TO", "PRP", "POS", "_SP", "EX", ""]
DEPS = ["ROOT", "aux", "auxpass", "expl", "nsubj", "dobj", "pobj", "det", "dep", "conj", ""]


@pytest.fixture(scope="module")
def ruler(model: Language) -> AttributeRuler:
    found = model.get_pipe("attribute_ruler")
    assert isinstance(found, AttributeRuler)
    return found


@pytest.fixture(scope="module")
def remembered(ruler: AttributeRuler) -> RememberedAttributes:
    return RememberedAttributes(ruler)


def told(doc: Doc) -> list[tuple[str, ...]]:
    return [(token.tag_, token.dep_, token.pos_, token.lemma_, str(token.morph)) for token in doc]


def test_the_patterns_of_the_model_can_be_remembered(ruler: AttributeRuler) -> None:
    assert remembers(ruler)


@settings(max_examples=300)
@given(rows=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(DEPS)), max_size=12))
def test_any_words_get_what_the_ruler_gives(
    model: Language, ruler: AttributeRuler, remembered: RememberedAttributes, rows: list[tuple[str, str, str]]
) -> None:
    words, tags, deps = ([row[place] for row in rows] for place in range(3))
    doc = Doc(model.vocab, words=words, tags=tags, deps=deps, heads=[0] * len(rows)) if rows else Doc(model.vocab)
    assert told(remembered(doc.copy())) == told(ruler(doc.copy()))


def test_blanks_are_alike_whatever_they_hang_on(model: Language, ruler: AttributeRuler, remembered: RememberedAttributes) -> None:
    for dep in ("dep", "punct", "nsubj", ""):
        doc = Doc(model.vocab, words=["\n\n"], tags=["_SP"], deps=[dep], heads=[0])
        assert told(remembered(doc.copy())) == told(ruler(doc.copy()))


def test_a_pattern_that_looks_further_is_not_remembered(model: Language) -> None:
    ruler = AttributeRuler(model.vocab)
    ruler.add([[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]], {"LEMMA": "d"})
    assert not remembers(ruler)
