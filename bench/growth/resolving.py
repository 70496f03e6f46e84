"""One full resolve of a made world: its time, its memory, and how right it is."""

from __future__ import annotations

import resource
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from bench.growth.worlds import Report, World
from variorum.model import Judgement, Told
from variorum.reckon.judged import Pair
from variorum.resolve import resolve_documents
from variorum.workers import spread_large


class Stream:
    """The accounts of a world, document by document. Keeps their truth in few bytes, and the time that making reports took."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seconds = self.clock = 0.0
        self.keys, self.incidents = array("q"), array("q")

    def __iter__(self) -> Iterator[list[Told]]:
        reports = self.world.reports()
        while told := self._next(reports):
            yield told

    def _next(self, reports: Iterator[Report]) -> list[Told]:
        used, clock = processor(), time.perf_counter()
        report = next(reports, None)
        told = list(report.told()) if report else []
        for each, incident in zip(told, report.incidents if report else (), strict=True):
            self.keys.append(number_of(each.key))
            self.incidents.append(incident)
        self.seconds += processor() - used
        self.clock += time.perf_counter() - clock
        return told


def measure(accounts: int, seed: int, *, dense: bool = False) -> dict[str, Any]:
    """Resolve once, in this process. Seconds are of the processor and of the clock, without those that making the world took."""
    stream = Stream(World(accounts, seed, dense=dense))
    pairs = [pair_of(each) for each in stream.world.judgements()]
    before = peak()
    used, clock = processor(), time.perf_counter()
    resolved = resolve_documents(stream, pairs=pairs, spread=spread_large)
    seconds, clock = processor() - used - stream.seconds, time.perf_counter() - clock - stream.clock
    return {
        "accounts": len(stream.keys),
        "incidents": len(resolved.groups),
        "seconds": round(seconds, 2),
        "clock": round(clock, 2),
        "peak": round(peak()),
        "before": round(before),
        "suggestions": len(resolved.suggestions),
        **b_cubed(resolved.groups, stream.keys, stream.incidents),
    }


def peak() -> float:
    """The largest resident set of this process so far and of its largest child, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return sum(resource.getrusage(who).ru_maxrss * unit / 2**20 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def processor() -> float:
    """Seconds of the processor that this process and its children have used."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def pair_of(judgement: Judgement) -> Pair:
    """A judgement as `resolve` takes it."""
    left, right = sorted((judgement.subject, judgement.other or ""))
    return Pair(left=left, right=right, verdict=judgement.verdict, by=judgement.by, judgements=(judgement.key,))  # type: ignore[arg-type]


def number_of(key: str) -> int:
    """The last 60 bits of a key."""
    return int(key[-15:], 16)


def b_cubed(groups: Sequence[Sequence[str]], keys: array[int], incidents: array[int]) -> dict[str, float]:
    """B-cubed precision, recall and F of groups against the true incident of each key (Bagga and Baldwin 1998)."""
    order = np.argsort(np.frombuffer(keys, dtype=np.int64))
    known = np.frombuffer(keys, dtype=np.int64)[order]
    truth = np.frombuffer(incidents, dtype=np.int64)[order]
    numbers = np.fromiter((number_of(key) for group in groups for key in group), dtype=np.int64)
    sizes = [len(group) for group in groups]
    given = np.repeat(np.arange(len(sizes)), sizes)
    true = truth[np.searchsorted(known, numbers)]
    _, cell, both = np.unique(given * (int(true.max()) + 1) + true, return_inverse=True, return_counts=True)
    precision = float(np.mean(both[cell] / np.bincount(given)[given]))
    recall = float(np.mean(both[cell] / np.bincount(true)[true]))
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f": round(2 * precision * recall / (precision + recall), 4)}
