"""Words that name one attack although they are in the plural: "Friday's shootings", "the bombings at two churches"."""

from __future__ import annotations

import re
from functools import cache

from variorum.lexicon.en.inflect import plural
from variorum.lexicon.triggers import event_triggers
from variorum.model import FigureValue
from variorum.read.finding import Finding
from variorum.read.parsed import Parsed

_LANDS = "provinces|districts|states|regions|countries|cities|towns|villages|areas|departments|counties|days|weeks|months|years"


def names_one_attack(parsed: Parsed, finding: Finding) -> bool:
    """Whether the sentence of a figure names an attack of one day or on a pair of places, and says nothing of what it was counted over."""
    value = finding.value
    if not isinstance(value, FigureValue) or value.scope is not None:
        return False
    return _of_one().search(parsed.sentence_at(finding.evidence[0].start).text) is not None


@cache
def _of_one() -> re.Pattern[str]:
    acts = sorted(
        {lemma for (lemma, part), trigger in event_triggers().words.items() if part == "n" and trigger.role in ("act", "generic")}
    )
    one, many = "|".join(map(re.escape, acts)), "|".join(re.escape(plural(act)) for act in acts)
    day = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:night|morning|evening|afternoon))?|yesterday|last\s+night|today)['’]s"
    places = rf"(?:two|both|a\s+pair\s+of|an?\s+(?:[\w-]+\s+){{1,3}}?and\s+an?)\b(?!\s+(?:[\w-]+\s+){{0,2}}?(?:{_LANDS})\b)"
    return re.compile(rf"\b{day}\s+(?:[\w-]+\s+){{0,3}}?(?:{one}|{many})\b|\b(?:{many})\s+(?:at|on|in|outside)\s+{places}", re.IGNORECASE)
