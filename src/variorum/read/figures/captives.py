"""People taken away by those who hold them: "took 40 people captive", "marched 87 worshippers into the forest"."""

from __future__ import annotations

from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import BEFORE_NUMBER, Candidate
from variorum.read.figures.words import Words

_TAKE = closed_class("take")
_LEAD = closed_class("lead_away")
_WILDS = closed_class("wilds")
_CAPTIVE = frozenset(("captive", "prisoner"))
_AWAY = frozenset(("away", "off"))
_NEAR = 4  # tokens behind the people in which "captive" stands: "200 women and girls captive"
_FAR = 12  # … and "into the forest", over "half of them women"


def by_captor(words: Words, candidate: Candidate) -> Reading | None:
    """What became of the object of a verb of taking; None where it takes nobody away."""
    if candidate.people is not True:
        return None
    floor = max(words.sent_start[candidate.number], candidate.left - _NEAR)
    i = candidate.left - 1
    while i >= floor and (
        words.lower[i] in BEFORE_NUMBER or words.lower[i] in _CAPTIVE or words.lower[i] in _AWAY or words.pos[i] == "ADV"
    ):
        i -= 1
    if i < floor or not (words.lower[i] in _TAKE or words.lower[i] in _LEAD):
        return None
    between = words.lower[i + 1 : candidate.left]
    behind = _behind(words, candidate)
    if words.lower[i] in _TAKE and not _CAPTIVE.isdisjoint([*between, *behind[:_NEAR]]):
        return Reading("hostage", i, 0.85)
    if words.lower[i] in _LEAD and (not _AWAY.isdisjoint([*between, *behind[:1]]) or _into_the_wilds(behind)) and _by_armed(words, i):
        return Reading("abducted", i, 0.8)
    return None


def _behind(words: Words, candidate: Candidate) -> list[str]:
    """The words behind the people, without an insertion between commas."""
    stop = min(words.sent_end[candidate.number], candidate.end + _FAR)
    behind = words.lower[candidate.end : stop]
    if behind[:1] == [","] and "," in behind[1:]:
        return behind[behind.index(",", 1) + 1 :]
    return behind


def _into_the_wilds(behind: list[str]) -> bool:
    return behind[:1] == ["into"] and not _WILDS.isdisjoint(behind[1:4])


def _by_armed(words: Words, i: int) -> bool:
    """Whether those who do it are gunmen or their like: police lead people away, too."""
    return any("perpetrators" in group_nouns().get(word, ()) for word in words.lower[words.sent_start[i] : i])
