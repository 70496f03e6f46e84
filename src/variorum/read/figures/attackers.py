"""Those who did it: "three gunmen stormed", "shot by two men", "four masked men burst in"."""

from __future__ import annotations

from variorum.lexicon.en.harm import group_nouns
from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.groups import groups_of
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_ATTACK = closed_class("attack_verb")
_DO = closed_class("carry_out")
_DEEDS = closed_class("deed_of_attack")
_ATTIRE = closed_class("attire")
_NOT_HERE = closed_class("no_attacker")
_PLAIN_GROUPS = frozenset(("all", "men", "women", "perpetrators", "unknown"))


def by_attack(words: Words, candidate: Candidate) -> Reading | None:
    """People who attack, or by whom others are harmed."""
    groups = groups_of(words, candidate)
    if candidate.people is not True or not _PLAIN_GROUPS.issuperset(groups):
        return None
    first = candidate.left == words.sent_start[candidate.number]
    if not first and words.lower[candidate.left - 1] == "by":
        harm = _harm_before(words, candidate.left - 2)
        if harm is not None:
            return Reading("perpetrators", harm, 0.8)
    if _attackers_were(words, candidate):
        return Reading("perpetrators", candidate.left - 1, 0.7)
    if "perpetrators" in groups and not (candidate.of_whole or candidate.quantity.vague) and words.lower[candidate.head] not in _NOT_HERE:
        return Reading("perpetrators", candidate.head, 0.5)
    if "perpetrators" not in groups and not _ATTIRE.isdisjoint(words.lower[candidate.number + 1 : candidate.end]):
        return Reading("perpetrators", candidate.head, 0.5)  # "about 20 armed men carried him off"
    return None if not first and words.pos[candidate.left - 1] == "ADP" else _subject_of_attack(words, candidate)


def _harm_before(words: Words, i: int) -> int | None:
    """The word of harm or attack at token `i` or shortly before it."""
    floor = max(words.sent_start[i], i - 6) if i >= 0 else 0
    return next((k for k in range(i, floor - 1, -1) if k in words.verbs or words.lower[k] in _ATTACK), None)


def _attackers_were(words: Words, candidate: Candidate) -> bool:
    """ "the attackers were two men"."""
    i = candidate.left - 1
    if i - 1 < words.sent_start[candidate.number] or words.lower[i] not in ("were", "are"):
        return False
    return "perpetrators" in group_nouns().get(words.lower[i - 1], ())


def _carries_out(words: Words, i: int) -> bool:
    """ "carried out the assassination", "staged a raid"."""
    if words.lower[i] not in _DO:
        return False
    return any(k in words.nouns or words.lower[k] in _DEEDS for k in range(i + 1, min(words.sent_end[i], i + 8)))


def _subject_of_attack(words: Words, candidate: Candidate) -> Reading | None:
    """ "Six men broke into …": the next finite verb is one of attacking."""
    for i in range(candidate.end, min(words.sent_end[candidate.number], candidate.end + 14)):
        word = words.lower[i]
        if words.pos[i] == "VERB":
            if (
                word in _ATTACK
                or _carries_out(words, i)
                or (i in words.verbs and words.verbs[i].role == "object" and words.tags[i] in ("VBD", "VBG"))
            ):
                return Reading("perpetrators", i, 0.6)
            if words.tags[i] in ("VBD", "VBZ", "VBP"):
                then = next((k for k in words.children(i) if words.deps[k] == "conj" and words.lower[k] in _ATTACK), None)
                return None if then is None else Reading("perpetrators", then, 0.5)  # "drew up beside the car and fired"
        elif word in ("were", "was", "are", "is", ";", ".", ":"):
            return None
    return None
