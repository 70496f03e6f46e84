"""What a figure takes in: the place and time that it was counted over, and whether the perpetrators are among the people."""

from __future__ import annotations

import re
from functools import cache

from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.en.scopes import find_scopes
from variorum.lexicon.en.tables import read_rows
from variorum.lexicon.triggers import event_triggers
from variorum.model import Scope
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_REACH = 110  # letters from a figure to a phrase that speaks of it; further on it speaks of something else
_NOUN = 60  # letters before a place in which the event noun and its article stand
_NESTED = re.compile(  # "at a post in Q., in the southern province of R.": where it was
    r"\b(?:in|at|near|outside|of|from|on)\s+(?:the\s+)?(?:[\w'’-]+\s+){0,4}?[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,3},?\s+$"
)
_HEAD = 40  # letters from the start of a sentence
_OPENING = 3  # … for a place: "Officials in Rakhine state said that five had died" counts over no state


def scope_of(words: Words, candidate: Candidate) -> Scope | None:
    """What the figure was counted over; None where the sentence does not say it."""
    start, end = _sentence(words, candidate)
    phrases = find_scopes(words.text[start:end])
    if not phrases:
        return None
    here = words.starts[candidate.first] - start
    # The nearest phrase after the figure speaks of it; one before it does if it opens the sentence.
    behind = sorted((phrase for phrase in phrases if here < phrase.start < here + _REACH), key=lambda phrase: phrase.start)
    chosen = behind[0] if behind else phrases[0]
    phrase_of_place = chosen.kind == "place" and words.text[start + chosen.start :][:3].lower() == "in "
    if phrase_of_place and _NESTED.search(words.text, max(start, start + chosen.start - _NOUN), start + chosen.start):
        return None
    if phrase_of_place and behind and _of_one_event().search(words.text, max(start, start + chosen.start - _NOUN), start + chosen.start):
        return None
    if not behind and (chosen.start > (_OPENING if phrase_of_place else _HEAD) or chosen.start > here):
        return None
    end = chosen.end if chosen.start > here else min(chosen.end, here)
    text = " ".join(words.text[start + chosen.start : start + end].split())
    return Scope(text=text, place=text if chosen.kind == "place" else None, period=text if chosen.kind == "period" else None)


@cache
def _of_one_event() -> re.Pattern[str]:
    """ "Killed in an air strike" right before "in the Larnow district": where that one was, and not what was counted over."""
    nouns = "|".join(sorted(lemma for (lemma, part), trigger in event_triggers().words.items() if part == "n" and trigger.role == "act"))
    return re.compile(rf"\b(?:an?|the|this)\s+(?:[\w-]+\s+){{0,3}}?(?:{nouns}|strike|attack)\s+$", re.IGNORECASE)


def includes_perpetrators(words: Words, candidate: Candidate) -> bool | None:
    """Whether the words say that those who did it are counted ("including the attacker") or not ("not counting the gunmen")."""
    after, end = words.end_char(candidate.end - 1), _sentence(words, candidate)[1]
    start = _sentence(words, candidate)[0]
    match = _with_them().search(words.text, start, end) or _pattern().search(words.text, after, end)
    return None if match is None else match.groupdict().get("out") is None


def _sentence(words: Words, candidate: Candidate) -> tuple[int, int]:
    first, last = words.sent_start[candidate.number], words.sent_end[candidate.number]
    return words.starts[first], words.ends[last - 1]


def _perpetrators() -> str:
    return "|".join(sorted((noun for noun, groups in group_nouns().items() if "perpetrators" in groups), key=len, reverse=True))


@cache
def _with_them() -> re.Pattern[str]:
    """ "With the attackers included, the siege has left over 350 dead"."""
    return re.compile(rf"\bwith\s+(?:the\s+)?(?:{_perpetrators()})\s+(?:included|counted\s+in)\b", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    nouns = _perpetrators()
    cues = {
        kind: "|".join(r"\s+".join(phrase.split()) for phrase, its in read_rows("count_cues.tsv") if its == kind) for kind in ("in", "out")
    }
    first = r"(?:\s+(?:an?|the|one)(?:\s+[\w'’-]+){1,4},?\s+and)?"  # "including a policeman and the attacker"
    lead = r"(?:(?:all|both|at least|the|its|one|\w+) ){0,3}"
    return re.compile(rf"\b(?:(?P<out>{cues['out']})|(?:{cues['in']}){first})\s+{lead}(?:{nouns})\b", re.IGNORECASE)
