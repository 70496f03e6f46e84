"""Number phrases of English with their bound: "at least 137", "six to 26", "nearly 200", "dozens", "half a dozen".

Pure: text in, quantities out. Money, percentages, dates, times, ages, years, distances and the like are none here, nor are ordinals.
What is counted is for the reader of the sentence to find out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from variorum.lexicon.en.tables import read_lines, read_rows
from variorum.model.words import Bound, words_of

NEARLY = 0.75  # "nearly 200" is 150 to 199: three quarters of the number is as far below as writers go


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number phrase: `text[start:end]` from the word of the bound to the last word of the number; the number itself starts at `number`.

    `low` and `high` are people (or things), high None where the end is open. `vague` is True where no numeral is printed ("dozens").
    """

    start: int
    end: int
    number: int
    low: int
    high: int | None
    bound: Bound
    vague: bool = False


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text, in order, none over another."""
    grammar = _grammar()
    found: list[Quantity] = []
    end = 0
    # Trying the pattern only where a number or a bound can begin is twenty times as fast as searching with it.
    for word in _WORD.finditer(text):
        if word.start() < end or not (word[0][0].isdigit() or word[0].lower() in grammar.openers):
            continue
        match = grammar.pattern.match(text, word.start())
        if match is None:
            continue
        end = match.end()
        if not _stands_for_something_else(text, match):
            found.extend(_quantities_of(match))
    return tuple(found)


def value_of(words: str) -> int | None:
    """The whole number that a numeral or a number word stands for ("1,200", "twenty-one", "1.4 million"); None if it is none."""
    match = _grammar().number.fullmatch(words.strip())
    return _value(words.strip()) if match else None


# ---------------------------------------------------------------- the grammar


@dataclass(frozen=True, slots=True)
class _Grammar:
    pattern: re.Pattern[str]
    number: re.Pattern[str]
    bounds: dict[str, tuple[Bound, str]]
    vague: dict[str, tuple[int, int | None, Bound]]
    words: dict[str, tuple[int, str]]
    units: frozenset[str]
    openers: frozenset[str]


_WORD = re.compile(r"\w+")


@cache
def _grammar() -> _Grammar:
    words = {word: (int(value), kind) for word, value, kind in read_rows("number_words.tsv")}
    bounds = {phrase: (_bound(bound), rule) for phrase, bound, rule in read_rows("bounds.tsv")}
    vague = {
        phrase: (int(low), None if high == "-" else int(high), _bound(bound)) for phrase, low, high, bound in read_rows("vague_numbers.tsv")
    }
    number = _number_pattern(words)
    units = frozenset(read_lines("units.tsv"))
    openers = frozenset(re.split(r"[\s-]", phrase)[0] for phrase in [*words, *bounds, *vague, "between", "from", "either", "half", "a"])
    bound = _alternatives(bounds)
    pattern = re.compile(
        rf"(?<![\w$€£¥.,/\-–'’#])(?:"
        rf"(?P<between>between|from|either)?\s*(?P<bound>(?:{bound})(?:\s+(?:{bound}))?)?\s*(?P<many>several\s+|a\s+few\s+)?"
        rf"(?P<one>{number})(?:(?!\s+[-–—]\s+(?-i:[A-Z]))\s*(?P<joint>-|–|—|to|and|or)\s*(?P<joint_bound>{bound})?\s*(?P<two>{number}))?"
        rf"(?P<after>\s+or\s+(?:more|so|fewer|less)\b|,?\s+give\s+or\s+take\s+(?:a\s+few|some)\b,?|\s*\+|-plus\b|\s+plus\b)?"
        rf"|(?:(?P<vague_bound>{bound})\s+)?(?P<vague>{_alternatives(vague)}))(?![\w])",
        re.IGNORECASE,
    )
    return _Grammar(pattern, re.compile(number, re.IGNORECASE), bounds, vague, words, units, openers)


def _bound(word: str) -> Bound:
    if word not in words_of(Bound):
        raise ValueError(f"{word!r} is no bound")
    return cast(Bound, word)


def _alternatives(phrases: dict[str, object] | dict[str, tuple[Bound, str]] | dict[str, tuple[int, int | None, Bound]]) -> str:
    """A pattern of phrases, longest first, any white space between words."""
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) + r"\b" for phrase in sorted(phrases, key=len, reverse=True))


def _number_pattern(words: dict[str, tuple[int, str]]) -> str:
    def of_kind(kind: str) -> str:
        return "|".join(sorted((word for word, (_, its) in words.items() if its == kind), key=len, reverse=True))

    small = rf"(?:(?:{of_kind('ten')})(?:[\s-]+(?:{of_kind('unit')})\b)?|(?:{of_kind('unit')}))"
    digits = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
    scale = rf"(?:{of_kind('scale')})"
    tail = rf"(?:[\s-]+{scale}\b(?:\s+(?:and\s+)?{small}\b)?)*"
    half = r"half[\s-]+(?:a[\s-]+)?million\b|half[\s-]+million\b|a\s+quarter\s+of\s+a\s+million\b"
    dozen = r"(?:half[\s-]+(?:a[\s-]+)?dozen|(?:{small}\s+|a\s+)?dozen)".replace("{small}", small)
    return rf"(?:{half}|{dozen}\b|(?:a\s+)?{scale}\b(?:\s+(?:and\s+)?{small}\b)?{tail}|{small}\b{tail}|{digits}(?:[mk]\b|{tail}))"


# ---------------------------------------------------------------- values


def _value(words: str) -> int | None:
    """What a number phrase that fits the pattern amounts to."""
    lower = words.lower().replace("-", " ").replace(",", "")
    if lower.startswith(("half", "a quarter")):
        return 6 if lower.endswith("dozen") else (500_000 if lower.startswith("half") else 250_000)
    known = _grammar().words
    total, part = 0.0, 0.0
    for word in re.findall(r"\d+(?:\.\d+)?|[^\W\d_]+", lower):
        if word in ("and", "a"):
            continue
        if word[0].isdigit():
            part += float(word)
        elif word in ("m", "k"):
            part *= 1_000_000 if word == "m" else 1_000
        else:
            value, kind = known[word]
            if kind in ("unit", "ten"):
                part += value
            elif value == 100 or kind == "dozen":
                part = max(part, 1) * value
            else:
                total += max(part, 1) * value
                part = 0.0
    if "." in lower and not re.search(r"[a-z]", lower):
        return None  # "3.5" counts nobody, and "00.30" is a time
    amount = total + part
    return int(amount) if amount == int(amount) else None


def _quantities_of(match: re.Match[str]) -> list[Quantity]:
    if match["vague"]:
        return _vague_quantity(match)
    one = _value(match["one"])
    if one is None:
        return []
    if match["many"]:
        return _several(match, one)
    bound_words = _bound_words(match["bound"])
    two = _value(match["two"]) if match["two"] else None
    start = match.start("bound") if match["bound"] else match.start("one")
    if two is not None and not _is_range(match, one, two):
        first = _bounded(start, match.end("one"), match.start("one"), one, bound_words, None)
        joint = match["joint_bound"]
        second_start = match.start("joint_bound") if joint else match.start("two")
        second = _bounded(second_start, match.end("two"), match.start("two"), two, _bound_words(joint), match["after"])
        return [first, second]
    if two is not None:
        start = match.start("between") if match["between"] else start
        return [Quantity(start=start, end=match.end("two"), number=match.start("one"), low=one, high=two, bound="between")]
    end = match.end("after") if match["after"] else match.end("one")
    return [_bounded(start, end, match.start("one"), one, bound_words, match["after"])]


def _vague_quantity(match: re.Match[str]) -> list[Quantity]:
    """ "dozens", "several", "both", "no"."""
    low, high, bound = _grammar().vague[_plain(match["vague"])]
    if match["vague_bound"] and low == 0:
        return []
    start, number = match.start("vague_bound" if match["vague_bound"] else "vague"), match.start("vague")
    return [Quantity(start=start, end=match.end("vague"), number=number, low=low, high=high, bound=bound, vague=True)]


def _several(match: re.Match[str], one: int) -> list[Quantity]:
    """ "several hundred", "a few dozen": two or more of them."""
    bounds: dict[int, Bound] = {12: "dozens", 100: "hundreds", 1000: "thousands"}
    start = match.start("bound") if match["bound"] else match.start("many")
    bound = bounds.get(one, "plural")
    return [Quantity(start=start, end=match.end("one"), number=match.start("many"), low=2 * one, high=None, bound=bound, vague=True)]


def _is_range(match: re.Match[str], one: int, two: int) -> bool:
    """Whether two joined numbers are the ends of one. "and" joins only after "between"; "rose from 12 to 15" are two numbers."""
    joint = match["joint"].lower()
    if one >= two:
        return False
    if joint == "and":
        return (match["between"] or "").lower() == "between"
    if joint == "to" and (match["between"] or "").lower() == "from":
        before = match.string[max(0, match.start() - 60) : match.start()].lower()
        return not _MOVES.search(before)
    return True


_MOVES = re.compile(
    r"\b(?:ros|ris|increas|climb|jump|soar|grew|grow|went|gone|go|up|rais|revis|fell|fall|drop|down|lower|mov|doubl|tripl|quadrupl|swell|swoll|cut"
    r"|chang|correct)\w*\W+(?:\w+\W+){0,4}$"
)


def _plain(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _bound_words(phrase: str | None) -> tuple[Bound, str] | None:
    """Bound and rule of the bound words; of two ("at least some"), the first."""
    if not phrase:
        return None
    plain = _plain(phrase)
    bounds = _grammar().bounds
    if plain in bounds:
        return bounds[plain]
    return next(bounds[first] for first in sorted(bounds, key=len, reverse=True) if plain.startswith(first))


_TAILS: dict[str, tuple[Bound, str]] = {
    "or so": ("about", "point"),
    "give or take a few": ("about", "point"),
    "give or take some": ("about", "point"),
    "or more": ("at_least", "open"),
    "or fewer": ("at_most", "upto"),
    "or less": ("at_most", "upto"),
}


def _bounded(start: int, end: int, number: int, value: int, bound: tuple[Bound, str] | None, after: str | None) -> Quantity:
    """A number under its bound: the table of values and bounds of the conventions."""
    name: Bound
    name, rule = bound or ("exact", "point")
    if after:
        tail = _plain(after.strip(" ,\n"))
        name, rule = _TAILS.get(tail, ("more_than", "open"))
    low: int = value
    high: int | None = value
    if rule == "open":
        high = None
    elif rule == "upto":
        low = 0
    elif rule == "below":
        low, high = 0, max(0, value - 1)
    elif rule == "nearly" and value > 1:
        low, high = int(value * NEARLY), value - 1
    return Quantity(start=start, end=end, number=number, low=low, high=high, bound=name)


# ---------------------------------------------------------------- what is no count

_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_BEFORE = re.compile(
    rf"(?:\b{_MONTHS}\.?\s+(?:the\s+)?|[$€£¥]\s?|\b(?:usd|eur|gbp|number|article|section|chapter|route|highway|interstate|page|level|grade|flight"
    r"|apartment|resolution|school|hospital|unit|room|building|channel|phase|day|age|aged|ages|version|windows|act|pier|gate|ward|precinct|zone"
    r"|block|size|chapter|part|figure|table)\s+|\b(?:us|rs|no|nos)\.?\s*"
    r"|\bage\s+of\s+|\baged?\s+(?:between\s+|from\s+|about\s+|around\s+|only\s+|just\s+)?|\d[.:/]|\d\s+/\s+|\bat\s+(?:about\s+|around\s+)?(?=\d{1,2}[:.]\d\d))$",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(rf"\bin\s+{_MONTHS}\s+$", re.IGNORECASE)  # "in May 55 inmates died": no day stands behind "in" and a month
_PEOPLE = re.compile(r"\s+(?!and\b|to\b|or\b)[a-z]{3,}")
_AFTER = re.compile(
    rf"\s?(?:st|nd|rd|th)\b|[/:.]\d|\s+/\s+\d|\s+(?:of\s+)?{_MONTHS}\b(?!\s+have\b)|-[a-z]"
    r"|\s+(?:year|month|week|day)s?[-\s]+old\b|\s*%|\s?(?:million|billion)?\s?(?:dollars|euros|pounds|rupees|pesos)\b|['’]s\b|[°\"”″]\d",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[\s-]*([^\W\d_][\w./'’]*|%)")


def _stands_for_something_else(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a date, a time, an age, a sum, a measure or a name's number."""
    group = "two" if match["two"] else "one"
    end = match.end("vague") if match["vague"] else match.end(group)
    following = _TOKEN.match(text, end)
    if following and following[1].lower().rstrip(".") in _grammar().units | {"a.m", "p.m"}:
        return True
    if match["vague"]:
        return False
    return _is_time_or_sum(text, match, end) or _is_year(match, text) or _is_age(text, match, end)


def _is_time_or_sum(text: str, match: re.Match[str], end: int) -> bool:
    """Whether what stands before or after makes the number a date, an hour, a sum or part of a name."""
    before = text[max(0, match.start("one") - 24) : match.start("one")]
    lead = text[max(0, match.start() - 24) : match.start()]
    digits = match["one"][0].isdigit()
    if digits and not match["bound"] and (_BEFORE.search(before) or _BEFORE.search(lead)):
        return not (len(match["one"]) < 4 and _IN_MONTH.search(before) and _PEOPLE.match(text, end))
    if match["two"] and match["joint"] == "-" and re.fullmatch(r"\d{3}-\d{4}", match[0].strip()):
        return True  # a telephone number
    if lead.lower().endswith("at ") and re.fullmatch(r"[0-2]\d[0-5]\d", match["one"]):
        return True  # "at 1300"
    if not digits and match["one"].lower().startswith(_SCALES) and _SUM_BEFORE.search(before):
        return True
    return bool(_BEFORE_AGE.search(lead) or _BEFORE_AGE.search(before) or _AFTER.match(text, end))


_SCALES = ("hundred", "thousand", "million", "billion", "lakh", "dozen")
_SUM_BEFORE = re.compile(r"\d[.,\d]*[\s-]*$")  # the scale of a sum: "$20 million"
_BEFORE_AGE = re.compile(r"\b(?:aged?|ages)\s+$", re.IGNORECASE)
_AGES = re.compile(r"\bage[sd]?\s+(?:\d+(?:,\s*|\s+and\s+|,\s+and\s+))+$", re.IGNORECASE)
_YEAR_LEAD = re.compile(r"\b(?:in|since|until|till|by|of|from|to|and|between|during|early|late|mid|year|for|,)\s*$", re.IGNORECASE)


def _is_year(match: re.Match[str], text: str) -> bool:
    """A bare four-digit number of our times, unless a plural noun or "people" follows at once."""
    numbers = [match[name] for name in ("one", "two") if match[name]]
    if not any(re.fullmatch(r"(?:1[5-9]|20)\d\d", number) for number in numbers) or match["bound"]:
        return False
    if len(numbers) == 2:
        return all(re.fullmatch(r"(?:1[5-9]|20)?\d\d", number) for number in numbers)
    after = re.match(r"\s+([^\W\d_]+)", text[match.end() : match.end() + 40])
    counts_something = bool(after and (after[1].lower().endswith("s") or after[1].lower() in ("people", "men", "women", "children")))
    lead = text[max(0, match.start() - 12) : match.start()]
    return not counts_something or bool(_YEAR_LEAD.search(lead) and re.search(r"\b(?:in|since|until|of|by)\s*$", lead, re.IGNORECASE))


def _is_age(text: str, match: re.Match[str], end: int) -> bool:
    """ "(35)", ", 32, of", ", 32 and": a number between commas or brackets after a name."""
    if match["bound"] or (match["two"] and match["joint"] == "-") or not match["one"].isdigit() or int(match["one"]) > 110:
        return False
    before, after = text[max(0, match.start() - 3) : match.start()], text[end : end + 2]
    if before.endswith("(") and after[:1] in (")", ","):
        return True
    if (before.endswith(", ") and after[:1] == ",") or _AGES.search(text[max(0, match.start() - 40) : match.start()]):
        return True
    named = re.search(r"[^\W\d_]+,\s$", text[max(0, match.start() - 30) : match.start()])
    return bool(named and named[0][0].isupper() and (after[:1] in (",", ";", ".", ")", "\n") or not after))
