"""A small pattern language over kinds of tokens: `(?P<month>ANYMONTH) DOT? (?P<day>DAY)`.

Every kind is one private-use letter, so that a rule is a plain regular expression over as many letters as there are tokens.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from variorum.lexicon.en.dates.expression import Expression, Known, Partial, Shifted
from variorum.lexicon.en.dates.tokens import Token
from variorum.model.words import TimexType

_LETTERS: dict[str, str] = {}
CLASSES = {
    "ANYMONTH": "MONTH SHORTMONTH MAYMONTH",
    "SUREMONTH": "MONTH SHORTMONTH",
    "DAYFIGURE": "HOURNUM DAYNUM DAYORDINAL",
    "INTEGER": "HOURNUM DAYNUM TWODIGIT MILITARY YEAR DIGITS",
    "FIGURE": "HOURNUM DAYNUM TWODIGIT MILITARY YEAR DIGITS DECIMAL",
    "TINYFIGURE": "HOURNUM DAYNUM TWODIGIT",
    "ANYSEASON": "SEASON SEASONISH",
    "ANYUNIT": "UNIT UNITS DAYWORD WEEKWORD MONTHWORD YEARWORD QUARTER QUARTERS WEEKEND",
    "ONEUNIT": "UNIT DAYWORD WEEKWORD MONTHWORD YEARWORD QUARTER WEEKEND",
    "MANYUNIT": "UNITS QUARTERS",
    "PRONOUNISH": "THE THIS THAT",
    "ANYORDINAL": "ORDINALWORD DAYORDINAL",
    "EDGE": "END BEGINNING MIDDLE",
    "ROUGHLY": "EARLY LATE MID",
    "ANYZONE": "ZONE SHORTZONE",
    "STRIPE": "HYPHEN DASH",
    "LEADIN": "FOR IN WITHIN OVER DURING AFTER",
    "ENDMARK": "DOT COMMA BREAK OPEN DASH",
}
MACROS = {
    "NUMBER": "(?:FIGURE|NUMBERWORD (?:HYPHEN? NUMBERWORD){0,5}|ARTICLE? COUPLE OF?|ARTICLE? PAIR OF|ARTICLE? DOZEN|ARTICLE NUMBERWORD?)",
    "WEEKDAYISH": "(?:WEEKDAY|SHORTDAY DOT?)",
    "YEARISH": "(?:YEAR|SHORTYEAR)",
    "DAYISH": "(?:DAYFIGURE|ORDINALWORD|NUMBERWORD HYPHEN ORDINALWORD)",
    "ANDHALF": "(?:HYPHEN? AND HYPHEN? ARTICLE HYPHEN? HALF|HYPHEN? FRACTION)",
    "ABOUTISH": "(?:ABOUT|MORE THAN|LESS THAN|AT LEAST|UP TO|AT MOST)",
}
_NAME = re.compile(r"\b[A-Z]{2,}\b")


def _letter(kind: str) -> str:
    return _LETTERS.setdefault(kind, chr(0xE000 + len(_LETTERS)))


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The regular expression of a pattern, to be searched in the letters of `letters_of`."""
    for name, macro in MACROS.items():
        pattern = re.sub(rf"\b{name}\b", macro, pattern)
    pattern = _NAME.sub(lambda m: "[" + "".join(map(_letter, CLASSES.get(m[0], m[0]).split())) + "]", pattern)
    return re.compile(re.sub(r"\s+", "", pattern))


def letters_of(tokens: Sequence[Token]) -> str:
    """One letter a token."""
    return "".join(_letter(token.kind) for token in tokens)


@dataclass(frozen=True, slots=True)
class Found:
    """A place where a pattern fits: its match, and all tokens of the string."""

    match: re.Match[str]
    tokens: Sequence[Token]

    def words(self, group: str) -> Sequence[Token]:
        """The tokens of a group; none where it took no part."""
        if group not in self.match.re.groupindex:
            return ()
        start, end = self.match.span(group)
        return self.tokens[start:end] if start >= 0 else ()

    def value(self, group: str) -> str:
        """The value of the last token of a group, or "" where it took no part."""
        words = self.words(group)
        return words[-1].value if words else ""

    def kind(self, group: str) -> str:
        """The kind of the first token of a group, or ""."""
        words = self.words(group)
        return words[0].kind if words else ""

    def before(self) -> Token | None:
        """The token before the match."""
        return self.tokens[self.match.start() - 1] if self.match.start() else None

    def after(self) -> Token | None:
        """The token after the match."""
        return self.tokens[self.match.end()] if self.match.end() < len(self.tokens) else None


@dataclass(frozen=True, slots=True)
class Built:
    """What a rule makes of a place: type, meaning, and what is appended or noted. `dropped`: no time, and nothing in it is one (an age)."""

    type: TimexType
    meaning: Partial | Shifted | Known
    clock: str = ""
    mod: str | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what is made of it; None where the words around it speak against a time.

    `needs` spares time: kinds of tokens without any of which the pattern fits nowhere.
    """

    pattern: re.Pattern[str]
    build: Callable[[Found], Built | None]
    needs: frozenset[str] = frozenset()


def _without_mark(tokens: Sequence[Token], start: int, end: int) -> int:
    """The end without a mark that closes the sentence and not an abbreviation."""
    if end - start > 1 and tokens[end - 1].kind in ("DOT", "COMMA") and tokens[end - 2].kind not in ("SHORTMONTH", "SHORTDAY"):
        return end - 1
    return end


def apply_rules(rules: Sequence[Rule], text: str, tokens: Sequence[Token]) -> Iterator[Expression]:
    """All expressions, the longest first where two overlap, then the earlier rule; in order of the text."""
    letters = letters_of(tokens)
    present = {token.kind for token in tokens}
    candidates = []
    for rank, rule in enumerate(rules):
        if rule.needs and present.isdisjoint(rule.needs):
            continue
        for match in rule.pattern.finditer(letters):
            start, end = match.span("all") if "all" in rule.pattern.groupindex else match.span()
            end = _without_mark(tokens, start, end)
            if start < end:
                candidates.append((start - end, rank, start, end, match, rule))
    taken = bytearray(len(tokens))
    kept = []
    for _, _, start, end, match, rule in sorted(candidates, key=lambda c: c[:3]):
        if any(taken[start:end]):
            continue
        built = rule.build(Found(match, tokens))
        if built is not None:
            taken[start:end] = b"\1" * (end - start)
            if not built.dropped:
                kept.append((start, end, built))
    for start, end, built in sorted(kept, key=lambda k: k[0]):
        first, last = tokens[start].start, tokens[end - 1].end
        yield Expression(
            start=first, end=last, text=text[first:last], type=built.type, meaning=built.meaning, clock=built.clock, mod=built.mod
        )
