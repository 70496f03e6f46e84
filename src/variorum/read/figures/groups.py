"""The groups that the counted noun names."""

from __future__ import annotations

from variorum.lexicon.en.harm import group_nouns
from variorum.model.words import Group
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_SEXES = frozenset(("men", "women", "children"))


def groups_of(words: Words, candidate: Candidate) -> tuple[Group, ...]:
    """The groups of the counted noun: "all" where it says people or nothing, "unknown" for a noun that is in no list."""
    noun = candidate.called if candidate.noun is None else candidate.noun
    said = _said_to_be(words, candidate) if noun is None or candidate.of_whole else None
    if said is not None:
        return group_nouns()[words.lower[said]]
    if noun is None:
        return ("all",)
    if noun in (candidate.noun, candidate.called) and (several := _and_others(words, noun)):
        return several
    nouns = group_nouns()
    two = f"{words.lower[noun - 1]} {words.lower[noun]}" if noun else ""
    return nouns.get(two) or nouns.get(words.lower[noun]) or (("all",) if noun in words.nouns else ("unknown",))


def _said_to_be(words: Words, candidate: Candidate) -> int | None:
    """The noun that says who a share are: "three of the dead were children", "155 were children"."""
    if words.lower[candidate.end : candidate.end + 1] not in (["were"], ["was"], ["are"]):
        return None
    for i in range(candidate.end + 1, min(words.sent_end[candidate.number], candidate.end + 5)):
        if words.lower[i] in group_nouns() and words.pos[i] in ("NOUN", "PROPN") and not _is_state(words, i):
            return i
        if words.pos[i] not in ("DET", "ADJ", "ADV", "NOUN", "PROPN"):
            return None
    return None


def _and_others(words: Words, noun: int) -> tuple[Group, ...] | None:
    """The groups of "137 men, women and children"; None where one noun is counted."""
    nouns = group_nouns()
    found: list[Group] = list(nouns.get(words.lower[noun], ()))
    if not set(found) <= _SEXES or words.lower[noun + 1 : noun + 2] not in ([","], ["and"]):
        return None
    i = noun + 1
    while i + 1 < words.sent_end[noun] and words.lower[i] in (",", "and") and _SEXES.issuperset(nouns.get(words.lower[i + 1], ("all",))):
        found += [group for group in nouns[words.lower[i + 1]] if group not in found]
        i += 2
    if i == noun + 1:
        return None
    return ("all",) if {"men", "women", "children"} <= set(found) else tuple(found)


def noun_text(words: Words, candidate: Candidate) -> str | None:
    """The counted noun as printed, with the nouns that describe it ("bus drivers"); None where none is printed."""
    noun = candidate.called if candidate.noun is None else candidate.noun
    if noun is None:
        return None
    first = noun
    while (
        first - 1 > candidate.number
        and (words.pos[first - 1] in ("NOUN", "PROPN") or words.tags[first - 1] == "JJ")
        and not _is_state(words, first - 1)
    ):
        first -= 1
    while first < noun and words.pos[first] != "NOUN" and words.pos[first] != "PROPN":
        first += 1
    return words.text[words.starts[first] : words.end_char(noun)]


def _is_state(words: Words, i: int) -> bool:
    return i in words.states or i in words.verbs or words.lower[i] in ("other", "more", "further")
