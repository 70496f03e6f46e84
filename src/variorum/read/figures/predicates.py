"""What a single word of harm says where it stands: shot or shot dead, freed or released from hospital."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.lexicon.en.harm import HarmVerb
from variorum.lexicon.en.tables import closed_class
from variorum.model.words import Category, Certainty
from variorum.read.figures.words import Words

_FATAL = closed_class("fatal")
_MORTALLY = ("fatally", "mortally")
_HEDGES: dict[str, Certainty] = {
    "feared": "possible", "believed": "possible", "thought": "possible", "presumed": "possible", "may": "possible", "might": "possible",
    "could": "possible", "reported": "alleged", "reportedly": "alleged", "alleged": "alleged", "allegedly": "alleged",
    "confirmed": "confirmed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the people of a phrase; `at` is the predicate, `sure` in [0, 1], `hedge` what it says itself of its truth."""

    category: Category
    at: int
    sure: float
    hedge: Certainty | None = None


def hedge_of(word: str) -> Certainty | None:
    """What a word between people and predicate says of its truth ("feared", "confirmed")."""
    return _HEDGES.get(word)


def by_verb(words: Words, i: int, verb: HarmVerb, sure: float, hedge: Certainty | None = None) -> Reading | None:
    """The category of the harm verb at a token; None where it does not tell of harm ("cut", "released a video")."""
    if _tells_no_harm(words, i, verb):
        return None
    category: Category = verb.category
    fatal = _is_fatal(words, i) if verb.kind == "attack" else words.lower[i - 1] in _MORTALLY and verb.category == "injured"
    if fatal or (verb.category in ("abducted", "injured", "arrested") and _and_killed(words, i)):
        category = "killed"
    elif verb.kind == "hold" and not _is_captivity(words, i):
        category = "arrested"
    elif verb.base == "evacuate" and not _BUILDINGS.isdisjoint(words.lower[i + 1 : min(words.sent_end[i], i + 12)]):
        category = "rescued"
    elif verb.base == "flee" and _NOWHERE.isdisjoint(words.lower[i + 1 : i + 9]):
        category = "escaped"
    return Reading(category, i, sure, hedge)


def _tells_no_harm(words: Words, i: int, verb: HarmVerb) -> bool:
    """Whether a verb means something else here: "cut" without "down", released from hospital, a meeting that was held."""
    if verb.kind == "down":
        return "down" not in words.lower[i + 1 : i + 8]
    if verb.kind == "free":
        return not _OTHER_RELEASE.isdisjoint(words.lower[max(0, i - 3) : i] + words.lower[i + 1 : i + 8])
    if verb.base == "catch":
        return words.lower[i + 1 : i + 2] in (["in"], ["up"], ["by"], ["on"], ["between"])
    return False


_OTHER_RELEASE = closed_class("other_release")
_BUILDINGS = closed_class("building")
_CUSTODY = closed_class("custody")
_NOWHERE = closed_class("flee_from")


def _is_captivity(words: Words, i: int) -> bool:
    """Whether those held are hostages: the text speaks of some, and no police or court holds them."""
    around = words.lower[max(words.sent_start[i], i - 8) : min(words.sent_end[i], i + 8)]
    return words.speaks_of_hostages and _CUSTODY.isdisjoint(around)


def _is_fatal(words: Words, i: int) -> bool:
    """ "fatally shot", "shot four people dead", "stabbed two men to death", "shot and killed"."""
    near = words.lower[max(0, i - 2) : i] + words.lower[i + 1 : i + 3]
    if not _FATAL.isdisjoint(near):
        return True
    for k in range(i + 1, min(words.sent_end[i], i + 9)):
        word = words.lower[k]
        if word == "dead" or (word == "death" and words.lower[k - 1] == "to"):
            return True
        if word in (",", ";", ".", "and", "in", "at", "by", "on", "when", "after", "while"):
            return False
    return False


def _and_killed(words: Words, i: int) -> bool:
    """ "abducted and subsequently killed", "kidnapped and later murdered": the worse of two coordinated verbs is what counts."""
    if i + 1 >= words.sent_end[i] or words.lower[i + 1] != "and":
        return False
    for k in range(i + 2, min(words.sent_end[i], i + 5)):
        verb = words.verbs.get(k)
        if verb:
            return verb.category == "killed" and verb.form == "participle"
        if words.pos[k] not in ("ADV", "AUX"):
            return False
    return False
