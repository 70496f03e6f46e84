"""Which texts are copies of which: from documents to a family tree, whose every link has a score and reasons in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date

from variorum.model import Copy, Document, Problem, When
from variorum.model.words import CopyKind
from variorum.resolve.copies.candidates import candidates
from variorum.resolve.copies.families import Pair, families
from variorum.resolve.copies.features import PASSAGE, SAID, Feature, Overlap, compare, overlap, weights
from variorum.resolve.copies.sketch import Sketch, sketch
from variorum.resolve.weighing import Decided, log_odds, score_of

__all__ = ["COPY", "Copies", "Decided", "find_copies", "pair_odds"]

COPY = 0.0  # log-odds from which a pair counts as copies: more likely than not
SAME = 0.97  # of the longer text: what is left are a headline's echo and a credit line
NEWEST = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """`relations` say of each document what it is a copy of, at most one apart from quotations; `family_of` gives the earliest document of
    its family for every document that has one.
    """

    relations: tuple[Copy, ...] = ()
    family_of: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def find_copies(documents: Iterable[Document], *, published: Mapping[str, When] | None = None, decided: Sequence[Decided] = ()) -> Copies:
    """The copies among documents. Their order does not matter; `published` gives dates that are not printed, `decided` beats every score.

    A pair's score depends on the two texts and on shipped tables alone.
    """
    dates = published or {}
    known = sorted((sketch(each, dates.get(each.key)) for each in documents), key=precedence)
    by_key = {each.key: each for each in known}
    weighed = {}
    first_of = _first_of_each_text(known)
    apart = [each for each in known if first_of[each.key] is each]
    pairs_to_weigh = [(apart[one], apart[other]) for one, other in candidates(apart)]
    pairs_to_weigh += [(first_of[each.key], each) for each in known if first_of[each.key] is not each]
    for earlier, later in pairs_to_weigh:
        weighed[earlier.key, later.key] = _weighed(earlier, later)
    said = {(each.left, each.right): each for each in decided if each.left in by_key and each.right in by_key}
    for left, right in said:
        one, other = sorted((by_key[left], by_key[right]), key=precedence)
        if (one.key, other.key) not in weighed:
            weighed[one.key, other.key] = _weighed(one, other)
    pairs = [pair for each in weighed.values() if (pair := _pair(each, said)) is not None]
    groups, problems = families(pairs, tuple(said.values()))
    home = {key: min((by_key[each] for each in group), key=precedence).key for group in groups for key in group}
    linked = {(pair.left, pair.right): pair for pair in pairs if home.get(pair.left) == home.get(pair.right, "")}
    tree = _tree((each, linked[each.keys]) for each in weighed.values() if each.keys in linked)
    judged = linked.keys() | said.keys()
    quotations = [_relation(each, "quotes", None) for each in weighed.values() if each.keys not in judged and _takes_a_passage(each)]
    relations = sorted([*tree, *quotations], key=lambda copy: (copy.document, copy.of))
    return Copies(relations=tuple(relations), family_of=home, problems=tuple(problems))


def pair_odds(left: Document, right: Document) -> float:
    """The log-odds that one of two documents is a copy of the other."""
    return _weighed(sketch(left), sketch(right)).odds


def precedence(each: Sketch) -> tuple[date, bool, float, int, str]:
    """Which of several alike texts is the first: by day, an agency's before others, by hour, the most complete."""
    hour = each.at.astimezone(UTC).timestamp() if each.at else float("inf")
    return each.day or NEWEST, not each.is_agency, hour, -each.words, each.key


def _first_of_each_text(known: Sequence[Sketch]) -> dict[str, Sketch]:
    """For every document the first one of just its words: a dispatch that thousands print is compared once for each, not with its like."""
    first: dict[tuple[int, ...], Sketch] = {}
    return {each.key: first.setdefault(each.runs, each) if len(each.runs) >= SAID else each for each in known}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """Two texts, the earlier and the later, and what they have in common."""

    earlier: Sketch
    later: Sketch
    shared: Overlap
    features: tuple[Feature, ...]
    odds: float

    @property
    def keys(self) -> tuple[str, str]:
        return min(self.earlier.key, self.later.key), max(self.earlier.key, self.later.key)


def _weighed(one: Sketch, other: Sketch) -> _Weighed:
    earlier, later = sorted((one, other), key=precedence)
    shared = overlap(earlier, later)
    features = compare(earlier, later, shared)
    return _Weighed(earlier=earlier, later=later, shared=shared, features=features, odds=log_odds(features, weights()))


def _pair(each: _Weighed, said: Mapping[tuple[str, str], Decided]) -> Pair | None:
    """The pair as a link, where its odds or a person make it one."""
    left, right = each.keys
    person = said.get(each.keys)
    if person is not None:
        return Pair(left=left, right=right, odds=each.odds, by=person.by) if person.verdict == "copy" else None
    return Pair(left=left, right=right, odds=each.odds) if each.odds >= COPY else None


def _tree(links: Iterable[tuple[_Weighed, Pair]]) -> list[Copy]:
    """Of each text the one earlier text that holds most of it, where a person names none; the earliest of equals."""
    parents: dict[str, list[tuple[_Weighed, Pair]]] = defaultdict(list)
    for each, pair in links:
        parents[each.later.key].append((each, pair))
    found = []
    for rivals in parents.values():
        each, pair = min(rivals, key=lambda rival: (rival[1].by is None, -round(rival[0].shared.of_right, 2), precedence(rival[0].earlier)))
        found.append(_relation(each, _kind(each), pair.by))
    return found


def _kind(each: _Weighed) -> CopyKind:
    """By what stands in print: the same words; one outlet's; an agency's; else a reprint."""
    if each.shared.alike >= SAME:
        return "duplicate"
    if each.earlier.outlet is not None and each.earlier.outlet == each.later.outlet:
        return "update"
    return "wire" if each.earlier.agencies.keys() & each.later.agencies.keys() else "reprint"


def _relation(each: _Weighed, kind: CopyKind, by: str | None) -> Copy:
    telling = sorted((feature for feature in each.features if feature.words), key=lambda feature: (-abs(feature.weight), feature.name))
    reasons = [f"{by} says that it is a copy"] if by else []
    return Copy(
        document=each.later.key,
        of=each.earlier.key,
        kind=kind,
        score=1.0 if by else score_of(each.odds),
        reasons=(*reasons, *(feature.words for feature in telling)),
    )


def _takes_a_passage(each: _Weighed) -> bool:
    """Whether two texts that are no copies share a passage, most likely somebody's words."""
    return each.shared.passage > PASSAGE
