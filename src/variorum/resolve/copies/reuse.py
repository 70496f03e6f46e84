"""Two texts held against each other: what the later has of the earlier, how sure that is, and why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date

from variorum.model.words import CopyKind
from variorum.resolve.copies.features import PASSAGE, SAID, compare, overlap, weights
from variorum.resolve.copies.sketch import Sketch
from variorum.resolve.nearness import Nearness
from variorum.resolve.weighing import log_odds

COPY = 0.0  # log-odds from which a pair counts as copies: more likely than not
SAME = 0.97  # of the longer text: what is left are a headline's echo and a credit line
SHARED = 3  # marks: one or two are a stock phrase, or a quotation that everybody has
SHORT = 60  # words: of a text as short as that, one mark is enough
# A dispatch that thousands print, each with changes of its own, is then a chain, which holds as well; a phrase of thousands is not.
NEARNESS = Nearness(reach=24)
NEVER, AGES = 1e15, 1e11  # seconds: what has no hour comes after all that has; what was before 1970 is a number, too
MOST_WORDS = 9_999_999


@dataclass(frozen=True, slots=True, order=True)
class Reuse:
    """Two documents, `left` < `right`, one of which may have been taken from the other; `later` is the key of that one.

    `covers` is the share of the later text that the earlier has, `passage` whether they share a long one, most likely somebody's words.
    """

    left: str
    right: str
    odds: float
    later: str
    covers: float
    kind: CopyKind
    passage: bool
    reasons: tuple[str, ...]

    @property
    def earlier(self) -> str:
        """The key of the other one."""
        return self.left if self.later == self.right else self.right

    @property
    def is_copy(self) -> bool:
        """Whether a copy is more likely than not."""
        return self.odds >= COPY

    @property
    def tells(self) -> bool:
        """Whether there is anything to keep of the pair."""
        return self.is_copy or self.passage


def may_be_copies(shared: int, words: int) -> bool:
    """Whether two texts that share so many marks, the shorter of which has so many words, are worth a comparison."""
    return shared >= SHARED or (shared > 0 and words <= SHORT)


def weigh(one: Sketch, other: Sketch) -> Reuse:
    """Hold two texts against each other. It depends on the two and on shipped tables alone."""
    earlier, later = sorted((one, other), key=precedence)
    shared = overlap(earlier, later)
    features = compare(earlier, later, shared)
    telling = sorted((feature for feature in features if feature.words), key=lambda feature: (-abs(feature.weight), feature.name))
    return Reuse(
        left=min(earlier.key, later.key),
        right=max(earlier.key, later.key),
        odds=log_odds(features, weights()),
        later=later.key,
        covers=round(shared.of_right, 2),
        kind=_kind(earlier, later, alike=shared.alike),
        passage=shared.passage > PASSAGE,
        reasons=tuple(feature.words for feature in telling),
    )


def _kind(earlier: Sketch, later: Sketch, *, alike: float) -> CopyKind:
    """By what stands in print: the same words; one outlet's; an agency's; else a reprint."""
    if alike >= SAME:
        return "duplicate"
    if earlier.outlet is not None and earlier.outlet == later.outlet:
        return "update"
    return "wire" if earlier.agencies.keys() & later.agencies.keys() else "reprint"


def precedence(each: Sketch) -> str:
    """Sorts alike texts by which was the first: by day, an agency's before others, by hour, the most complete."""
    hour = each.at.astimezone(UTC).timestamp() if each.at else NEVER
    return f"{day_of(each):07d} {int(not each.is_agency)} {hour + AGES:022.3f} {MOST_WORDS - each.words:07d} {each.key}"


def day_of(each: Sketch) -> int:
    """The day of a text as a proleptic Gregorian ordinal; what has none comes after all that has."""
    return (each.day or date.max).toordinal()


def text_of(each: Sketch) -> int | None:
    """A digest of the words of a text; None of a short one. A dispatch that thousands print word for word is held against its first print
    alone, not against its like.
    """
    if len(each.runs) < SAID:
        return None
    digest = hashlib.blake2b(" ".join(map(str, each.runs)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
