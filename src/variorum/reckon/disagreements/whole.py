"""Numbers whose words say that they count a part: "eight of the victims", "two others", "nobody else". They are no side of a
disagreement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from variorum.reckon.counting import Count

_REST = r"(?:other|others|another|further|additional|else|rest|remaining|more(?! than))"
_OF_THEM = re.compile(r"\bof (?:the|them|those|these|whom|which)\b|\bboth\b", re.IGNORECASE)
_OF_THE = re.compile(r"\bof (?:the|those|these)\b|\bboth\b", re.IGNORECASE)  # "186 of them children" are all children
_OTHERS = re.compile(rf"\b{_REST}\b", re.IGNORECASE)
_OF_BEHIND = re.compile(r"\s+of (?:the|them|those|these|whom)\b", re.IGNORECASE)
_OTHERS_BEHIND = re.compile(rf"\s+{_REST}\b", re.IGNORECASE)
_Key = tuple[str, str, tuple[str, ...]]  # report, category, group


def is_part_by_words(count: Count) -> bool:
    """Whether the words of a number say that it counts some of those whom its report tells of."""
    words, text = count.claim.evidence[0], count.told.document.text
    if (_OF_THEM if count.group == ("all",) else _OF_THE).search(words.exact):
        return True
    if count.group == ("all",) and _OF_BEHIND.match(text, words.end):
        return True
    if count.value.category == "injured" and count.value.high != 0:  # "one dead and five others hurt": five are hurt in all
        return False
    return _OTHERS.search(words.exact) is not None or _OTHERS_BEHIND.match(text, words.end) is not None


def is_rest(count: Count) -> bool:
    """Whether it is a number of "others", beside a group that is named."""
    return count.group == ("all",) and (count.value.group_text or "").casefold().split()[-1:] == ["others"]


def people_told_of(counts: Iterable[Count]) -> Mapping[_Key, int]:
    """Of each report, category and group how many it tells of one by one, beside the numbers that it prints."""
    found: dict[_Key, int] = defaultdict(int)
    for count in counts:
        if count.value.counted:
            found[key_of(count)] += count.value.low
    return found


def key_of(count: Count) -> _Key:
    """What a number counts, and where."""
    return count.told.document.key, count.value.category, count.group
