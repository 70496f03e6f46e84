"""What two texts have in common that speaks for one being taken from the other: named features, their weights in `weights.tsv`, in words.

A copy is told by containment and the reuse of sentences (Broder 1997; Clough et al. 2002), not by likeness of the whole: a reprint may be
a third of one text and a tenth of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import log2

from variorum.resolve.copies.sketch import RUN, Index, Sketch, index_of
from variorum.resolve.weighing import Weighed, weights_of

SAID = 40  # runs: where less than that is outside quotation marks, there is little to compare
PASSAGE = 24  # words in a row: nobody writes them twice by chance
FEW = 0.08  # of the shorter text: two reports of one incident share as much by chance
COVERS = (
    (FEW, "cover_0"), (0.15, "cover_8"), (0.25, "cover_15"), (0.3, "cover_25"), (0.4, "cover_30"), (0.6, "cover_40"), (0.8, "cover_60"),
    (2.0, "cover_80"),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two texts share. Shares are in [0, 1].

    `of_left` and `of_right` are the shares of each text's runs that the other has, `told` the greater of the two shares of runs outside
    quotation marks, `quoted` the share of what they share that stands in such marks. `longest` is the longest passage outside quotation
    marks in words, `passage` the longest at all, `sentences` how many stand in both word for word, `renumbered` how many
    more with other numbers, `in_order` the share of all these that stand in one order.
    """

    of_left: float
    of_right: float
    told: float
    quoted: float
    longest: int
    passage: int
    sentences: int
    renumbered: int
    whole: float
    in_order: float

    @property
    def contained(self) -> float:
        """The share of the shorter text that the longer has."""
        return max(self.of_left, self.of_right)

    @property
    def alike(self) -> float:
        """The share of the longer text that the shorter has."""
        return min(self.of_left, self.of_right)


class Feature(Weighed):
    """One thing that speaks for or against a copy."""

    __slots__ = ()
    package = "variorum.resolve.copies"


def weights() -> Mapping[str, float]:
    """Name of a feature → its weight, in log-odds."""
    return weights_of(Feature.package)


def overlap(left: Sketch, right: Sketch) -> Overlap:
    """What two texts share."""
    one, other = index_of(left), index_of(right)
    shared = one.runs & other.runs
    fewer, more = (left, right) if len(left.told) <= len(right.told) else (right, left)
    said = len(fewer.told & more.told)
    exact, renumbered, words, order = _sentences(one, other)
    least = min(one.words, other.words)
    shorter = left if len(left.runs) <= len(right.runs) else right
    passage = _longest(shorter, shared)
    outside = shared & shorter.told
    return Overlap(
        of_left=len(shared) / len(one.runs) if one.runs else 0.0,
        of_right=len(shared) / len(other.runs) if other.runs else 0.0,
        told=said / max(len(fewer.told), SAID),
        quoted=1 - said / len(shared) if shared else 0.0,
        longest=passage if len(outside) == len(shared) else _longest(shorter, outside),
        passage=passage,
        sentences=exact,
        renumbered=renumbered,
        whole=words / least if least else 0.0,
        in_order=order,
    )


def _longest(text: Sketch, shared: frozenset[int]) -> int:
    """The words of the longest passage of a text whose runs are all shared."""
    if not shared:
        return 0
    passages = bytes(map(shared.__contains__, text.runs)).split(b"\0")
    longest = max(map(len, passages))
    return longest + RUN - 1 if longest else 0


def _sentences(left: Index, right: Index) -> tuple[int, int, int, float]:
    """Sentences in both, those with other numbers, the words of both, and the share of them that stands in one order."""
    if left.sentences.keys().isdisjoint(right.places):
        return 0, 0, 0, 1.0
    exact = renumbered = words = 0
    order: list[int] = []
    for masked, sentence in left.sentences.items():
        twin = right.places.get(masked)
        if twin is None:
            continue
        order.append(twin[0])
        words += sentence.words
        if twin[1].exact == sentence.exact:
            exact += 1
        else:
            renumbered += 1
    rising = sum(one < other for one, other in pairwise(order))
    return exact, renumbered, words, rising / (len(order) - 1) if len(order) > 1 else 1.0


def compare(left: Sketch, right: Sketch, shared: Overlap) -> tuple[Feature, ...]:
    """All features of a pair; which of the two comes first does not matter."""
    return (*_words(shared), *_titles(left, right), *_marks(left, right, shared), *_time(left, right))


def _words(shared: Overlap) -> Iterator[Feature]:
    name = next(name for limit, name in COVERS if shared.told < limit)
    share = f"{round(100 * shared.contained)} % of the shorter text is in the longer"
    yield Feature(name=name, words=share if shared.contained >= FEW else "")
    if shared.longest > PASSAGE:
        yield Feature(
            name="passage", words=f"{shared.longest} words in a row are the same", degree=round(min(4.0, log2(shared.longest / PASSAGE)), 4)
        )
    whole = shared.sentences + shared.renumbered
    if whole:
        words = f"{whole} sentence{'s' if whole > 1 else ''} word for word"
        if shared.renumbered:
            words += f", {shared.renumbered} of them with other numbers"
        yield Feature(name="sentences", words=words, degree=round(min(4.0, log2(1 + whole)), 4))
        yield Feature(name="sentences_share", degree=round(min(1.0, shared.whole), 4))
    if whole >= 3 and shared.in_order >= 0.5:
        yield Feature(name="in_order", words="in the same order")
    if shared.contained >= FEW and shared.quoted >= 0.6:
        yield Feature(name="quotations", words="most of what they share stands in quotation marks")


def _titles(left: Sketch, right: Sketch) -> Iterator[Feature]:
    one, other = set(left.title), set(right.title)
    if one and other:
        likeness = len(one & other) / len(one | other)
        if likeness >= 0.8:
            yield Feature(name="same_title", words="one headline" if likeness == 1 else "nearly one headline")
        elif likeness >= 0.5:
            yield Feature(name="like_title", words="headlines much alike")


def _marks(left: Sketch, right: Sketch, shared: Overlap) -> Iterator[Feature]:
    if left.outlet is not None and left.outlet == right.outlet:
        yield Feature(name="one_outlet", words="one outlet")
        return
    common = left.agencies.keys() & right.agencies.keys()
    if common:
        names = sorted(min(left.agencies[key], right.agencies[key]) for key in common)
        yield Feature(name="one_agency", words=f"both credit {' and '.join(names)}")
        if shared.longest > PASSAGE and (days_between(left.day, right.day) or 0) <= 1:
            yield Feature(name="agency_passage")
    if left.owner is not None and left.owner == right.owner:
        yield Feature(name="one_owner", words=f"both outlets belong to {left.owner}")


def _time(left: Sketch, right: Sketch) -> Iterator[Feature]:
    gap = days_between(left.day, right.day)
    if gap is not None and gap <= 1:
        yield Feature(name="same_day", words="published on the same day" if gap == 0 else "published a day apart")
    elif gap is not None and gap > 7:
        yield Feature(name="days_apart", words=f"published {gap} days apart")


def days_between(one: date | None, other: date | None) -> int | None:
    """The days between two dates, whichever comes first."""
    return None if one is None or other is None else abs((one - other).days)
