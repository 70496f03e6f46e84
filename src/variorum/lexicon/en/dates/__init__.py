"""Dates, times, durations and sets of English news: found in a string, and tied to the calendar."""

from variorum.lexicon.en.dates.calendar import days_of, precision_of
from variorum.lexicon.en.dates.expression import Expression, Known, Partial, Resolution, Shifted, Tense
from variorum.lexicon.en.dates.grammar import find_expressions
from variorum.lexicon.en.dates.resolve import resolve

__all__ = [
    "Expression",
    "Known",
    "Partial",
    "Resolution",
    "Shifted",
    "Tense",
    "days_of",
    "find_expressions",
    "precision_of",
    "resolve",
]
