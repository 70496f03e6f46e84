from __future__ import annotations

from typing import get_args

from variorum.lexicon.hedges import hedges
from variorum.lexicon.speech import CueClass, nobody_sources, reporting_adverbs, reporting_lemmas, reporting_nouns, reporting_verbs
from variorum.model.words import Certainty, words_of


def test_classes_are_known() -> None:
    classes = set(get_args(CueClass))
    assert set(reporting_verbs().values()) <= classes
    assert set(reporting_nouns().values()) <= classes
    assert set(reporting_adverbs().values()) <= set(words_of(Certainty))
    assert set(hedges().values()) <= set(words_of(Certainty))


def test_everyday_verbs() -> None:
    verbs = reporting_verbs()
    assert verbs["say", "that"] == "say"
    assert verbs["believe", "that"] == "think"
    assert verbs["condemn", "np"] == "stance"
    assert "say" in reporting_lemmas()
    assert "report" in nobody_sources()
