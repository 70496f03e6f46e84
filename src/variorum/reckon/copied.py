"""What people say of pairs of documents: copy, or independent. The last word on a pair holds; it holds on to bytes, not to ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from variorum.model import Document, Judgement, Problem
from variorum.model.judgement import standing_judgements
from variorum.reckon.contradicting import contradicting

_ON_COPIES = frozenset({"copy", "independent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPair:
    """Two documents that a person said are copies, or independent. `left` < `right`, keys of current documents."""

    left: str
    right: str
    verdict: Literal["copy", "independent"]
    by: str


def place_of_document(document: Document) -> dict[str, Any]:
    """What a judgement keeps of a document beside its key: the digest of its bytes, and which article of them it is."""
    return {"blob": document.blob, "part": document.part}


def decided_copies(judgements: Iterable[Judgement], documents: Mapping[str, Document]) -> tuple[tuple[CopyPair, ...], tuple[Problem, ...]]:
    """The standing pairs, in the order of their keys, with a problem where people differ or a document is no longer there."""
    places = {(document.blob, document.part): key for key, document in sorted(documents.items())}
    by_pair: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    problems = []
    for judgement in standing_judgements(judgements):
        if judgement.verdict not in _ON_COPIES:
            continue
        found = [_current(judgement, side, documents, places) for side in ("subject", "other")]
        if None in found or found[0] == found[1]:
            message = f"{judgement.by} said {judgement.verdict} of two documents, of which one is no longer there by itself."
            problems.append(Problem(stage="resolve", code="words_gone", subject=judgement.key, message=message))
            continue
        left, right = sorted(key for key in found if key)
        by_pair[left, right].append(judgement)
    pairs = []
    for (left, right), held in sorted(by_pair.items()):
        last = held[-1]
        assert last.verdict in ("copy", "independent")
        pairs.append(CopyPair(left=left, right=right, verdict=last.verdict, by=last.by))
        for judgement in contradicting(held, attrgetter("verdict")):
            message = f"{judgement.by} said {judgement.verdict}, {last.by} later said {last.verdict} of {right}; the later holds."
            problems.append(Problem(stage="resolve", code="contradictory_judgements", subject=left, message=message))
    return tuple(pairs), tuple(problems)


def _current(judgement: Judgement, side: str, documents: Mapping[str, Document], places: Mapping[tuple[str, int], str]) -> str | None:
    """The document that a judgement is about: by key, else by its bytes."""
    key = judgement.subject if side == "subject" else judgement.other
    if key in documents:
        return key
    place = judgement.value.get(side) if isinstance(judgement.value, dict) else None
    return places.get((place["blob"], place["part"])) if isinstance(place, dict) else None
