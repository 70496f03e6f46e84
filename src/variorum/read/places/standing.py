"""What stands round a town's name: before and after it, in its sentence, and where in the report that is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from variorum.lexicon.en.tables import read_rows
from variorum.model import Document, Mention

LEAD, EARLY = 300, 1200  # letters of the body
_REACH = 40  # letters before a name that are looked at
_ROUND = 80  # letters before and after it
_STOP = re.compile(r"\n|[.?] ")


@dataclass(frozen=True, slots=True)
class Standing:
    """Reads off the words round a mention."""

    text: str
    body: int
    sentences: Sequence[int]  # starts, and the end of the text
    told: Sequence[tuple[str, ...]]  # of each sentence

    def traits(self, mention: Mention) -> dict[str, int]:
        """What stands round a mention."""
        return self.traits_at(mention.span.start, mention.span.end)

    def traits_at(self, start: int, end: int) -> dict[str, int]:
        """What stands round a name from `start` to `end`."""
        after = next((name for name, pattern in patterns("after") if pattern.match(self.text, end)), "word")
        before = next((name for name, pattern in patterns("before") if pattern.search(self.text[max(0, start - _REACH) : start])), "other")
        if before == "dateline" and after != "dash":
            before = "start"
        at = self.body
        stands = "title" if start < at else "lead" if start < at + LEAD else "early" if start < at + EARLY else "late"
        traits = {f"before:{before}": 1, f"after:{after}": 1, f"at:{stands}": 1, f"before:{before} at:{stands}": 1}
        sentence = bisect_right(self.sentences, start) - 1
        opening = self.sentences[sentence]
        traits |= {f"behind {name}": 1 for name, pattern in patterns("behind") if pattern.search(self.text, opening, start)}
        traits |= {
            f"round {name}": 1 for name, pattern in patterns("round") if pattern.search(self.text, max(0, start - _ROUND), end + _ROUND)
        }
        for name in self.told[sentence]:
            traits[f"sentence:{name}"] = 1
            if name == "event":
                traits[f"sentence:event at:{stands}"] = 1
        return traits


def standing_in(document: Document) -> Standing:
    """The report's text, cut into sentences."""
    text = document.text
    starts = [0, *(match.end() for match in _STOP.finditer(text))]
    stops = [*starts[1:], len(text)]
    told = [
        tuple(name for name, pattern in patterns("sentence") if pattern.search(text, start, stop))
        for start, stop in zip(starts, stops, strict=True)
    ]
    return Standing(text, document.body_start, starts, told)


@cache
def patterns(side: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The names and patterns of a side in `place_contexts.tsv`."""
    return tuple((name, re.compile(pattern)) for its, name, pattern in read_rows("place_contexts.tsv") if its == side)
