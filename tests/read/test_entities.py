"""All words at once give the names that the model's own walk gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc

from variorum.read.entities import FastEntities, walks_alike

WORDS = [
    *("Gunmen", "in", "the", "United", "Nations", "office", "of", "Mr", "John", "Adam", "Smith", "on", "3", "May", "2014", "12"),
    *("people", "Paris", ",", "\n\n", " ", "France", "."),
]
TEXTS = [
    "",
    " ",
    "Paris",
    "\n\n",
    "The Governor of the State of Lagos",
    "Police in Nairobi said on Tuesday 3 May that John Adam Smith, 41, of the United Nations High Commissioner for Refugees was shot.",
    "POLICE SAID 12 WERE KILLED IN BAGHDAD. THE ISLAMIC STATE OF IRAQ AND SYRIA SAID SO.",
    "Two were hurt in Kabul.\n\nKABUL, Afghanistan (Agency) - Afghan officials said 40 percent of $3 million was gone by 6 p.m.",
]


@pytest.fixture(scope="module")
def recogniser(model: Language) -> EntityRecognizer:
    found = model.get_pipe("ner")
    assert isinstance(found, EntityRecognizer)
    return found


@pytest.fixture(scope="module")
def fast(recogniser: EntityRecognizer) -> FastEntities:
    return FastEntities(recogniser)


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(token.ent_iob_, token.ent_type_) for token in doc]


def test_the_recogniser_of_the_model_can_be_followed(recogniser: EntityRecognizer) -> None:
    assert walks_alike(recogniser)


@pytest.mark.parametrize("text", TEXTS)
def test_names_of_texts(model: Language, recogniser: EntityRecognizer, fast: FastEntities, text: str) -> None:
    with model.select_pipes(disable=["ner"]):
        one, other = model(text), model(text)
    assert names(fast(one)) == names(recogniser(other))
    assert [(name.start, name.end, name.label_) for name in one.ents] == [(name.start, name.end, name.label_) for name in other.ents]


@settings(max_examples=150)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.booleans()), min_size=1, max_size=30))
def test_names_of_any_words_and_ends(
    model: Language, recogniser: EntityRecognizer, fast: FastEntities, words: list[tuple[str, bool]]
) -> None:
    one, other = (
        Doc(model.vocab, words=[word for word, _ in words], sent_starts=[place == 0 or start for place, (_, start) in enumerate(words)])
        for _ in range(2)
    )
    assert names(fast(one)) == names(recogniser(other))
