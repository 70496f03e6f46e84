from __future__ import annotations

from typing import get_args

from variorum.lexicon.en.harm import group_nouns, harm_nouns, harm_states, harm_verbs, thing_nouns
from variorum.lexicon.en.inflect import plural, verb_forms
from variorum.lexicon.en.scopes import find_scopes
from variorum.model.words import Category, Group


def test_every_form_is_spelled_out() -> None:
    assert {"kill", "kills", "killed", "killing"} <= harm_verbs().keys()
    assert harm_verbs()["shot"].category == "injured"
    assert harm_verbs()["slain"].form == "participle"
    assert verb_forms("carry")["carried"] == "participle"
    assert plural("gunman") == "gunmen"


def test_tables_hold_words_of_the_model() -> None:
    assert {verb.category for verb in harm_verbs().values()} <= set(get_args(Category))
    assert {noun.category for noun in harm_nouns().values()} <= set(get_args(Category))
    assert {category for phrases in harm_states().values() for _, category in phrases} <= set(get_args(Category))
    assert {group for groups in group_nouns().values() for group in groups} <= set(get_args(Group))


def test_nothing_is_both_people_and_a_thing() -> None:
    assert not (group_nouns().keys() & thing_nouns())


def test_scopes_of_a_sentence() -> None:
    sentence = "Since January, 40 people have died across the country."
    assert [(sentence[scope.start : scope.end], scope.kind) for scope in find_scopes(sentence)] == [
        ("Since January", "period"),
        ("across the country", "place"),
    ]
