"""Who says it, in the words of a sentence: the outlets and speakers of one side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from variorum.lexicon.en.wording import UNNAMED_OUTLET, counted
from variorum.lexicon.headwords import singular
from variorum.lexicon.roles import speaker_roles
from variorum.model import Claim, Told
from variorum.reckon.counting import day_of

_WITHOUT_ARTICLE = frozenset({"police", "parliament", "congress"})
_TAIL = re.compile(r"\s*(?:[,;:]| --? | [–—] |\b(?:who|whom|whose|which)\b)")  # what follows a name: "a man, who …"
_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+\b")  # "example.org"
LONGEST = 6  # words of a speaker's name
MOST_NAMED = 2  # outlets: more are counted


def outlet_of(told: Told) -> str:
    """Who published it, in words."""
    return told.outlet or UNNAMED_OUTLET


def who(told: Told, claim: Claim) -> str:
    """The speaker with the outlet that carries the words, or the outlet alone."""
    return f"{speaker_words(claim.said_by.name)} (in {outlet_of(told)})" if claim.said_by else outlet_of(told)


def speaker_words(name: str) -> str:
    """A speaker's name as it stands within a sentence, on one line; a bracket that the reader cut off is closed. Headlines leave out
    articles: "Hospital: 100 dead" is the hospital's word. Of a name that is half a sentence what comes first is kept.
    """
    words = " ".join(name.split())
    if len(words.split()) > LONGEST:
        words = _TAIL.split(words, maxsplit=1)[0] or words
    if words.casefold() in speaker_roles():
        bare = words.casefold()
        words = bare if bare in _WITHOUT_ARTICLE or bare.endswith("s") else f"the {bare}"
    elif _is_common(words.split()):
        words = words[:1].lower() + words[1:]
    if words.startswith(("A ", "An ", "The ", "His ", "Her ", "Their ", "Its ")):
        words = words[:1].lower() + words[1:]
    return words + ")" * (words.count("(") - words.count(")"))


def _is_common(words: Sequence[str]) -> bool:
    """Whether a name is that of a plain role, capital and all: "Officers", "Officials with the ministry", but not "Officer Vance"."""
    first = words[0].casefold() if words else ""
    if singular(first) not in speaker_roles() or not words[0][1:].islower():
        return False
    return words[1].islower() if len(words) > 1 else first != singular(first)


def outlets(side: Iterable[Told]) -> str:
    """The outlets of a side, in the order of their reports: "Post", "Post and Globe", "Post and 4 other reports"."""
    reports = {each.document.key: each for each in sorted(side, key=_age)}
    names = list(dict.fromkeys(outlet_of(each) for each in reports.values()))
    if len(names) <= MOST_NAMED and (len(names) > 1 or len(reports) == 1):
        return " and ".join(names)
    others = len(reports) - 1
    return f"{names[0]} and {counted(others, 'other report')}"


def reports_of(side: Iterable[Told]) -> int:
    """How many documents a side is told by."""
    return len({each.document.key for each in side})


def _age(told: Told) -> tuple[date, str, str]:
    return day_of(told.published) or date.max, outlet_of(told), told.key


def capitalised(sentence: str) -> str:
    """With a capital at its beginning, "al-Shabaab" and all; but an outlet that is known by its address alone keeps its own."""
    return sentence if _ADDRESS.match(sentence) else sentence[:1].upper() + sentence[1:]


def listed(parts: Sequence[str]) -> str:
    """Parts of a sentence side by side: "A, B and C"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
