"""A string as words of the grammar: every token gets the kinds that the rules of `grammar` ask for."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from variorum.lexicon.en.dates.calendar import named_days


def _named() -> str:
    """Names of days, the longest first; blanks and apostrophes as they are printed."""
    names = sorted(named_days(), key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+").replace("'", "['’]") for name in names)


_TOKEN = re.compile(
    r"(?=[0-9½¼¾'’‘`])(?:"
    r"(?P<FRACTION>(?<![\d/.])(?:1/[24]|3/4)(?![\d/])|[½¼¾])"
    r"|(?P<ISODATE>(?<![\d-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?!\d))"
    r"|(?P<SLASHDATE>(?<![\d/])[0-9]{1,2}(?P<sep>[/.])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2})(?![\d/]))"
    r"|(?P<NAMEDNUMBER>(?<![\w/])9/11(?![\w/]))"
    r"|(?P<CLOCK>(?<![\d:])[0-9]{1,2}[:.][0-9]{2}(?=\s*(?:[ap]\.?\s?m\b|hours\b|hrs\b|GMT|UTC|[ECMP][SD]T\b|local))"
    r"|(?<![\d:])[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\d:])|(?<![\d.,])[0-2][0-9][0-5][0-9](?=[ -](?:hours|hrs)\b))"
    r"|(?P<DECADE>(?:['’‘`](?=[2-9]0s)|\b)(?:1[5-9]|20)?[0-9]0['’]?s\b)"
    r"|(?P<DAYORDINAL>\b[0-9]{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<SHORTYEAR>(?<!\w)['’‘`][0-9]{2}(?![\w.,]*\d))"
    r"|(?P<number>[0-9]+(?:[.,][0-9]+)*)"
    r"|(?P<POSS>['’`]s\b|(?<=s)['’](?!\w)))"
    r"|(?-i:\b(?P<QUARTERNAME>Q[1-4])\b)"
    r"|(?P<AMPM>(?<=[\d\s])[ap]\.\s?m\b\.?|(?<=[\d\s])[ap]m\b)"
    rf"|(?-i:(?=[A-Z]))(?P<NAMED>(?<!\w)(?:{_named()})(?![\w/]))"
    r"|(?P<word>[^\W\d_]+(?:['’]clock)?)"
    r"|(?P<BREAK>\n[^\S\n]*\n\s*)"
    r"|(?P<DASH>--+|[–—])|(?P<HYPHEN>-)|(?P<DOT>\.)|(?P<COMMA>,)|(?P<OPEN>[(\[])|(?P<MONEY>[$£€#%])"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)
_FRACTIONS = {"1/2": "0.5", "½": "0.5", "1/4": "0.25", "¼": "0.25", "3/4": "0.75", "¾": "0.75"}
_RENAMED = {"sep": "SLASHDATE", "NAMEDNUMBER": "NAMED", "other": "OTHER"}
_OTHER = ("OTHER", "")
_PLAIN = frozenset({"OTHER", "CAPITAL"})
_MAX_DIGITS = 9  # longer runs of digits are no count of anything here


class Token(NamedTuple):
    """A word, number or mark at `start:end` with its kind; `value` is what its kind says of it (a month's number, a digit string)."""

    start: int
    end: int
    text: str
    kind: str
    value: str = ""


@cache
def time_words() -> dict[str, tuple[str, str]]:
    """Word in lower case → kind and value, as in `time_words.tsv`."""
    held = {}
    for line in files(__package__).joinpath("time_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word, *value = line.split("\t")
            held[word] = (kind, value[0] if value else "")
    return held


def tokens_of(text: str) -> list[Token]:
    """The tokens of a string, in order. Of a run of words unknown to the grammar (OTHER, CAPITAL) only the first and last are kept."""
    words = time_words()
    tokens: list[Token] = []
    run = 0
    for match in _TOKEN.finditer(text):
        kind, exact = match.lastgroup or "other", match.group()
        if kind == "word":
            kind, value = words.get(exact.lower(), _OTHER)
            if kind == "OTHER" or (kind in ("SHORTMONTH", "SHORTDAY") and not exact[0].isupper()):
                kind = "CAPITAL" if exact[0].isupper() else "OTHER"
        elif kind == "number":
            kind, value = _number_kind(exact)
        else:
            kind = _RENAMED.get(kind, kind)
            value = re.sub(r"\s+", " ", exact.lower().replace("’", "'")) if kind == "NAMED" else _FRACTIONS.get(exact, exact)
        token = Token(match.start(), match.end(), exact, kind, value)
        if kind in _PLAIN:
            run += 1
            if run > 2:
                tokens[-1] = token
                continue
        else:
            run = 0
        tokens.append(token)
    return tokens


def _number_kind(exact: str) -> tuple[str, str]:
    """The kind and plain digits of a number in figures."""
    plain = re.sub(r",(?=[0-9]{3}(?:\D|$))", "", exact)
    if len(exact) > _MAX_DIGITS or not plain.isdigit():
        return ("DECIMAL", plain) if re.fullmatch(r"[0-9]{1,6}\.[0-9]{1,4}", plain) else ("OTHER", "")
    number = int(plain)
    if len(plain) == 4 and plain == exact:
        if 1400 <= number <= 2100:
            return "YEAR", plain
        return ("MILITARY" if number < 2400 and number % 100 < 60 else "DIGITS"), plain
    if number < 100 and len(plain) <= 2:
        return ("HOURNUM" if 1 <= number <= 12 else "DAYNUM" if 1 <= number <= 31 else "TWODIGIT"), plain
    return "DIGITS", plain
