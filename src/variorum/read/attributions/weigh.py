"""Which reading of a word ascribes something to somebody: a logistic regression over readable traits, weights in `frames.tsv`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from variorum.lexicon.speech import VOUCHING
from variorum.read.attributions.candidates import Candidate
from variorum.read.attributions.logistic import chance_of, weights_of
from variorum.read.attributions.raw import Raw

WEIGHTS = Path(__file__).with_name("frames.tsv")
LEAST = 0.3  # of the chance: best who+what on documents left out of learning (.25 and .35 within .3 points)
HOPELESS = -0.6  # weight of "have", "win", "work": reading them, too, costs time and gains nothing
LEAST_BY_RULE = 0.2  # of the chance where word lists and rules agree


def weights() -> Mapping[str, float]:
    """Trait → weight; "bias" is added always."""
    return weights_of(WEIGHTS)


def is_known(kind: str, lemma: str) -> bool:
    """Whether a verb ("l"), noun ("n") or adjective ("a") is worth a look: that it now and then ascribed something has been learnt."""
    return weights().get(f"{kind}:{lemma}", HOPELESS) > HOPELESS


def chance(candidate: Candidate) -> float:
    """Between 0 and 1: that the reading is an attribution with the right speaker."""
    return chance_of(set(candidate.traits), WEIGHTS)


def best(candidates: Iterable[Candidate]) -> Raw | None:
    """The likeliest reading of one word; None where none is likely enough. What the rules know to be said or thought stands."""
    likely, chosen = 0.0, None
    for candidate in candidates:
        if candidate.by_rule and candidate.raw.cue_class in VOUCHING:
            return candidate.raw
        if (here := chance(candidate)) > likely:
            likely, chosen = here, candidate
    if chosen is None or likely < (LEAST_BY_RULE if chosen.by_rule else LEAST):
        return None
    return chosen.raw
