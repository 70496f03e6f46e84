"""Which texts are copies of which: from documents to a family tree, whose every link has a score and reasons in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from variorum.lexicon.registry import Registry
from variorum.model import Copy, Document, Problem, When
from variorum.model.words import CopyKind
from variorum.resolve.copies.families import Pair, families
from variorum.resolve.copies.prints import Prints
from variorum.resolve.copies.reuse import COPY, Reuse, weigh
from variorum.resolve.copies.sketch import Sketch, sketch
from variorum.resolve.weighing import Decided, score_of

SketchOf: TypeAlias = Callable[[str], Sketch]

__all__ = ["COPY", "Copies", "Decided", "find_copies", "pair_odds", "relate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """`relations` say of each document what it is a copy of, at most one apart from quotations; `family_of` gives the earliest document of
    its family for every document that has one.
    """

    relations: tuple[Copy, ...] = ()
    family_of: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def find_copies(
    documents: Iterable[Document],
    *,
    published: Mapping[str, When] | None = None,
    decided: Sequence[Decided] = (),
    registry: Registry | None = None,
) -> Copies:
    """The copies among documents. Their order does not matter; `published` gives dates that are not printed, `decided` beats every score.

    A pair's score depends on the two texts and on shipped tables alone.
    """
    dates = published or {}
    prints = Prints()
    sketches = {}
    for each in documents:
        found = sketch(each, dates.get(each.key), registry=registry)
        sketches[each.key] = found
        prints.add(found)
    said = [each for each in decided if each.left in sketches and each.right in sketches]
    reuses = with_said(reuses_among(prints, sketches.__getitem__), said, sketches.__getitem__)
    return relate(reuses, said, prints.precedence_of)


def reuses_among(prints: Prints, sketch_of: SketchOf) -> Iterator[Reuse]:
    """What there is to keep of all pairs that are worth a look."""
    return (each for left, right in prints.pairs() if (each := weigh(sketch_of(left), sketch_of(right))).tells)


def with_said(reuses: Iterable[Reuse], decided: Iterable[Decided], sketch_of: SketchOf) -> list[Reuse]:
    """With the pairs that a person spoke of, whatever there is to them."""
    found = {(each.left, each.right): each for each in reuses}
    for each in decided:
        if (each.left, each.right) not in found:
            found[each.left, each.right] = weigh(sketch_of(each.left), sketch_of(each.right))
    return sorted(found.values())


def relate(reuses: Sequence[Reuse], decided: Sequence[Decided], precedence_of: Mapping[str, str]) -> Copies:
    """From pairs, those that a person spoke of among them, to families, and to what each document is a copy of.

    Families are found in each connected group of documents by itself.
    """
    said = {(each.left, each.right): each for each in decided}
    pairs = [pair for each in reuses if (pair := _pair(each, said.get((each.left, each.right)))) is not None]
    groups, problems = families(pairs, decided)
    home = {key: first for group in groups for first in [min(group, key=precedence_of.__getitem__)] for key in group}
    linked = {(pair.left, pair.right): pair for pair in pairs if home.get(pair.left) == home.get(pair.right, "")}
    tree = _tree(((each, linked[each.left, each.right]) for each in reuses if (each.left, each.right) in linked), precedence_of)
    judged = linked.keys() | said.keys()
    quotations = [_relation(each, "quotes", None) for each in reuses if each.passage and (each.left, each.right) not in judged]
    relations = sorted([*tree, *quotations], key=lambda copy: (copy.document, copy.of))
    return Copies(relations=tuple(relations), family_of=home, problems=tuple(problems))


def pair_odds(left: Document, right: Document) -> float:
    """The log-odds that one of two documents is a copy of the other."""
    return weigh(sketch(left), sketch(right)).odds


def _pair(each: Reuse, person: Decided | None) -> Pair | None:
    """The pair as a link, where its odds or a person make it one."""
    if person is not None:
        return Pair(left=each.left, right=each.right, odds=each.odds, by=person.by) if person.verdict == "copy" else None
    return Pair(left=each.left, right=each.right, odds=each.odds) if each.is_copy else None


def _tree(links: Iterable[tuple[Reuse, Pair]], precedence_of: Mapping[str, str]) -> list[Copy]:
    """Of each text the one earlier text that holds most of it, where a person names none; the earliest of equals."""
    parents: dict[str, list[tuple[Reuse, Pair]]] = defaultdict(list)
    for each, pair in links:
        parents[each.later].append((each, pair))
    found = []
    for rivals in parents.values():
        each, pair = min(rivals, key=lambda rival: (rival[1].by is None, -rival[0].covers, precedence_of[rival[0].earlier]))
        found.append(_relation(each, None, pair.by))
    return found


def _relation(each: Reuse, quotes: CopyKind | None, by: str | None) -> Copy:
    return Copy(
        document=each.later,
        of=each.earlier,
        kind=quotes or each.kind,
        score=1.0 if by else score_of(each.odds),
        reasons=(*([f"{by} says that it is a copy"] if by else []), *each.reasons),
    )
