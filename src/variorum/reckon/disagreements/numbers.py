"""Two numbers that cannot both be true, in one sentence: "Police said 17 people were killed (in Post, 3 May 2021); Globe reported 23 (4 May
2021)".
"""

from __future__ import annotations

from variorum.lexicon.en.wording import day_words
from variorum.model import FigureValue
from variorum.reckon.counting import Count, day_of, is_total
from variorum.reckon.wording import capitalised, outlet_of, speaker_words

_DONE = {"hostage": "held hostage"}  # all others are called by their category: "were killed", "were missing"
_ACTIVE = frozenset({"escaped"})


def sentence_on(first: Count, second: Count) -> str:
    """Who gives which number where and when; what was counted is said once."""
    one, other = _where(first), _where(second)
    if one and one == other:
        return f"{capitalised(_said(first))}; {_said(second, brief=True)} (both {one})."
    return f"{capitalised(_said(first))}{_bracketed(one)}; {_said(second, brief=True)}{_bracketed(other)}."


def number_words(value: FigureValue) -> str:
    """The number in a word or two: "17", "at least 17", "about 150"."""
    if value.high is None:
        return f"at least {value.low:,}" if value.bound != "more_than" else f"more than {value.low:,}"
    if value.bound == "at_most":
        return f"up to {value.high:,}"
    ends = f"{value.low:,}" if value.low == value.high else f"{value.low:,}–{value.high:,}"
    return f"about {ends}" if value.bound == "about" and value.low == value.high else ends


def _said(count: Count, *, brief: bool = False) -> str:
    """Who says which number: "police said 17 people were killed", "Globe reported 17 killed"; in brief "police said 17"."""
    said_by, number = count.claim.said_by, _nobody(count.value) or number_words(count.value)
    voice = f"{speaker_words(said_by.name)} said" if said_by else f"{outlet_of(count.told)} reported"
    if brief:
        return f"{voice} {number}"
    return f"{voice} {_clause(count, number) if said_by else _phrase(count, number)}"


def _clause(count: Count, number: str) -> str:
    """As a clause: "17 people were killed", "nobody escaped", "3 attackers were involved"."""
    value, one = count.value, count.value.high in (0, 1)
    if value.category == "perpetrators":
        return f"{_phrase(count, number)} {'was' if one else 'were'} involved"
    people = "" if value.high == 0 else f" {_noun(count, 'person' if value.high == 1 else 'people')}"
    done = value.category if value.category in _ACTIVE else f"{'was' if one else 'were'} {_DONE.get(value.category, value.category)}"
    return f"{number}{people} {done}"


def _phrase(count: Count, number: str) -> str:
    """As a phrase: "17 killed", "3 men killed", "3 attackers"."""
    value = count.value
    if value.category == "perpetrators":
        return f"{number} {_noun(count, 'attacker' if value.high == 1 else 'attackers')}".replace("nobody attackers", "no attackers")
    noun = "" if is_total(count) or value.high == 0 else f" {_noun(count, '')}"
    return " ".join(f"{number}{noun} {_DONE.get(value.category, value.category)}".split())


def _noun(count: Count, people: str) -> str:
    """What was counted, as printed, where that is a group."""
    value = count.value
    return people if is_total(count) else " ".join((value.group_text or " and ".join(count.group).replace("_", " ")).split())


def _nobody(value: FigureValue) -> str:
    return "nobody" if value.high == 0 else ""


def _where(count: Count) -> str:
    """Where and when it was printed: "in Post, 3 May 2021" of a speaker, "4 May 2021" of an outlet."""
    day = day_of(count.told.published)
    spoken = f"in {outlet_of(count.told)}" if count.claim.said_by else ""
    return ", ".join(filter(None, (spoken, day_words(day) if day else "")))


def _bracketed(words: str) -> str:
    return f" ({words})" if words else ""
