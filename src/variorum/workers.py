"""Work spread over processes: started by spawn, stopped at will, and a worker that dies takes one task with it."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

Task = TypeVar("Task")
Answer = TypeVar("Answer")

AHEAD = 4  # tasks a worker that wait in the queue: enough that none idles, few enough that memory stays flat


class Died(Generic[Task]):
    """The worker that had this task ended without an answer."""

    def __init__(self, task: Task) -> None:
        self.task = task


def spread(
    work: Callable[[Task], Answer], tasks: Iterable[Task], *, workers: int | None = None, ahead: int = AHEAD
) -> Iterator[Answer | Died[Task]]:
    """The answers to all tasks, in no order. `work` is a function of a module; tasks and answers are records that can be pickled, and
    `ahead` of them wait for each worker.

    With one worker all is done in this process. When a worker dies, those tasks that were under way are tried again, one at a time, each
    in a process of its own: the one that kills it comes back as `Died`, the others are answered.
    """
    count = workers if workers is not None else default_workers()
    if count <= 1:
        yield from map(work, tasks)
        return
    waiting = iter(tasks)
    suspects: deque[Task] = deque()
    while True:
        try:
            yield from _pooled(work, waiting, suspects, count, ahead)
        except BrokenProcessPool:
            while suspects:
                yield _alone(work, suspects.popleft())
            continue
        return


def spread_large(work: Callable[[Task], Answer], tasks: Iterable[Task], *, workers: int | None = None) -> Iterator[Answer]:
    """`spread` of few tasks that take much memory; what a worker left that died is done here."""
    for answer in spread(work, tasks, workers=workers, ahead=2):
        yield work(answer.task) if isinstance(answer, Died) else answer


def default_workers() -> int:
    """As many as the processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _pooled(work: Callable[[Task], Answer], waiting: Iterator[Task], under_way: deque[Task], count: int, ahead: int) -> Iterator[Answer]:
    """Answers from a pool. If the pool breaks, `under_way` holds the tasks without an answer."""
    running: dict[Future[Answer], Task] = {}
    finished = False
    pool = ProcessPoolExecutor(max_workers=count, mp_context=multiprocessing.get_context("spawn"))
    try:
        exhausted = False
        while not exhausted or running:
            while not exhausted and len(running) < count * ahead:
                try:
                    task = next(waiting)
                except StopIteration:
                    exhausted = True
                else:
                    running[_submit(pool, work, task, under_way)] = task
            done, _ = wait(running, return_when=FIRST_COMPLETED) if running else (set(), None)
            for future in done:
                answer = future.result()
                del running[future]
                yield answer
        finished = True
    except BrokenProcessPool:
        under_way.extend(running.values())
        raise
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)  # an interrupt does not wait for the tasks under way


def _submit(pool: ProcessPoolExecutor, work: Callable[[Task], Answer], task: Task, under_way: deque[Task]) -> Future[Answer]:
    try:
        return pool.submit(work, task)
    except BrokenProcessPool:
        under_way.append(task)
        raise


def _alone(work: Callable[[Task], Answer], task: Task) -> Answer | Died[Task]:
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return pool.submit(work, task).result()
        except BrokenProcessPool:
            return Died(task)
