"""Ledgers of made worlds: one full settling, and then one report, one judgement, one undo at a time.

A filled ledger is kept, and copied for each measuring.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from bench.growth.filling import fill, put
from bench.growth.resolving import peak, processor
from bench.growth.worlds import NOW, Report, World
from variorum import desk
from variorum.errors import UsageError
from variorum.model import Judgement
from variorum.pipeline import settle
from variorum.store import Ledger

DONE = "done"  # the file that says that a ledger was filled to the end
SMALL = range(2, 20)  # accounts of an incident that is small wherever it is
KINDS = ("report on a small incident", "report", "report on the largest incident", "judgement", "undo")


def measure(accounts: int, seed: int, work: Path, rounds: int, *, dense: bool = False) -> dict[str, Any]:
    """Settle a ledger of so many accounts in full, then change it `rounds` times in each way. Seconds of the processor; medians."""
    world = World(accounts, seed, dense=dense)
    held_back = _held_back(world, rounds)
    made = work / f"{accounts}-{seed}-{rounds}{'-dense' * dense}.variorum"
    filling = None if (made / DONE).exists() else _fill(made, world, {report for reports in held_back for report in reports})
    path = work / "measured.variorum"
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(made, path, ignore=shutil.ignore_patterns(DONE))
    before = peak()
    with Ledger.open(path, write=True) as ledger:
        seconds, clock = _seconds(lambda: settle(ledger))
        counts = ledger.counts()
    found: dict[str, Any] = {"accounts": counts["current_accounts"], "documents": counts["current_documents"], "filling": filling}
    found |= {"incidents": counts["incidents"], "seconds": seconds, "clock": clock, "peak": round(peak()), "before": round(before)}
    found["megabytes"] = round(sum(each.stat().st_size for each in path.rglob("*") if each.is_file()) / 2**20)
    turns = [_turn(path, world, turn, reports) for turn, reports in enumerate(held_back)]
    for kind in KINDS:
        found[kind] = {"seconds": median(turn[kind][0] for turn in turns), "clock": median(turn[kind][1] for turn in turns)}
    shutil.rmtree(path)
    return found


def _turn(path: Path, world: World, turn: int, reports: tuple[int, ...]) -> dict[str, tuple[float, float]]:
    """One change of each kind: seconds of the processor and of the clock. The ledger is opened anew for each."""
    at = NOW + timedelta(days=1, minutes=turn)
    left, right = _two_in(path, world, turn)
    said: list[Judgement] = []
    changes: tuple[Callable[[Ledger], object], ...] = (
        *(partial(_add, report=world.report(report)) for report in reports),
        lambda ledger: said.append(desk.judge_pair(ledger, "same", left, right, by="anna", at=at)),
        lambda ledger: desk.undo(ledger, said[0].key, by="anna", at=at + timedelta(seconds=30)),
    )
    taken = {}
    for kind, change in zip(KINDS, changes, strict=True):
        with Ledger.open(path, write=True) as ledger:
            taken[kind] = _seconds(partial(change, ledger))
    return taken


def _held_back(world: World, rounds: int) -> list[tuple[int, int, int]]:
    """Reports that are not in the ledger at first, three a round: of a small incident like few others, of any but the largest, of that."""
    plan, first = world.plan, world.plan.first
    largest = range(int(first[0]), int(first[1]))
    others = range(int(first[1]), len(plan.order))
    small = [at for at in range(plan.alike + 1, plan.incidents) if int(first[at + 1] - first[at]) in SMALL]
    dice = Random(world.seed + 1)
    of_small = [int(first[at]) for at in dice.sample(small, rounds)]
    anywhere = dice.sample([at for at in others if at not in set(of_small)], rounds)
    return list(zip(of_small, anywhere, dice.sample(largest, rounds), strict=True))


def _two_in(path: Path, world: World, turn: int) -> tuple[str, str]:
    """Two accounts of different incidents of the ledger."""
    dice = Random(world.seed * 1000 + turn)
    found: dict[str, str] = {}
    with Ledger.open(path) as ledger:
        while len(found) < 2:
            account = world.report(dice.randrange(int(world.plan.first[1]), len(world.plan.order))).accounts[0].key
            with suppress(UsageError):  # one of the last reports, which the ledger does not hold
                found[ledger.incident(account).id] = account
    left, right = found.values()
    return left, right


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the processor, children's too, and of the clock, that a call takes."""
    used, began = processor(), time.perf_counter()
    work()
    return round(processor() - used, 3), round(time.perf_counter() - began, 3)


def _fill(path: Path, world: World, without: set[int]) -> float:
    """Make the ledger; gives the seconds by the clock."""
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    fill(path, world, without)
    (path / DONE).touch()
    return round(time.perf_counter() - began, 1)


def _add(ledger: Ledger, *, report: Report) -> int:
    """Add one report, as it comes from the reader, and settle."""
    ledger._write(put, [report])
    return settle(ledger)
