"""Number phrases of a document with the noun that they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from variorum.lexicon.en.harm import group_nouns, harm_verbs, plural_group_nouns, thing_nouns
from variorum.lexicon.en.numbers import Quantity, find_quantities
from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.words import Words
from variorum.read.parse import with_plain_hyphens

BEFORE_NUMBER = closed_class("before_number")
_OF_THEM = closed_class("of_them")
_MORE = closed_class("more")
_TIME_WORDS = closed_class("time_word")
_TOTALS = closed_class("totals")
_NEWS = closed_class("news_of")
_INNER_SIGNS = frozenset(("-", "–", "'s", "'", "/", '"', "“", "”"))
_COMPOUND_FIRST = closed_class("compound_first")


@dataclass(slots=True)
class Candidate:
    """A quantity that may count people. Token indices: `first` … `end` the phrase, `number` the end of the number, `noun` the counted.

    `left` is the first token with determiners; `people` whether the noun is one for people (True), for things (False) or unknown (None).
    `called` is the noun that says what the people of a part are ("three of them children").
    """

    quantity: Quantity
    left: int
    first: int
    number: int
    noun: int | None
    end: int
    people: bool | None
    of_whole: bool = False
    bare: bool = False
    called: int | None = None

    @property
    def head(self) -> int:
        """The token that stands for the phrase in the parse."""
        return self.number if self.noun is None else self.noun


def find_candidates(words: Words) -> list[Candidate]:
    """Every quantity of the text with its counted noun, in order."""
    quantities = find_quantities(with_plain_hyphens(words.text))
    starts = {words.token_at(quantity.number) for quantity in quantities}
    candidates = [_candidate(words, quantity, starts) for quantity in quantities]
    for candidate in candidates:
        _take_apposition(words, candidate)
    return candidates


def _take_apposition(words: Words, candidate: Candidate) -> None:
    """ "The gunmen, some 50 in number, were killed", "the attackers, forty of them": the noun stands before its number."""
    noun, end = candidate.left - 2, candidate.end
    start = words.sent_start[candidate.number]
    if (
        candidate.bare
        and candidate.left == start
        and noun > 0
        and words.lower[start - 1] == "?"
        and words.lower[noun] in plural_group_nouns()
    ):
        candidate.called = noun  # "And the gunmen? Thirty-four were killed."
        return
    if noun < start or words.lower[noun + 1] not in (",", "(") or words.lower[noun] not in plural_group_nouns():
        return
    first = noun
    while first > start and words.pos[first - 1] in ("ADJ", "NOUN", "PROPN"):
        first -= 1
    if first > start and words.lower[first - 1] not in ("the", "their", "his"):
        return
    if words.lower[end : end + 2] == ["in", "number"]:
        candidate.end = end + 2
    elif words.lower[end - 2 : end] != ["of", "them"] or candidate.called is not None:
        return
    if words.lower[candidate.end : candidate.end + 1] == [","]:
        candidate.end += 1
    candidate.called, candidate.of_whole, candidate.people = noun, False, True


def _candidate(words: Words, quantity: Quantity, starts: set[int]) -> Candidate:
    first, last = words.token_at(quantity.start), words.token_at(quantity.end - 1)
    if words.lower[last] == "of":  # "a handful of the 31 clerks"
        last -= 1
    stop = words.sent_end[last]
    left = first
    while left > words.sent_start[first] and words.lower[left - 1] in BEFORE_NUMBER:
        if words.lower[left - 1] == "of" and words.lower[left - 2] not in _TOTALS:
            break
        left -= 2 if words.lower[left - 1] == "of" else 1
    noun, end = noun_phrase(words, last + 1, stop, starts)
    of_whole = False
    named: int | None = None
    if quantity.high == 0 and end + 1 < stop and words.lower[end] == "of" and words.lower[end - 1] in _NEWS:
        noun, end = noun_phrase(words, end + 1, stop, starts)
    if quantity.vague and noun is None and end < stop and words.lower[end] == "the":  # "both the militants"
        noun, end = noun_phrase(words, end + 1, stop, starts)
    if noun is None and end < stop and words.lower[end] == "of" and end + 1 < stop:
        following = words.lower[end + 1]
        noun, end, of_whole = _after_of(words, end, stop, starts)
        if following in _OF_THEM and end == words.token_at(quantity.end - 1) + 3:
            noun, named = None, noun
    people = _is_people(words, noun)
    return Candidate(quantity, left, first, last, noun, end, people, of_whole, bare=noun is None, called=named)


def _after_of(words: Words, at: int, stop: int, starts: set[int]) -> tuple[int | None, int, bool]:
    """ "dozens of people", "three of them", "one of the wounded", "five of his relatives": noun, end, and whether a whole is named."""
    following = words.lower[at + 1]
    thing = following in ("these", "those") and at + 2 < stop and words.pos[at + 2] in ("NOUN", "ADJ", "PROPN")
    if following == "those" and at + 2 < stop and (at + 2 in words.states or words.verbs_form(at + 2) == "participle"):
        return None, at + 3, True  # "three of those killed"
    if following in _OF_THEM and not thing:
        return _called(words, at + 2, stop), at + 2, True
    after = at + 1
    named = False
    while after < stop and (words.pos[after] == "DET" or words.tags[after] == "PRP$" or words.lower[after] in ("the", "those", "other")):
        named = named or words.tags[after] != "PRP$"  # "two of his friends" are no part of a figure
        after += 1
    while after < stop and after in starts:  # "two of the three", "two of five men"
        named = True
        after += 1
    noun, end = noun_phrase(words, after, stop, starts)
    if noun is None and named and after < stop and (after in words.states or words.verbs_form(after) == "participle"):
        return None, after + 1, named  # "one of the injured"
    if noun is None:
        return None, (at if not named else after), named
    return noun, end, named


def _called(words: Words, at: int, stop: int) -> int | None:
    """What the people of a part are: "3 of them children", "780 of whom were drivers"."""
    for i in range(at, min(stop, at + 5)):
        if words.lower[i] in plural_group_nouns():
            return i
        if words.pos[i] not in ("ADJ", "AUX", "ADV", "NOUN", "PROPN") and words.lower[i] != "of":
            return None
    return None


def noun_phrase(words: Words, at: int, stop: int, starts: set[int]) -> tuple[int | None, int]:
    """The noun that a number before token `at` counts, and the token after it; (None, at) where no noun follows."""
    noun = None
    i = at
    while i < min(stop, at + 12) and not _ends_phrase(words, i, noun, starts):
        if words.lower[i] == "(" and (after := _over_brackets(words, i, stop)):
            i = after
            continue
        role = _role(words, i, noun, stop)
        if role == "last":
            return i, i + 1
        if role == "none":
            break
        if role == "noun":
            noun = i
            if words.is_person_noun(i) and not _compound(words, i + 1, stop):
                break
        i += 1
    if noun is None:
        return None, at + _more_after(words, at, stop)
    return noun, noun + 1


def _ends_phrase(words: Words, i: int, noun: int | None, starts: set[int]) -> bool:
    """Whether a token cannot belong to the phrase: another number, a sign, a preposition, a time."""
    word, pos = words.lower[i], words.pos[i]
    sign = pos in ("NOUN", "PROPN", "ADJ", "X") and not any(letter.isalnum() for letter in word)
    return sign or pos == "ADP" or (i in starts and word != "one") or (word in _TIME_WORDS and noun is not None)


def _role(words: Words, i: int, noun: int | None, stop: int) -> Literal["last", "noun", "skip", "none"]:
    """What a token is to the phrase: its last noun, a noun that may describe the next one, a describing word, or nothing."""
    word, pos = words.lower[i], words.pos[i]
    if word in _MORE:
        return "last" if word == "others" else "skip"
    nominal = words.tags[i] in ("NN", "NNS")
    if nominal and i in words.nouns and (i in words.verbs or words.nouns[i].kind == "deed"):
        return "skip" if _compound(words, i + 1, stop) else "last"
    if noun is None and words.tags[i] == "NN" and word in ("hostage", "captive"):
        return "last"  # "one hostage died"
    bare_noun = nominal and i in words.verbs and not (i in words.states or word in group_nouns())
    if (i in words.verbs or i in words.states) and not bare_noun:
        # "12 killed", "two wounded in": the word of harm stands for the people; "two wounded men": it describes them
        describes = noun is None and words.verbs_form(i) in (None, "participle") and _next_is_nominal(words, i, stop)
        return "skip" if describes else "none"
    if word in group_nouns() and pos not in ("NOUN", "PROPN"):
        return "skip" if noun is None and _compound(words, i + 1, stop) else "last"
    return "noun" if pos in ("NOUN", "PROPN") else ("skip" if _describes(words, i, noun, stop) else "none")


def _describes(words: Words, i: int, noun: int | None, stop: int) -> bool:
    """Whether a token stands before a noun as its adjective, adverb or hyphen."""
    following = words.pos[i + 1] if i + 1 < stop else ""
    if words.lower[i] in _INNER_SIGNS:
        return following in ("NOUN", "PROPN", "ADJ")
    if noun is not None:
        return False
    return (
        words.pos[i] in ("ADJ", "NUM", "X")
        or words.tags[i] in ("VBN", "VBG", "JJ")
        or (words.pos[i] == "ADV" and following in ("ADJ", "VERB"))
    )


def _over_brackets(words: Words, i: int, stop: int) -> int | None:
    """The token after an acronym in brackets, where the phrase goes on ("two Security Force (SF) personnel")."""
    for k in range(i + 1, min(stop - 1, i + 5)):
        if words.lower[k] == ")":
            return k + 1 if words.pos[k + 1] in ("NOUN", "PROPN", "ADJ") else None
    return None


def _more_after(words: Words, at: int, stop: int) -> int:
    return 1 if at < stop and words.lower[at] in _MORE else 0


def _next_is_nominal(words: Words, i: int, stop: int) -> bool:
    after = i + 1
    while after < stop and words.pos[after] == "ADJ":
        after += 1
    return after < stop and (words.pos[after] in ("NOUN", "PROPN") or words.lower[after] in group_nouns())


def _compound(words: Words, i: int, stop: int) -> bool:
    """Whether the noun before token `i` only describes the noun at `i` ("police officers", "army captains")."""
    if i >= stop:
        return False
    word = words.lower[i]
    if word in ("and", "or", ",") or word in _TIME_WORDS:
        return False
    if i in words.nouns and words.nouns[i].kind in ("deed", "person") and words.tags[i] == "NNS" and i not in words.states:
        return True
    if i in words.verbs and words.tags[i] not in ("NNS", "NN"):
        return False
    if words.lower[i - 1] in plural_group_nouns() and words.lower[i - 1] not in _COMPOUND_FIRST:
        return False
    return words.pos[i] in ("NOUN", "PROPN") and word not in harm_verbs() and i not in words.states


def _is_people(words: Words, noun: int | None) -> bool | None:
    if noun is None:
        return None
    if words.is_person_noun(noun):
        return True
    if words.pos[noun] == "PROPN" and words.printed(noun).istitle():
        return None  # a name may hold any word: "two Workers' Party members"
    if words.lower[noun] in thing_nouns() or (noun > 0 and f"{words.lower[noun - 1]} {words.lower[noun]}" in thing_nouns()):
        return False
    return None
