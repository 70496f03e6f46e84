"""Counts and rolls: "the death toll rose from 12 to 15", "among the dead were four soldiers", "the injured include 11 members"."""

from __future__ import annotations

from variorum.lexicon.en.harm import plural_group_nouns
from variorum.lexicon.en.tables import closed_class
from variorum.model.words import Category
from variorum.read.figures.predicates import Reading
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_TOLL_REACH = 40
_FILLERS = closed_class("toll_filler")
_PUT = closed_class("put")
_STATED = closed_class("stated")
_AMOUNT = closed_class("amount_to")
_LOSSES = ("losses", "deaths", "dead", "wounded", "injured", "missing", "casualties", "victims")
_PUTS = closed_class("put") | {"number", "numbers", "numbered", "estimate", "estimates", "estimated", "given"}
_ROLL_VERBS = closed_class("roll_verb")


def by_toll(words: Words, candidate: Candidate) -> Reading | None:
    """A number that a toll before it in the sentence leads to."""
    if candidate.people is False or candidate.of_whole:
        return None
    return _toll_behind(words, candidate) or _toll_before(words, candidate)


def _toll_before(words: Words, candidate: Candidate) -> Reading | None:
    i = candidate.left - 1
    if i < words.sent_start[candidate.number] or not (words.lower[i] in _FILLERS or candidate.quantity.bound == "more_than"):
        return None
    floor = max(words.sent_start[candidate.number], i - _TOLL_REACH)
    for k in range(i, floor - 1, -1):
        category = _toll_at(words, k)
        if category and candidate.bare and (k in words.states or words.lower[k] in ("number", "numbers")):
            candidate.called = _counted_dead(words, k + 1, i)
        if category and words.lower[i] == "of" and i - k > 2:
            return None
        if category:
            return Reading(category, k, 0.8)
        if words.lower[k] in (";", "but", "while"):
            return None
    return None


def _toll_behind(words: Words, candidate: Candidate) -> Reading | None:
    """ "brings to five the number of victims", "taking to 51 the death toll"."""
    i, end = candidate.left - 1, candidate.end
    if not candidate.bare or words.lower[i] != "to" or words.lower[i - 1] not in _BRINGING or words.lower[end : end + 1] != ["the"]:
        return None
    for k in range(end + 1, min(words.sent_end[candidate.number], end + 4)):
        category = "killed" if words.lower[k + 2 : k + 3] == ["victims"] else _toll_at(words, k)
        if category:
            candidate.called = _counted_dead(words, k + 1, k + 7) if words.lower[k] in ("number", "numbers") else None
            return Reading(category, k, 0.8)
    return None


_BRINGING = frozenset(("bring", "brings", "bringing", "brought", "take", "takes", "taking", "took", "raise", "raises", "raising", "raised"))


def _toll_at(words: Words, k: int) -> Category | None:
    """What the count at a token counts; None where there is no count."""
    word = words.lower[k]
    if word in ("toll", "tolls", "tally", "count", "body-count"):
        before = words.lower[max(0, k - 3) : k]
        if "injury" in before or "injured" in before:
            return "injured"
        return "killed" if word.startswith("toll") or {"death", "body", "put"} & {*before} else None
    if word in ("number", "numbers"):
        return _number_of(words, k + 2) if words.lower[k + 1 : k + 2] == ["of"] else _said_of_those(words, k + 1)
    if word in _STATED and words.lower[max(0, k - 1)] == "the" and words.lower[k - 2] in _PUT:
        return words.states[k].category if k in words.states else "killed"  # "put the dead at four"
    if word in _LOSSES and (_is_put_at(words, k) or not _AMOUNT.isdisjoint(words.lower[k + 1 : k + 4])):
        return words.nouns[k].category if k in words.nouns else "killed"
    return "killed" if word == "deaths" and not _AMOUNT.isdisjoint(words.lower[k : k + 12]) else None


def _is_put_at(words: Words, k: int) -> bool:
    """ "puts its losses at twelve", "numbers the wounded at 95", "the dead are put at 300"."""
    before, after = words.lower[max(words.sent_start[k], k - 4) : k], words.lower[k + 1 : min(words.sent_end[k], k + 16)]
    if "at" not in after:
        return False
    at = after.index("at")
    return not _PUTS.isdisjoint(before) or not _PUTS.isdisjoint(after[max(0, at - 2) : at])


def _counted_dead(words: Words, start: int, stop: int) -> int | None:
    """The noun of "the number of dead soldiers" and "the number of pupils missing"; None where it says nothing of who they are."""
    inside = range(start, min(stop, start + 6))
    return next((i for i in inside if words.lower[i] in plural_group_nouns() and i not in words.states and i not in words.nouns), None)


def _number_of(words: Words, start: int) -> Category | None:
    """ "the number of homicides", "the number of people killed"."""
    for i in range(start, min(words.sent_end[start - 1], start + 7)):
        if i in words.nouns and words.nouns[i].kind in ("deed", "person"):
            return words.nouns[i].category
        if (category := _said_of_those(words, i)) is not None:
            return category
    return None


def _said_of_those(words: Words, i: int) -> Category | None:
    """What a participle or a state at a token says: "the number killed by …", "the number of people missing"."""
    if i in words.verbs and words.verbs[i].form == "participle":
        return words.verbs[i].category
    return words.states[i].category if i in words.states else None


def by_roll(words: Words, candidate: Candidate) -> Reading | None:
    """People who are counted among the dead, the injured, those arrested."""
    behind = _roll_before(words, candidate)
    return behind or _roll_after(words, candidate)


def _roll_before(words: Words, candidate: Candidate) -> Reading | None:
    """ "Among the dead were …", "The injured include …", "Among those arrested were …", "Also killed were …"."""
    start = words.sent_start[candidate.number]
    for k in range(start, min(candidate.left, start + 14)):
        category = _roll_at(words, k)
        if category is None:
            continue
        if ":" in words.lower[k + 1 : candidate.left] and not any(words.pos[i] == "VERB" for i in range(k + 1, candidate.left)):
            return Reading(category, k, 0.7)  # "those killed at the college: 142 students, three soldiers"
        following = words.lower[k + 1 : min(candidate.left, k + 12)]
        if any(word in _ROLL_VERBS for word in following[:9]) and not any(
            words.tags[i] in ("VBD", "VBZ", "VBP") and words.lower[i] not in _ROLL_VERBS for i in range(k + 1, candidate.left)
        ):
            opens = words.lower[start:k]
            listed = any(word.startswith("includ") for word in following[:4])
            if listed or "among" in opens or (opens and opens[-1] == "also") or opens in ([], ["the"], ["all", "the"]):
                return Reading(category, k, 0.75)
    return None


def _roll_after(words: Words, candidate: Candidate) -> Reading | None:
    """ "… were among the injured", "was one of 12 people killed"."""
    stop = min(words.sent_end[candidate.number], candidate.end + 12)
    for k in range(candidate.end, stop):
        if words.lower[k] == "among":
            for i in range(k + 1, min(k + 5, words.sent_end[k])):
                category = _roll_at(words, i)
                if category:
                    return Reading(category, i, 0.75)
            return None
        if words.lower[k] in (";", ".", ":") or (words.pos[k] == "VERB"):
            return None
    return None


def _roll_at(words: Words, k: int) -> Category | None:
    if k in words.states and words.states[k].category != "rescued":
        return words.states[k].category
    if k in words.nouns and words.nouns[k].kind == "person" and words.nouns[k].singular not in ("body", "life"):
        return words.nouns[k].category
    verb = words.verbs.get(k)
    counted = words.lower[max(0, k - 1)] in ("those", "also", "people", "all") or words.lower[max(0, k - 2) : k] == ["among", "the"]
    if verb and verb.form == "participle" and counted:
        return verb.category
    return None
