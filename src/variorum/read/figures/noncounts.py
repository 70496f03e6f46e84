"""Numbers that count nobody, or not those who were harmed."""

from __future__ import annotations

from variorum.lexicon.en.harm import group_nouns, plural_group_nouns
from variorum.lexicon.en.tables import closed_class
from variorum.read.figures.around import BE
from variorum.read.figures.quantities import Candidate
from variorum.read.figures.words import Words

_ADDRESS = closed_class("address")
_EACH = closed_class("each")
_COLLECTIVE = closed_class("several_in_one")
_TIME_WORDS = closed_class("time_word")
_MORE = closed_class("addition")
_DIFFERENCE = ("more", "fewer", "less")  # "four more than on Monday"
_OLDEST = 110  # years
_SHARE = closed_class("share")
_STREET = closed_class("street")
_STATION = closed_class("station")
_CHANNEL = closed_class("channel")
_CALIBRES = closed_class("calibre")
_ARMS = closed_class("arms")
_ALSO_AGED = closed_class("also_aged")
_PICTURE = closed_class("picture")
_YEARS_OLD = closed_class("years_old")
_YEARS = range(1900, 2100)
_BEFORE_AGES = frozenset((",", "(", "-", "--", "–", "—"))


def is_no_count(words: Words, candidate: Candidate) -> bool:
    """Numbers that count nobody: addresses, channel numbers, ages, "both … and", "one another"."""
    last = words.lower[candidate.first - 1] if candidate.first else ""
    following = words.lower[candidate.end] if candidate.end < words.count else ""
    if not _ADDRESS.isdisjoint((words.lower[candidate.end - 1], words.lower[candidate.head], following)):
        return True
    word = words.lower[candidate.number]
    if (
        _counts_others(words, candidate, word, last, following)
        or _is_label(words, candidate)
        or _is_only_the_whole(words, candidate)
        or _is_time_or_age(words, candidate)
        or _is_part_of_name(words, candidate)
        or _is_attempted(words, candidate)
        or _is_population(words, candidate)
    ):
        return True
    return candidate.bare and (
        (word == "both" and _is_loose_both(words, candidate))
        or (candidate.quantity.vague and last == "the")
        or words.lower[candidate.first] == "under"
        or _is_name_or_age(words, candidate, last, following)
    )


def _is_time_or_age(words: Words, candidate: Candidate) -> bool:
    """ "15 years' service", "turned 15 in captivity"."""
    i = candidate.number
    if words.lower[i + 1 : i + 2] and words.lower[i + 1].rstrip("'’") in _SPANS and not candidate.people:
        return True
    exact = candidate.quantity.bound == "exact" and 0 < candidate.quantity.low <= _OLDEST
    return candidate.bare and exact and words.lower[candidate.left - 1] in ("turned", "turning", "turns")


_SPANS = frozenset(("year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "minute", "minutes"))


def _is_attempted(words: Words, candidate: Candidate) -> bool:
    """ "the attempted murder of 40 others", "17 murders and 23 attempted murders": they live."""
    if "attempted" in words.lower[candidate.number + 1 : candidate.end]:
        return True
    of = candidate.left - 1
    if of - 2 < words.sent_start[candidate.number] or words.lower[of] != "of" or words.lower[of - 2] != "attempted":
        return False
    deed = words.nouns.get(of - 1) or words.verbs.get(of - 1)
    return deed is not None and deed.category == "killed"


def _is_population(words: Words, candidate: Candidate) -> bool:
    """ "a city of 300,000", "a village of some 400 people": who lives there."""
    of = candidate.left - 1
    return of - 1 > words.sent_start[candidate.number] and words.lower[of] == "of" and words.lower[of - 1] in _SETTLED


_SETTLED = closed_class("settled")


def _is_label(words: Words, candidate: Candidate) -> bool:
    """ "108 Mill Place", "Action 5 News", "a single shot 223", "both 16", "11 or younger": numbers of houses, channels, calibres, ages."""
    i, end = candidate.number, candidate.end
    if words.lower[i].isdigit() and (
        words.lower[i + 1 : i + 2] in [[each] for each in _YEARS_OLD] or _is_of_gallery(words, i) or _is_year(words, candidate)
    ):
        return True
    if not words.lower[i].isdigit() or candidate.people:
        return candidate.bare and _is_age_beside(words, candidate)
    name = [words.lower[k] for k in range(i + 1, min(words.sent_end[i], i + 5)) if words.printed(k).istitle()]
    capital = i + 1 < words.count and words.printed(i + 1)[0].isupper()
    if capital and (not _STREET.isdisjoint(name) or words.lower[i + 1] in _STATION):
        return True
    if words.lower[i - 1] in _CHANNEL:
        return True
    around = words.lower[max(words.sent_start[i], i - 6) : min(words.sent_end[i], end + 2)]
    armed = words.lower[i] in _CALIBRES and not _ARMS.isdisjoint(around)
    return candidate.bare and (armed or _is_age_beside(words, candidate))


def _is_of_gallery(words: Words, i: int) -> bool:
    """ "Image 2 of 8 A child was shot": pictures."""
    if i > 2 and words.lower[i - 1] == "of" and words.lower[i - 2].isdigit():
        return words.lower[i - 3] in _PICTURE
    of = words.lower[i + 1 : i + 2] == ["of"] and "".join(words.lower[i + 2 : i + 3]).isdigit()
    return of and i > 0 and words.lower[i - 1] in _PICTURE


def _is_year(words: Words, candidate: Candidate) -> bool:
    """ "the 1991 killings", "on 29 June, 2016": years."""
    i = candidate.number
    if len(words.lower[i]) > 4 or int(words.lower[i]) not in _YEARS:
        return False
    dated = candidate.bare and i > 1 and words.lower[i - 1] == "," and words.lower[i - 2].isdigit()
    return dated or candidate.noun in words.nouns


def _is_age_beside(words: Words, candidate: Candidate) -> bool:
    """ "the brothers, both 16, were shot", "another boy, also 15, was hit", "the girl is 8 or younger", "his age was given as 17"."""
    i, quantity = candidate.number, candidate.quantity
    if quantity.bound != "exact" or not 0 < quantity.low <= _OLDEST or words.lower[i] in ("both", "one"):
        return False
    if _is_pair_of_ages(words, i):
        return True
    following = words.lower[candidate.end : candidate.end + 2]
    if following[:1] == ["or"] and following[1:] in (["younger"], ["older"], ["under"], ["over"]):
        return True
    if words.lower[i - 1] in _ALSO_AGED and following[:1] in ([","], ["."], [")"], ["and"]) and words.lower[i - 2] in (",", "("):
        return i > 1
    return words.lower[i - 1] in ("as", "at", "is", "was") and "age" in words.lower[max(words.sent_start[i], i - 5) : i]


def _is_pair_of_ages(words: Words, i: int) -> bool:
    """ "Ann and Tom Low -- 19 and 17 -- were killed": two ages after two names."""
    if not words.lower[i].isdigit():
        return False
    first = i - 2 if words.lower[i - 1] == "and" else i
    return (
        first > 1
        and [words.lower[first].isdigit(), *words.lower[first + 1 : first + 2]] == [True, "and"]
        and "".join(words.lower[first + 2 : first + 3]).isdigit()
        and words.lower[first - 1] in _BEFORE_AGES
        and words.pos[first - 2] == "PROPN"
    )


def _counts_others(words: Words, candidate: Candidate, word: str, last: str, following: str) -> bool:
    """ "one another", "married with three children", "called 911", "both Greek and Turkish troops", "no to killing"."""
    return (
        (word == "one" and last in ("every", "later", "earlier", "previous"))
        or (candidate.quantity.high == 0 and not _MORE.isdisjoint(words.lower[candidate.number : candidate.end]))
        or (following == "than" and words.lower[candidate.end - 1] in _DIFFERENCE)
        or (word == "one" and not candidate.of_whole and (following == "another" or last in _EACH))
        or (last == "with" and words.lower[max(0, candidate.left - 2)] in ("married", "widow", "widower", "divorced"))
        or (word == "911" and candidate.people is not True)
        or (word == "both" and candidate.people is None and "and" in words.lower[candidate.number : candidate.end + 2])
        or (candidate.quantity.high == 0 and _denies_nobody(words, candidate, word))
    )


def _denies_nobody(words: Words, candidate: Candidate, word: str) -> bool:
    """ "no to killing", "neither the army nor the rebels", "none of the injuries"."""
    return (
        (word == "no" and candidate.bare)
        or (word == "neither" and "nor" in words.lower[candidate.end : candidate.end + 8])
        or (candidate.of_whole and candidate.noun in words.nouns)
    )


def _is_only_the_whole(words: Words, candidate: Candidate) -> bool:
    """ "Of the 50 passengers, 12 died", "80 percent of the 30,000 residents", "all but one of the 41": others are harmed than it counts."""
    i, start = candidate.left - 1, words.sent_start[candidate.number]
    if i >= start and words.lower[i] == "but" and words.lower[i - 1] == "all":
        return True
    if i < start or words.lower[i] != "of":
        return False
    if "who" in words.lower[candidate.end : candidate.end + 2]:
        return False  # "of the 130 who died, five had been shot"
    return i == start or words.pos[i - 1] == "PUNCT" or not _SHARE.isdisjoint(words.lower[max(start, i - 2) : i])


def _is_part_of_name(words: Words, candidate: Candidate) -> bool:
    """ "Channel Six Online": a number between two parts of a name."""
    first = candidate.first
    if candidate.people is not None or candidate.bare or first == words.sent_start[first] or first - 1 in words.verbs:
        return False
    return words.pos[first - 1] == "PROPN" and words.pos[candidate.head] == "PROPN" and words.printed(first)[0].isupper()


def _is_name_or_age(words: Words, candidate: Candidate, last: str, following: str) -> bool:
    """ "Channel 11", "She was 18 and …", "a man of 24", "a father of three"."""
    if candidate.first == words.sent_start[candidate.number] or candidate.end in words.verbs or candidate.end in words.states:
        return False
    exact = candidate.quantity.bound == "exact" and (candidate.quantity.high or 0) <= _OLDEST
    if (exact or candidate.quantity.bound == "between") and _are_ages(words, candidate):
        return True
    if last == "of" and exact and _names_one(words, candidate.first - 2):
        return True
    printed = words.printed(candidate.number)
    goes_on = candidate.end < words.count and words.pos[candidate.end] in ("AUX", "VERB")
    if exact and last == "," and following in (",", ")") and _names_one(words, candidate.first - 2) and not printed.isdigit():
        return True  # "the girl, six, and 14 others"
    named = words.pos[candidate.first - 1] == "PROPN" and candidate.first - 1 not in words.verbs
    if named and (printed.isdigit() or (printed.istitle() and not goes_on)):
        return True
    return printed.isdigit() and exact and last in ("was", "is", "be") and following in ("and", ".", ",", "when")


def _are_ages(words: Words, candidate: Candidate) -> bool:
    """ "two boys of 13 and 17", "five boys between 15 and 17", "one 16 and one 17"."""
    i = candidate.first - 1
    if (candidate.quantity.high or 0) > _OLDEST or (candidate.quantity.low or 0) < 1:
        return False
    start = words.sent_start[candidate.number]
    if words.lower[i] == "one" and words.printed(candidate.number).isdigit():
        return True
    if words.lower[i] in ("and", "or") and i - 3 >= start and words.lower[i - 2] == "of" and words.lower[i - 1].isdigit():
        return words.lower[i - 3] in _YOUNG
    before = i if words.lower[candidate.first] == "between" else i - 1
    return before >= start and words.lower[before] in _YOUNG and (before == i or words.lower[i] in ("of", "aged"))


_YOUNG = frozenset(noun for noun in plural_group_nouns() if {"children", "men", "women", "adults"} & set(group_nouns()[noun]))


def _is_loose_both(words: Words, candidate: Candidate) -> bool:
    """ "were both shot", "both he and his brother": people who stand elsewhere."""
    if candidate.first > 0 and words.lower[candidate.first - 1] in (*BE, "("):
        return True
    following = words.lower[candidate.end : candidate.end + 7]
    if following and following[0] in ("from", "in", "with"):
        return True
    return bool(following) and words.pos[candidate.end] in ("PRON", "PROPN", "DET", "ADP") and "and" in following


def _names_one(words: Words, i: int) -> bool:
    """Whether a token is a noun or name for one person."""
    single = words.is_person_noun(i) and words.tags[i] == "NN" and words.lower[i] not in _COLLECTIVE
    return (single or (words.pos[i] == "PROPN" and words.lower[i] not in _TIME_WORDS)) and i not in words.nouns
