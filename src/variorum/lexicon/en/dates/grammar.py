"""Finds every time expression of an English string."""

from __future__ import annotations

from functools import lru_cache

from variorum.lexicon.en.dates import absolute, relative, spans
from variorum.lexicon.en.dates.expression import Expression
from variorum.lexicon.en.dates.pattern import apply_rules
from variorum.lexicon.en.dates.tokens import tokens_of

_RULES = (*absolute.RULES, *relative.RULES, *spans.RULES)


@lru_cache(maxsize=2)  # a report is asked twice: for its own date, and then against it
def find_expressions(text: str) -> tuple[Expression, ...]:
    """The time expressions of a text in their order, none overlapping. Types and values follow TIMEX3 (TimeML 1.2.1)."""
    return tuple(apply_rules(_RULES, text, tokens_of(text)))
